package org.stillpoint.equilibrium.internal.propagation;

import org.stillpoint.equilibrium.internal.gradient.Linearisation;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;
import org.stillpoint.numerics.random.RandomStream;

/**
 * How far the matrix that has to be symmetric for equilibrium propagation is from that: |M - M'|_F / |M + M'|_F, 0 for a symmetric and 1
 * for a symmetric part of the same size as the skew one. M is W of layers s(W z + drive), and the Jacobian matrix J of others, of which
 * |J - J'|_F^2 = E |(J - J') e|^2 is estimated by random vectors e of signs. That expectation is the penalty of Jacobian homeostasis.
 */
final class Asymmetry {

    private static final int PROBES = 8;
    /** Beyond, full matrices take gigabytes. */
    private static final int MOST_COMPONENTS = 5000;

    private Asymmetry() {
    }

    /** The asymmetry of a layer; NaN where W is too large to be written out. */
    static double of(Layer layer, Linearisation linearisation, int samples, long seed) {
        int size = layer.shape().state();
        if (layer instanceof SplittableLayer splittable) {
            return size <= MOST_COMPONENTS ? ofMatrix(splittable.weight(), size) : Double.NaN;
        }
        return ofJacobian(linearisation, samples * size, seed);
    }

    private static double ofMatrix(double[] matrix, int size) {
        double skew = 0;
        double symmetric = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double difference = matrix[i * size + j] - matrix[j * size + i];
                double sum = matrix[i * size + j] + matrix[j * size + i];
                skew += difference * difference;
                symmetric += sum * sum;
            }
        }
        return ratio(skew, symmetric);
    }

    private static double ofJacobian(Linearisation linearisation, int length, long seed) {
        RandomStream random = new RandomStream(seed);
        double skew = 0;
        double symmetric = 0;
        for (int probe = 0; probe < PROBES; probe++) {
            double[] signs = new double[length];
            for (int i = 0; i < length; i++) {
                signs[i] = random.nextInt(2) == 0 ? -1 : 1;
            }
            double[] forward = new double[length];
            double[] backward = new double[length];
            linearisation.addProducts(signs, forward);
            linearisation.addTransposedProducts(signs, backward);
            for (int i = 0; i < length; i++) {
                double difference = forward[i] - backward[i];
                double sum = forward[i] + backward[i];
                skew += difference * difference;
                symmetric += sum * sum;
            }
        }
        return ratio(skew, symmetric);
    }

    private static double ratio(double skew, double symmetric) {
        return skew == 0 ? 0 : Math.sqrt(skew / symmetric);
    }
}
