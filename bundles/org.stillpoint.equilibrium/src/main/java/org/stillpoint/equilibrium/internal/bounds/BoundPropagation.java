package org.stillpoint.equilibrium.internal.bounds;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LipschitzNorm;

/**
 * Bounds of a repeated layer and its Jacobian over a box. With t_k = W a_(k-1) + U x + b and a_k = s(t_k),
 *
 * <ul>
 * <li>intervals of t_k follow from those of a_(k-1); linear bounds replace each a below by the line above or below it, back to (z, x);
 * <li>the derivatives s'(t_k) lie in intervals D_k; a row of the Jacobian is g_0 with g_(k-1) = (g_k * D_k) W from a unit vector on. Each
 * product of a derivative in [l, u] with an entry of g in an interval lies between the lines through the ends of min(l g, u g) and
 * max(l g, u g), and these lines are followed back to the unit vector.
 * </ul>
 *
 * Sources: Zhang, Weng, Chen, Hsieh, Daniel 2018, Efficient neural network robustness certification with general activation functions
 * (arXiv:1811.00866); Shi, Wang, Zhang, Kolter, Hsieh 2022, Efficiently computing local Lipschitz constants of neural networks via bound
 * propagation (arXiv:2210.07394), for the lines of the Clarke Jacobian.
 */
final class BoundPropagation {

    /** Units at kinks are told apart up to so many. */
    private static final int MOST_KINKS = 5;
    /** What rounding may come to in a sum, in parts of the sum of magnitudes. */
    private static final double ROUNDING = 1e-14;

    private final RepeatedLayer layer;
    private final boolean linear;
    private final int size;
    private final int inputs;
    private final int steps;
    private final Relaxation relaxation = new Relaxation();
    /** For each step and unit: bounds of t, of s', and the lines. */
    private final double[][] lower;
    private final double[][] upper;
    private final double[][] leastSlope;
    private final double[][] largestSlope;
    private final double[][] lineBelow;
    private final double[][] constantBelow;
    private final double[][] lineAbove;
    private final double[][] constantAbove;

    BoundPropagation(RepeatedLayer layer, boolean linear) {
        this.layer = layer;
        this.linear = linear;
        size = layer.size();
        inputs = layer.inputs();
        steps = layer.steps();
        lower = new double[steps][size];
        upper = new double[steps][size];
        leastSlope = new double[steps][size];
        largestSlope = new double[steps][size];
        lineBelow = new double[steps][size];
        constantBelow = new double[steps][size];
        lineAbove = new double[steps][size];
        constantAbove = new double[steps][size];
    }

    /** Computes the bounds of all steps over a box. */
    void over(Box box) {
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < size; i++) {
                interval(box, step, i);
            }
            for (int i = 0; linear && step > 0 && i < size; i++) {
                lower[step][i] = Math.max(lower[step][i], -linear(box, step, i, -1));
                upper[step][i] = Math.max(lower[step][i], Math.min(upper[step][i], linear(box, step, i, 1)));
            }
            for (int i = 0; i < size; i++) {
                relaxation.of(layer.activation(), lower[step][i], upper[step][i]);
                leastSlope[step][i] = relaxation.leastSlope;
                largestSlope[step][i] = relaxation.largestSlope;
                lineBelow[step][i] = relaxation.lowerSlope;
                constantBelow[step][i] = relaxation.lowerConstant;
                lineAbove[step][i] = relaxation.upperSlope;
                constantAbove[step][i] = relaxation.upperConstant;
            }
        }
    }

    /** The largest derivative of a unit at a step. */
    double largestSlope(int step, int unit) {
        return largestSlope[step][unit];
    }

    /** How much the derivative of a unit at a step may vary. */
    double slopeWidth(int step, int unit) {
        return largestSlope[step][unit] - leastSlope[step][unit];
    }

    /** The bound of a component of the result from below. */
    double imageLower(int unit) {
        return Relaxation.value(layer.activation(), lower[steps - 1][unit]);
    }

    /** The bound of a component of the result from above. */
    double imageUpper(int unit) {
        return Relaxation.value(layer.activation(), upper[steps - 1][unit]);
    }

    private void interval(Box box, int step, int i) {
        double middle = layer.bias()[i];
        double radius = 0;
        double magnitude = Math.abs(middle);
        Activation activation = layer.activation();
        for (int j = 0; j < size; j++) {
            double low = step == 0 ? box.lower()[j] : Relaxation.value(activation, lower[step - 1][j]);
            double high = step == 0 ? box.upper()[j] : Relaxation.value(activation, upper[step - 1][j]);
            double weight = layer.weight()[i * size + j];
            middle += weight * (low + high) / 2;
            radius += Math.abs(weight) * (high - low) / 2;
            magnitude += Math.abs(weight) * (Math.abs(low) + Math.abs(high));
        }
        for (int j = 0; j < inputs; j++) {
            double weight = layer.inputWeight()[i * inputs + j];
            middle += weight * box.middle(size + j);
            radius += Math.abs(weight) * box.radius(size + j);
            magnitude += Math.abs(weight) * (Math.abs(box.lower()[size + j]) + Math.abs(box.upper()[size + j]));
        }
        lower[step][i] = middle - radius - ROUNDING * magnitude;
        upper[step][i] = middle + radius + ROUNDING * magnitude;
    }

    /** The upper bound of sign * t of a unit, by lines of all steps before. */
    private double linear(Box box, int last, int unit, int sign) {
        double[] onInput = new double[inputs];
        double[] onState = row(unit, sign);
        double constant = sign * layer.bias()[unit];
        double magnitude = Math.abs(constant);
        addInput(onInput, unit, sign);
        for (int step = last - 1; step >= 0; step--) {
            double[] before = new double[size];
            for (int j = 0; j < size; j++) {
                double coefficient = onState[j];
                double slope = coefficient * (coefficient > 0 ? lineAbove : lineBelow)[step][j];
                double shift = coefficient * (coefficient > 0 ? constantAbove : constantBelow)[step][j];
                constant += shift + slope * layer.bias()[j];
                magnitude += Math.abs(shift) + Math.abs(slope * layer.bias()[j]);
                if (slope != 0) {
                    addInput(onInput, j, slope);
                    for (int k = 0; k < size; k++) {
                        before[k] += slope * layer.weight()[j * size + k];
                    }
                }
            }
            onState = before;
        }
        for (int j = 0; j < size + inputs; j++) {
            double coefficient = j < size ? onState[j] : onInput[j - size];
            constant += coefficient * (coefficient > 0 ? box.upper()[j] : box.lower()[j]);
            magnitude += Math.abs(coefficient) * (Math.abs(box.lower()[j]) + Math.abs(box.upper()[j]));
        }
        return constant + ROUNDING * magnitude;
    }

    private double[] row(int unit, double factor) {
        double[] row = new double[size];
        for (int j = 0; j < size; j++) {
            row[j] = factor * layer.weight()[unit * size + j];
        }
        return row;
    }

    private void addInput(double[] onInput, int unit, double factor) {
        for (int j = 0; j < inputs; j++) {
            onInput[j] += factor * layer.inputWeight()[unit * inputs + j];
        }
    }

    /**
     * A bound of the norm of all Jacobians in the box. A Jacobian is affine in each derivative, and its norm convex: where few units may be
     * at a kink, the bound is the largest for derivatives 0 or 1 of those.
     */
    double norm(LipschitzNorm norm) {
        double whole = entrywise(norm);
        if (layer.activation() != Activation.RELU && layer.activation() != Activation.CLIP) {
            return whole;
        }
        List<int[]> kinks = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < size; i++) {
                if (slopeWidth(step, i) > 0) {
                    kinks.add(new int[] {step, i});
                }
            }
        }
        return kinks.isEmpty() || kinks.size() > MOST_KINKS ? whole : Math.min(whole, patterns(norm, kinks, 0));
    }

    /** The largest bound for all derivatives 0 or 1 of the units from one on. */
    private double patterns(LipschitzNorm norm, List<int[]> kinks, int next) {
        if (next == kinks.size()) {
            return entrywise(norm);
        }
        int step = kinks.get(next)[0];
        int unit = kinks.get(next)[1];
        largestSlope[step][unit] = 0;
        double largest = patterns(norm, kinks, next + 1);
        largestSlope[step][unit] = 1;
        leastSlope[step][unit] = 1;
        largest = Math.max(largest, patterns(norm, kinks, next + 1));
        leastSlope[step][unit] = 0;
        return largest;
    }

    private double entrywise(LipschitzNorm norm) {
        double[] low = new double[size * size];
        double[] high = new double[size * size];
        for (int i = 0; i < size; i++) {
            jacobianRow(i, low, high);
        }
        if (norm == LipschitzNorm.LARGEST) {
            return MatrixNorms.largestRow(low, high, size) * (1 + size * ROUNDING);
        }
        return Math.min(MatrixNorms.euclidean(low, high, size), product()) * (1 + size * ROUNDING);
    }

    /** The product over the steps of the norms of D W with the largest derivatives. */
    private double product() {
        double product = 1;
        double[] scaled = new double[size * size];
        for (int step = 0; step < steps; step++) {
            for (int k = 0; k < scaled.length; k++) {
                scaled[k] = largestSlope[step][k / size] * layer.weight()[k];
            }
            product *= MatrixNorms.euclidean(scaled, size);
        }
        return product;
    }

    /** Bounds of the entries of a row of the Jacobian. */
    private void jacobianRow(int row, double[] low, double[] high) {
        double[][] least = new double[steps + 1][size];
        double[][] most = new double[steps + 1][size];
        least[steps][row] = 1;
        most[steps][row] = 1;
        for (int step = steps - 1; step >= 0; step--) {
            for (int p = 0; p < size; p++) {
                double l = smallest(step, p, least[step + 1][p], most[step + 1][p]);
                double u = largest(step, p, least[step + 1][p], most[step + 1][p]);
                for (int j = 0; j < size; j++) {
                    double weight = layer.weight()[p * size + j];
                    least[step][j] += weight * (weight > 0 ? l : u);
                    most[step][j] += weight * (weight > 0 ? u : l);
                }
            }
            for (int j = 0; linear && steps - step > 1 && j < size; j++) {
                least[step][j] = Math.max(least[step][j], -follow(step, j, -1, least, most));
                most[step][j] = Math.max(least[step][j], Math.min(most[step][j], follow(step, j, 1, least, most)));
            }
        }
        System.arraycopy(least[0], 0, low, row * size, size);
        System.arraycopy(most[0], 0, high, row * size, size);
    }

    private double smallest(int step, int p, double low, double high) {
        return Math.min(below(step, p, low), below(step, p, high));
    }

    private double largest(int step, int p, double low, double high) {
        return Math.max(above(step, p, low), above(step, p, high));
    }

    /** min(l g, u g) for the derivatives [l, u] of a unit, none of them negative. */
    private double below(int step, int p, double g) {
        return g * (g > 0 ? leastSlope : largestSlope)[step][p];
    }

    /** max(l g, u g). */
    private double above(int step, int p, double g) {
        return g * (g > 0 ? largestSlope : leastSlope)[step][p];
    }

    /** The upper bound of sign * (g_first)_j, by lines of the products with derivatives back to the unit vector. */
    private double follow(int first, int j, int sign, double[][] least, double[][] most) {
        double[] onProduct = new double[size];
        for (int p = 0; p < size; p++) {
            onProduct[p] = sign * layer.weight()[p * size + j];
        }
        double constant = 0;
        double magnitude = 0;
        for (int step = first; step < steps; step++) {
            double[] onEntry = new double[size];
            for (int p = 0; p < size; p++) {
                double low = least[step + 1][p];
                double high = most[step + 1][p];
                double atLow = onProduct[p] > 0 ? above(step, p, low) : below(step, p, low);
                double atHigh = onProduct[p] > 0 ? above(step, p, high) : below(step, p, high);
                double slope = high > low ? (atHigh - atLow) / (high - low) : 0;
                double shift = onProduct[p] > 0 ? Math.max(atLow - slope * low, atHigh - slope * high)
                        : Math.min(atLow - slope * low, atHigh - slope * high);
                onEntry[p] = onProduct[p] * slope;
                constant += onProduct[p] * shift;
                magnitude += Math.abs(onProduct[p]) * (Math.abs(shift) + Math.abs(slope) * Math.max(Math.abs(low), Math.abs(high)));
            }
            if (step == steps - 1) {
                for (int p = 0; p < size; p++) {
                    constant += onEntry[p] * (onEntry[p] > 0 ? most : least)[steps][p];
                }
            } else {
                onProduct = new double[size];
                for (int q = 0; q < size; q++) {
                    for (int p = 0; p < size; p++) {
                        onProduct[q] += layer.weight()[q * size + p] * onEntry[p];
                    }
                }
            }
        }
        return constant + ROUNDING * magnitude;
    }
}
