package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a matrix W says of the fixed points of s(W z + b), s nondecreasing in each component with derivatives up to L, or the gradient of a
 * convex function with those. In a norm in which L W contracts there is exactly one, and a state is at most its defect divided by
 * 1 - contraction from it. Where (1/L) I - W is strongly monotone, v'((1/L) I - W) v >= m |v|^2 with m > 0, there is exactly one, too: with
 * r = f(z) - z the distance is at most |r| + |W r| / m, as s is the resolvent of a maximal monotone operator.
 */
final class LinearGuarantee {

    /** Wider matrices are not factored. */
    static final int WIDEST = 512;

    private static final String CONTRACTION = "contraction";
    private static final int POWER_STEPS = 60;
    private static final double UNIT = 0x1p-53;

    /** A linear map. */
    @FunctionalInterface
    interface Product {

        void apply(double[] vector, double[] result);
    }

    private final int size;
    private final double lipschitz;
    private final Guarantee guarantee;

    LinearGuarantee(int size, double lipschitz, Guarantee guarantee) {
        this.size = size;
        this.lipschitz = lipschitz;
        this.guarantee = guarantee;
    }

    /** All that a full matrix says. */
    void matrix(double[] weight, double margin) {
        double[] absolute = new double[weight.length];
        for (int i = 0; i < weight.length; i++) {
            absolute[i] = Math.abs(weight[i]);
        }
        contraction((vector, result) -> multiply(absolute, vector, result),
                (vector, result) -> transposed(absolute, vector, result));
        if (size <= WIDEST) {
            spectral(weight);
        }
        monotone(weight, margin);
    }

    /**
     * Strong monotonicity.
     *
     * @param margin what the construction of the matrix gives, 0 for nothing
     */
    void monotone(double[] weight, double margin) {
        double m = size > WIDEST ? margin : Math.max(margin, 1 / lipschitz - largestOfSymmetricPart(weight, 1 / lipschitz));
        if (!(m > 0)) {
            guarantee.remark(size > WIDEST ? "the matrix is too wide for its eigenvalues" : "the weights are not strongly monotone");
            return;
        }
        guarantee.quantity("monotonicity", m);
        String identity = lipschitz == 1 ? "I" : text("%g I", 1 / lipschitz);
        guarantee.reason(text("%s - W is strongly monotone with m = %.6g", identity, m), (state, input, defect) -> {
            double[] product = new double[size];
            multiply(weight, defect, product);
            return norm(defect) + norm(product) / m;
        });
    }

    /**
     * Contraction in a weighted largest component and in a weighted sum of components.
     *
     * @param rows the product with |W|
     * @param columns the product with |W|'
     */
    void contraction(Product rows, Product columns) {
        double[] right = new double[size];
        double byRows = lipschitz * perron(rows, right);
        double[] left = new double[size];
        double byColumns = lipschitz * perron(columns, left);
        double rho = Math.min(byRows, byColumns);
        guarantee.least(CONTRACTION, rho);
        if (byRows < 1 && byRows <= byColumns) {
            guarantee.reason(text("f contracts by at most %.6g in a weighted largest component", byRows),
                    (state, input, defect) -> weightedLargest(defect, right, byRows));
        } else if (byColumns < 1) {
            guarantee.reason(text("f contracts by at most %.6g in a weighted sum of components", byColumns),
                    (state, input, defect) -> weightedSum(defect, left, byColumns));
        } else {
            guarantee.remark("the weights do not contract in any norm that was tried");
        }
    }

    /** An upper bound of the spectral radius of a matrix without negative entries, and the weights for which it is a norm. */
    private double perron(Product product, double[] weights) {
        double[] image = new double[size];
        double[] tried = new double[size];
        Arrays.fill(tried, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step < POWER_STEPS; step++) {
            product.apply(tried, image);
            double largest = 0;
            double ratio = 0;
            for (int i = 0; i < size; i++) {
                ratio = Math.max(ratio, image[i] / tried[i]);
                largest = Math.max(largest, image[i]);
            }
            ratio *= 1 + 2 * (size + 4) * UNIT;
            if (ratio < least) {
                least = ratio;
                System.arraycopy(tried, 0, weights, 0, size);
            }
            for (int i = 0; i < size && largest > 0; i++) {
                tried[i] = Math.max((tried[i] + image[i] / largest) / 2, 1e-6);
            }
        }
        return least;
    }

    private void spectral(double[] weight) {
        double bound = 1 / (lipschitz * lipschitz);
        double largest = SymmetricBound.largest(Gram.of(weight, size), size, bound);
        double rho = lipschitz * Math.sqrt(Math.max(0, largest) * (1 + 2 * (size + 4) * UNIT));
        guarantee.least(CONTRACTION, rho);
        if (rho < 1) {
            guarantee.reason(text("f contracts by at most %.6g in the Euclidean norm", rho),
                    (state, input, defect) -> norm(defect) / (1 - rho));
        }
    }

    private double largestOfSymmetricPart(double[] weight, double goal) {
        double[] symmetric = new double[weight.length];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                symmetric[i * size + j] = (weight[i * size + j] + weight[j * size + i]) / 2;
            }
        }
        return SymmetricBound.largest(symmetric, size, goal);
    }

    private void multiply(double[] matrix, double[] vector, double[] result) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += matrix[i * size + j] * vector[j];
            }
            result[i] = sum;
        }
    }

    private void transposed(double[] matrix, double[] vector, double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                result[j] += matrix[i * size + j] * vector[i];
            }
        }
    }

    /** In max |v_i| / w_i: the largest component of what is bounded so. */
    private static double weightedLargest(double[] defect, double[] weights, double rho) {
        double ratio = 0;
        double largest = 0;
        for (int i = 0; i < defect.length; i++) {
            ratio = Math.max(ratio, Math.abs(defect[i]) / weights[i]);
            largest = Math.max(largest, weights[i]);
        }
        return largest * ratio / (1 - rho);
    }

    /** In sum of w_i |v_i|: the largest component of what is bounded so. */
    private static double weightedSum(double[] defect, double[] weights, double rho) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < defect.length; i++) {
            sum += weights[i] * Math.abs(defect[i]);
            least = Math.min(least, weights[i]);
        }
        return sum / least / (1 - rho);
    }

    static double norm(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
