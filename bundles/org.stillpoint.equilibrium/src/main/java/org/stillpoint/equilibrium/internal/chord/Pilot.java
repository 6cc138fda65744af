package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.layer.dense.Activations;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
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

    /** So many samples, a register of numbers, are evaluated together. */
    private static final int LANES = 8;

    /**
     * Iterates, and stops early where the defects grow.
     *
     * @param inputs the inputs, one row for each sample of the batch
     * @param starts the states to start from
     * @param samples how many samples are looked at, at most
     * @param evaluations how often the layer is evaluated for each of them, at least 2
     */
    static Pilot of(ActivatedLayer layer, Samples inputs, double[] starts, int samples, int evaluations, Session session) {
        int size = layer.shape().state();
        int count = Math.min(samples, inputs.count());
        Part[] parts = new Part[(count + LANES - 1) / LANES];
        double defect = 0;
        double first = 0;
        double last = 0;
        int steps = 0;
        boolean nearer = true;
        for (int evaluation = 0; evaluation < evaluations && nearer; evaluation++) {
            boolean begins = evaluation == 0;
            session.team().run(part -> {
                if (begins) {
                    parts[part] = new Part(layer, inputs, starts, count, part * LANES);
                } else {
                    parts[part].goOn();
                }
            }, parts.length);
            double squares = 0;
            for (Part part : parts) {
                squares += VectorKernels.squaredDistance(part.images, 0, part.states, 0, size * part.lanes);
                if (begins) {
                    defect = Math.max(defect, Math.max(VectorKernels.maxDifference(part.images, 0, part.states, 0, size * part.lanes),
                            VectorKernels.maxDifference(part.states, 0, part.images, 0, size * part.lanes)));
                }
            }
            double length = Math.sqrt(squares);
            first = begins ? length : first;
            nearer = begins || length <= last;
            steps = evaluation;
            last = length;
        }
        double[] slopes = new double[size];
        double[] tangents = new double[size * count];
        for (int part = 0; part < parts.length; part++) {
            // The states are the images of the evaluation before.
            double[] nearest = nearer ? parts[part].images : parts[part].states;
            int lanes = parts[part].lanes;
            Activations.derivatives(layer.activation(), nearest, size * lanes, nearest);
            System.arraycopy(nearest, 0, tangents, size * part * LANES, size * lanes);
            for (int k = 0; k < size; k++) {
                slopes[k] += VectorKernels.sum(nearest, k * lanes, lanes) / count;
            }
        }
        session.proceed((steps + 1L) * count, Double.NaN);
        return new Pilot(slopes, spread(parts, tangents, slopes), first == 0 ? 0 : Math.pow(last / first, 1.0 / steps), defect);
    }

    private static double spread(Part[] parts, double[] tangents, double[] means) {
        double differences = 0;
        int at = 0;
        for (Part part : parts) {
            for (double mean : means) {
                for (int lane = 0; lane < part.lanes; lane++) {
                    double difference = tangents[at++] - mean;
                    differences += difference * difference;
                }
            }
        }
        double squares = VectorKernels.squaredNorm(tangents, 0, tangents.length);
        return squares == 0 ? 0 : Math.sqrt(differences / squares);
    }

    /** Some of the samples, which stand at equal distances in the batch. */
    private static final class Part {

        private final int lanes;
        private final SplittableKernel kernel;
        private final double[] drives;
        private double[] states;
        private double[] images;

        /** Evaluates the layer at the starts; where these are zeros, that needs no product. */
        Part(ActivatedLayer layer, Samples inputs, double[] starts, int count, int firstLane) {
            int size = layer.shape().state();
            lanes = Math.min(LANES, count - firstLane);
            kernel = layer.kernel(lanes);
            drives = new double[layer.driveSize() * lanes];
            kernel.drive(panel(inputs.values(), inputs.size(), inputs.count(), count, firstLane), lanes, drives);
            states = panel(starts, size, inputs.count(), count, firstLane);
            images = new double[size * lanes];
            if (VectorKernels.maxAbs(states, 0, size * lanes) == 0) {
                System.arraycopy(drives, 0, images, 0, size * lanes);
                kernel.activate(images, lanes);
            } else {
                kernel.apply(states, drives, lanes, images);
            }
        }

        private double[] panel(double[] rows, int size, int rowCount, int count, int firstLane) {
            double[] panel = new double[size * lanes];
            for (int lane = 0; lane < lanes; lane++) {
                int row = (int) ((long) rowCount * (firstLane + lane) / count);
                for (int k = 0; k < size; k++) {
                    panel[k * lanes + lane] = rows[row * size + k];
                }
            }
            return panel;
        }

        /** Goes to the images. */
        void goOn() {
            double[] next = states;
            states = images;
            images = next;
            kernel.apply(states, drives, lanes, images);
        }
    }
}
