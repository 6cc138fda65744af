package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.VectorKernels;

/**
 * What a few plain iterations of some samples of a batch tell about all.
 *
 * @param slopes the means of the derivatives s' of an activated layer, one for each component of a state, near where the samples lead
 * @param spread how far the derivatives of samples are from these means: the root mean square of the difference over that of the
 * derivatives
 * @param contraction by how much a plain iteration shortens the defect f(z) - z, as the mean of ratios of Euclidean norms
 * @param defect the largest component of |f(z) - z| at the start
 */
record Pilot(double[] slopes, double spread, double contraction, double defect) {

    /**
     * Iterates, and stops early where the defects grow.
     *
     * @param inputs the inputs, one row for each sample of the batch
     * @param starts the states to start from
     * @param samples how many samples are looked at, at most
     * @param evaluations how often the layer is evaluated for each of them, at least 2
     */
    static Pilot of(Layer layer, Samples inputs, double[] starts, int samples, int evaluations, Session session) {
        int size = layer.shape().state();
        int count = Math.min(samples, inputs.count());
        LayerKernel kernel = layer.kernel(count);
        double[] states = panel(starts, size, inputs.count(), count);
        double[] drives = new double[layer.driveSize() * count];
        kernel.drive(panel(inputs.values(), inputs.size(), inputs.count(), count), count, drives);
        double[] images = new double[size * count];
        double[] tangents = new double[layer.tangentSize() * count];
        double[] slopes = null;
        double spread = 0;
        double defect = 0;
        double first = 0;
        double last = 0;
        int steps = 0;
        for (int evaluation = 0; evaluation < evaluations; evaluation++) {
            kernel.linearise(states, drives, count, images, tangents);
            double length = Math.sqrt(VectorKernels.squaredDistance(images, 0, states, 0, size * count));
            if (evaluation == 0) {
                defect = Math.max(VectorKernels.maxDifference(images, 0, states, 0, size * count),
                        VectorKernels.maxDifference(states, 0, images, 0, size * count));
                first = length;
            }
            steps = evaluation;
            boolean nearer = evaluation == 0 || length <= last;
            last = length;
            if (nearer) {
                slopes = means(tangents, size, count);
                spread = spread(tangents, slopes, count);
            } else {
                break;
            }
            double[] next = states;
            states = images;
            images = next;
        }
        session.proceed((steps + 1L) * count, Double.NaN);
        return new Pilot(slopes, spread, first == 0 ? 0 : Math.pow(last / first, 1.0 / steps), defect);
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

    private static double spread(double[] panel, double[] means, int count) {
        double differences = 0;
        for (int k = 0; k < means.length; k++) {
            for (int i = k * count; i < (k + 1) * count; i++) {
                differences += (panel[i] - means[k]) * (panel[i] - means[k]);
            }
        }
        double squares = VectorKernels.squaredNorm(panel, 0, means.length * count);
        return squares == 0 ? 0 : Math.sqrt(differences / squares);
    }
}
