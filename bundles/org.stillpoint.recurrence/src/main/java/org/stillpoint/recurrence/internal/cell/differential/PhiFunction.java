package org.stillpoint.recurrence.internal.cell.differential;

import java.util.Arrays;

/**
 * The function phi(A) = (e^A - I) A^-1 = I + A / 2! + A^2 / 3! + ... of small dense matrices, and its derivatives. For C = 2^-k A of norm
 * at most 1/2 it is the first terms of the series by Horner's rule, P = I + C P / j for j = n + 1, ..., 2; then phi(2 C) = P + C P P / 2 is
 * applied k times. The derivative in a direction E follows by differentiating each of these formulas, as Al-Mohy and Higham 2009
 * (doi:10.1137/080716426) do for the exponential.
 *
 * <p>Used by one thread; matrices are row-major. Allocates nothing once there is room for the doublings.
 */
final class PhiFunction {

    /** The first term left out is at most 2^-15 / 16!, 1.5e-18. */
    private static final int TERMS = 14;
    private static final double LARGEST_NORM = 0.5;

    private final int order;
    private final double[] matrix;
    private final double[] value;
    private final double[] scaled;
    private final double[] product;
    private final double[] derivative;
    private final double[] derivativeOfProduct;
    private final double[] direction;
    /** The P that each formula starts from. */
    private double[][] stages;
    /** The product C P of each doubling. */
    private double[][] products = new double[0][];
    private int doublings;

    PhiFunction(int order) {
        this.order = order;
        int entries = order * order;
        matrix = new double[entries];
        value = new double[entries];
        scaled = new double[entries];
        product = new double[entries];
        derivative = new double[entries];
        derivativeOfProduct = new double[entries];
        direction = new double[entries];
        stages = new double[TERMS][entries];
    }

    /** The live storage of A, to be written before {@link #evaluate}, which leaves it as it is. */
    double[] matrix() {
        return matrix;
    }

    /** The live storage of phi(A). */
    double[] value() {
        return value;
    }

    /** Computes phi(A); not-a-number where A is not finite. */
    void evaluate() {
        double norm = norm();
        if (!(norm <= Double.MAX_VALUE)) {
            Arrays.fill(value, Double.NaN);
            doublings = 0;
            return;
        }
        doublings = norm <= LARGEST_NORM ? 0 : Math.getExponent(norm / LARGEST_NORM) + 1;
        reserve();
        scale(matrix, scaled);
        Arrays.fill(value, 0);
        addIdentity(value);
        for (int term = 0; term < TERMS; term++) {
            System.arraycopy(value, 0, stages[term], 0, value.length);
            multiply(scaled, stages[term], value);
            divide(value, TERMS + 1 - term);
            addIdentity(value);
        }
        for (int doubling = 0; doubling < doublings; doubling++) {
            double[] stage = stages[TERMS + doubling];
            System.arraycopy(value, 0, stage, 0, value.length);
            multiply(scaled, stage, products[doubling]);
            multiply(products[doubling], stage, product);
            addHalf(value, product);
            twice(scaled);
        }
    }

    /**
     * Computes the derivative of phi at the A of the last {@link #evaluate}, a finite one, in a direction, and applies it to a vector.
     *
     * @param result receives the vector
     */
    void derivative(double[] towards, double[] vector, double[] result) {
        scale(matrix, scaled);
        scale(towards, direction);
        Arrays.fill(derivative, 0);
        for (int term = 0; term < TERMS; term++) {
            multiply(direction, stages[term], product);
            addProduct(scaled, derivative, product);
            divide(product, TERMS + 1 - term);
            System.arraycopy(product, 0, derivative, 0, product.length);
        }
        for (int doubling = 0; doubling < doublings; doubling++) {
            double[] stage = stages[TERMS + doubling];
            multiply(direction, stage, derivativeOfProduct);
            addProduct(scaled, derivative, derivativeOfProduct);
            multiply(derivativeOfProduct, stage, product);
            addProduct(products[doubling], derivative, product);
            addHalf(derivative, product);
            twice(scaled);
            twice(direction);
        }
        apply(derivative, vector, result);
    }

    /** Computes the product of a matrix and a vector. */
    void apply(double[] factor, double[] vector, double[] result) {
        for (int i = 0; i < order; i++) {
            double sum = 0;
            for (int j = 0; j < order; j++) {
                sum += factor[i * order + j] * vector[j];
            }
            result[i] = sum;
        }
    }

    /** Computes the product of two matrices. */
    void multiply(double[] left, double[] right, double[] result) {
        Arrays.fill(result, 0);
        addProduct(left, right, result);
    }

    private void addProduct(double[] left, double[] right, double[] result) {
        for (int i = 0; i < order; i++) {
            for (int inner = 0; inner < order; inner++) {
                double factor = left[i * order + inner];
                for (int j = 0; j < order; j++) {
                    result[i * order + j] += factor * right[inner * order + j];
                }
            }
        }
    }

    /** The largest sum of the sizes of a row. */
    private double norm() {
        double norm = 0;
        for (int i = 0; i < order; i++) {
            double sum = 0;
            for (int j = 0; j < order; j++) {
                sum += Math.abs(matrix[i * order + j]);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    private void reserve() {
        int known = products.length;
        if (known < doublings) {
            products = Arrays.copyOf(products, doublings);
            stages = Arrays.copyOf(stages, TERMS + doublings);
            for (int i = known; i < doublings; i++) {
                products[i] = new double[matrix.length];
                stages[TERMS + i] = new double[matrix.length];
            }
        }
    }

    private void scale(double[] source, double[] target) {
        double factor = Math.scalb(1.0, -doublings);
        for (int i = 0; i < source.length; i++) {
            target[i] = factor * source[i];
        }
    }

    private void addIdentity(double[] x) {
        for (int k = 0; k < order; k++) {
            x[k * (order + 1)] += 1;
        }
    }

    private static void divide(double[] x, int divisor) {
        for (int i = 0; i < x.length; i++) {
            x[i] /= divisor;
        }
    }

    private static void addHalf(double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i] / 2;
        }
    }

    private static void twice(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= 2;
        }
    }
}
