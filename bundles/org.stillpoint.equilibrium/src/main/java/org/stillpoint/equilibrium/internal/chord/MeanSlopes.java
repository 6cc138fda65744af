package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.VectorKernels;

/**
 * The mean derivative of the activation over some samples of a batch, near where they lead: after one plain iteration, or at the start where
 * that leads away from a solution.
 */
final class MeanSlopes {

    /** So many samples tell what the mean is. */
    private static final int SAMPLES = 32;

    private MeanSlopes() {
    }

    /** The means, one for each component of a state. */
    static double[] of(Layer layer, Samples inputs, double[] starts, Session session) {
        int size = layer.shape().state();
        int count = Math.min(SAMPLES, inputs.count());
        LayerKernel kernel = layer.kernel(count);
        double[] states = panel(starts, size, inputs.count(), count);
        double[] drives = new double[layer.driveSize() * count];
        kernel.drive(panel(inputs.values(), inputs.size(), inputs.count(), count), count, drives);
        double[] images = new double[size * count];
        double[] tangents = new double[layer.tangentSize() * count];
        kernel.linearise(states, drives, count, images, tangents);
        double[] nextImages = new double[size * count];
        double[] nextTangents = new double[layer.tangentSize() * count];
        kernel.linearise(images, drives, count, nextImages, nextTangents);
        session.proceed(2L * count, Double.NaN);
        double defect = VectorKernels.maxDifference(images, 0, states, 0, size * count);
        boolean nearer = VectorKernels.maxDifference(nextImages, 0, images, 0, size * count) <= defect;
        return means(nearer ? nextTangents : tangents, size, count);
    }

    /** Some of so many rows, at equal distances, as a panel. */
    private static double[] panel(double[] rows, int size, int rowCount, int count) {
        double[] panel = new double[size * count];
        for (int lane = 0; lane < count; lane++) {
            int row = (int) ((long) rowCount * lane / count);
            for (int k = 0; k < size; k++) {
                panel[k * count + lane] = rows[row * size + k];
            }
        }
        return panel;
    }

    private static double[] means(double[] panel, int size, int count) {
        double[] means = new double[size];
        for (int k = 0; k < size; k++) {
            means[k] = VectorKernels.sum(panel, k * count, count) / count;
        }
        return means;
    }
}
