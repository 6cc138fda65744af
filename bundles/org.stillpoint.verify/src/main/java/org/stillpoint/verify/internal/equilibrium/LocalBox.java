package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.verify.internal.Elimination;

/**
 * A box |y_i - z_i| at most R around a state in which s(W z + U x + b) has exactly one fixed point. With A = I - D W, D the derivatives at
 * z, and Y about its inverse, the map N(y) = y - Y (y - f(y)) has the Jacobian (I - Y A) + Y (D(y) - D) W. In the box the arguments of s
 * differ by at most R |W| 1 from those at z, which bounds |D(y) - D|; where the Jacobian so has a norm of at most rho below 1 and |Y (f(z)
 * - z)| is at most (1 - rho) R, N maps the box into itself and contracts there (R. Krawczyk, Computing 4, 1969), and its fixed point is
 * that of f.
 */
final class LocalBox {

    private static final int GROWTHS = 40;
    private static final double UNIT = 0x1p-52;

    private final AffineMap affine;
    private final Activation activation;
    private final double[] weight;
    private final double[] sums;
    private final int size;

    LocalBox(DataRecord parameters, int size, int inputs) {
        this.size = size;
        weight = parameters.numbers("weight");
        affine = new AffineMap(weight, parameters, new LayerShape(size, inputs));
        activation = Activation.of(parameters);
        sums = new double[size];
        for (int k = 0; k < weight.length; k++) {
            sums[k / size] += Math.abs(weight[k]);
        }
    }

    /** About how many operations a box takes. */
    static double operations(int size) {
        return 5.0 * size * size * size;
    }

    /** The radius of the least such box; infinite if none was found. */
    double distance(double[] state, double[] input, double[] defect) {
        double[] t = new double[size];
        affine.apply(state, 0, input, 0, 1, t);
        double[] matrix = matrix(t);
        double[] inverse = inverse(matrix);
        double[] errors = errors(inverse, matrix);
        double residual = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += Math.abs(inverse[i * size + j] * defect[j]);
            }
            residual = Math.max(residual, sum * (1 + size * UNIT));
        }
        double radius = residual;
        for (int growth = 0; growth < GROWTHS; growth++) {
            double rho = contraction(t, inverse, errors, radius);
            if (!(rho < 1)) {
                return Double.POSITIVE_INFINITY;
            }
            if (residual / (1 - rho) <= radius) {
                return radius;
            }
            radius = residual / (1 - rho) * (1 + 1e-6);
        }
        return Double.POSITIVE_INFINITY;
    }

    /** I - D W. */
    private double[] matrix(double[] t) {
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++) {
            double slope = Activated.slope(activation, t[i]);
            for (int j = 0; j < size; j++) {
                matrix[i * size + j] = (i == j ? 1 : 0) - slope * weight[i * size + j];
            }
        }
        return matrix;
    }

    private double[] inverse(double[] matrix) {
        Elimination equations = new Elimination(size);
        System.arraycopy(matrix, 0, equations.matrix(), 0, matrix.length);
        equations.factor();
        double[] inverse = new double[size * size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++) {
            Arrays.fill(column, 0);
            column[j] = 1;
            equations.solve(column);
            for (int i = 0; i < size; i++) {
                inverse[i * size + j] = column[i];
            }
        }
        return inverse;
    }

    /** The sums of the rows of |I - Y A|, with what rounding may come to. */
    private double[] errors(double[] inverse, double[] matrix) {
        double[] errors = new double[size];
        double[] row = new double[size];
        for (int i = 0; i < size; i++) {
            Arrays.fill(row, 0);
            row[i] = 1;
            double magnitude = 0;
            for (int k = 0; k < size; k++) {
                double factor = inverse[i * size + k];
                for (int j = 0; j < size; j++) {
                    row[j] -= factor * matrix[k * size + j];
                    magnitude += Math.abs(factor * matrix[k * size + j]);
                }
            }
            for (int j = 0; j < size; j++) {
                errors[i] += Math.abs(row[j]);
            }
            errors[i] += (size + 4) * UNIT * magnitude;
        }
        return errors;
    }

    private double contraction(double[] t, double[] inverse, double[] errors, double radius) {
        double[] change = new double[size];
        for (int k = 0; k < size; k++) {
            double width = radius * sums[k] + size * UNIT * (Math.abs(t[k]) + sums[k]);
            change[k] = change(t[k], width) * sums[k];
        }
        double rho = 0;
        for (int i = 0; i < size; i++) {
            double sum = errors[i];
            for (int k = 0; k < size; k++) {
                sum += Math.abs(inverse[i * size + k]) * change[k];
            }
            rho = Math.max(rho, sum * (1 + size * UNIT));
        }
        return rho;
    }

    /** By how much the derivative may differ within a distance. */
    private double change(double t, double width) {
        double slope = Activated.slope(activation, t);
        double low = t - width;
        double high = t + width;
        return switch (activation) {
            case IDENTITY -> 0;
            case RELU -> low > 0 || high <= 0 ? 0 : 1;
            case CLIP -> high <= 0 || low >= 1 || low > 0 && high < 1 ? 0 : 1;
            case SOFTPLUS -> Math.max(Activated.slope(activation, high) - slope, slope - Activated.slope(activation, low));
            case TANH, SIGMOID -> Math.max(Activated.slope(activation, low > 0 ? low : Math.min(0, high)) - slope,
                    slope - Activated.slope(activation, Math.max(Math.abs(low), Math.abs(high))));
        };
    }
}
