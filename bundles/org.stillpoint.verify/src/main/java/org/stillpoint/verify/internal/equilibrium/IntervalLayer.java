package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LipschitzBoundProblem;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** Intervals of s(W z + U x + b), evaluated several times, and of its Jacobian, all widened by what rounding may come to. */
final class IntervalLayer {

    /** What rounding may come to in a sum, in parts of the sum of magnitudes. */
    private static final double ROUNDING = 1e-14;

    private final int size;
    private final int inputs;
    private final int steps;
    private final LipschitzNorm norm;
    private final Activation activation;
    private final double[] weight;
    private final double[] inputWeight;
    private final double[] bias;
    private double[] imageLower;
    private double[] imageUpper;
    private double bound;

    IntervalLayer(LipschitzBoundProblem problem) {
        DataRecord parameters = problem.parameters();
        size = problem.center().length;
        inputs = problem.input().length;
        steps = problem.steps();
        norm = problem.norm();
        activation = Activation.of(parameters);
        weight = problem.layer() == StandardLayer.MONOTONE ? MonotoneMap.weight(parameters, size) : parameters.numbers("weight");
        bias = parameters.has("bias") ? parameters.numbers("bias") : new double[size];
        inputWeight = parameters.has("input_weight") ? parameters.numbers("input_weight") : identity(size, inputs);
    }

    private static double[] identity(int rows, int columns) {
        double[] identity = new double[rows * columns];
        for (int i = 0; i < columns; i++) {
            identity[i * columns + i] = 1;
        }
        return identity;
    }

    double[] imageLower() {
        return imageLower;
    }

    double[] imageUpper() {
        return imageUpper;
    }

    /** A bound of the norm of the Jacobian. */
    double bound() {
        return bound;
    }

    /** Computes the intervals for so many evaluations over a box of (z, x). */
    void over(double[] lower, double[] upper, int evaluations) {
        imageLower = lower;
        imageUpper = upper;
        double[] least = null;
        double[] most = null;
        double product = 1;
        for (int step = 0; step < evaluations; step++) {
            double[] nextLower = new double[size];
            double[] nextUpper = new double[size];
            double[] scaled = weight.clone();
            double[] leastSlopes = new double[size];
            double[] largestSlopes = new double[size];
            for (int i = 0; i < size; i++) {
                double[] t = before(i, lower, upper);
                nextLower[i] = Activated.value(activation, t[0]);
                nextUpper[i] = Activated.value(activation, t[1]);
                leastSlopes[i] = slope(t, false);
                largestSlopes[i] = slope(t, true);
                for (int j = 0; j < size; j++) {
                    scaled[i * size + j] *= largestSlopes[i];
                }
            }
            product *= norm == LipschitzNorm.LARGEST ? largestRow(scaled, scaled) : euclidean(scaled);
            double[][] jacobian = chain(leastSlopes, largestSlopes, least, most);
            least = jacobian[0];
            most = jacobian[1];
            imageLower = nextLower;
            imageUpper = nextUpper;
        }
        double whole = norm == LipschitzNorm.LARGEST ? largestRow(least, most) : between(least, most);
        bound = Math.min(whole, product) * (1 + size * ROUNDING);
    }

    /** The interval of (W a + U x + b)_i for the image a of the step before. */
    private double[] before(int i, double[] lower, double[] upper) {
        double low = bias[i];
        double high = bias[i];
        double magnitude = Math.abs(bias[i]);
        for (int j = 0; j < size + inputs; j++) {
            double factor = j < size ? weight[i * size + j] : inputWeight[i * inputs + j - size];
            double left = factor * (j < size ? imageLower[j] : lower[j]);
            double right = factor * (j < size ? imageUpper[j] : upper[j]);
            low += Math.min(left, right);
            high += Math.max(left, right);
            magnitude += Math.max(Math.abs(left), Math.abs(right));
        }
        return new double[] {low - ROUNDING * magnitude, high + ROUNDING * magnitude};
    }

    /** The least or the largest derivative over an interval. */
    private double slope(double[] t, boolean largest) {
        return switch (activation) {
            case IDENTITY -> 1;
            case RELU -> largest ? t[1] > 0 ? 1 : 0 : t[0] >= 0 ? 1 : 0;
            case CLIP -> largest ? t[1] > 0 && t[0] < 1 ? 1 : 0 : t[0] >= 0 && t[1] <= 1 ? 1 : 0;
            case SOFTPLUS -> Activated.slope(activation, largest ? t[1] : t[0]);
            case TANH, SIGMOID -> Activated.slope(activation,
                    largest ? t[0] > 0 ? t[0] : Math.min(0, t[1]) : Math.max(Math.abs(t[0]), Math.abs(t[1])));
        };
    }

    /** The intervals of D W M for intervals of M; of D W if there is none. */
    private double[][] chain(double[] leastSlopes, double[] largestSlopes, double[] least, double[] most) {
        double[] low = new double[size * size];
        double[] high = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double from = least == null ? weight[i * size + j] : 0;
                double to = from;
                for (int k = 0; least != null && k < size; k++) {
                    double left = weight[i * size + k] * least[k * size + j];
                    double right = weight[i * size + k] * most[k * size + j];
                    from += Math.min(left, right);
                    to += Math.max(left, right);
                }
                low[i * size + j] = from * (from > 0 ? leastSlopes : largestSlopes)[i];
                high[i * size + j] = to * (to > 0 ? largestSlopes : leastSlopes)[i];
            }
        }
        return new double[][] {low, high};
    }

    private double largestRow(double[] low, double[] high) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = i * size; k < (i + 1) * size; k++) {
                sum += Math.max(Math.abs(low[k]), Math.abs(high[k]));
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    /** The Euclidean norm of all matrices between bounds: that of the middle and that of the widths, or that of the largest magnitudes. */
    private double between(double[] low, double[] high) {
        double[] middle = new double[low.length];
        double[] width = new double[low.length];
        double[] largest = new double[low.length];
        for (int k = 0; k < low.length; k++) {
            middle[k] = (low[k] + high[k]) / 2;
            width[k] = (high[k] - low[k]) / 2;
            largest[k] = Math.max(Math.abs(low[k]), Math.abs(high[k]));
        }
        return Math.min(euclidean(middle) + euclidean(width), euclidean(largest));
    }

    /** In parts of the largest entry no square vanishes that counts. */
    private double euclidean(double[] matrix) {
        double scale = 0;
        for (double entry : matrix) {
            scale = Math.max(scale, Math.abs(entry));
        }
        if (scale == 0) {
            return 0;
        }
        double[] scaled = new double[matrix.length];
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] = matrix[k] / scale;
        }
        double bound = SymmetricBound.largest(Gram.of(scaled, size), size, Double.POSITIVE_INFINITY);
        return scale * Math.sqrt(Math.max(0, bound)) * (1 + size * ROUNDING);
    }
}
