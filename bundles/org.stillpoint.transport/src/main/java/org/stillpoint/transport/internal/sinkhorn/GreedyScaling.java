package org.stillpoint.transport.internal.sinkhorn;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.kernel.DenseRows;

/**
 * Scaling of one row or column at a time, that of the largest violation:
 *
 * <pre>
 *   P_ij = u_i K_ij v_j,   u_i &lt;- a_i / (K v)_i   or   v_j &lt;- b_j / (K'u)_j.
 * </pre>
 *
 * <p>A step raises the dual value by epsilon times q - w + w log(w / q), q the marginal of the point and w its weight. The violation used
 * to choose, (q - w)^2 / (q + w), is the same to first order near the solution and within a logarithmic factor elsewhere, and rounding does
 * not drown it.
 */
final class GreedyScaling {

    /** The logarithm of scalings at which they are taken into K. */
    private static final double FAR = 80;

    private final DenseRows rows;
    private final double[] a;
    private final double[] b;
    private final double[] kernel;
    private final double[] transposed;
    private final double[] baseF;
    private final double[] baseG;
    private final double[] u;
    private final double[] v;
    /** K v and K'u. */
    private final double[] rowProducts;
    private final double[] columnProducts;
    private final double[] kernelF;
    private final double[] kernelG;
    private double epsilon;
    private double error;
    private int worst;
    private int stepsSinceRefresh;

    GreedyScaling(DenseRows rows, double[] a, double[] b) {
        this.rows = rows;
        this.a = a;
        this.b = b;
        kernel = new double[a.length * b.length];
        transposed = new double[kernel.length];
        baseF = new double[a.length];
        baseG = new double[b.length];
        u = new double[a.length];
        v = new double[b.length];
        rowProducts = new double[a.length];
        columnProducts = new double[b.length];
        kernelF = new double[a.length];
        kernelG = new double[b.length];
    }

    /** Goes on from the potentials there are, all zero at first, with a given epsilon; false if interrupted. */
    boolean start(double weight) {
        kernelPotentials();
        epsilon = weight;
        rows.leastCosts(kernelG, baseF, baseG);
        if (rows.interrupted()) {
            return false;
        }
        // Least costs are better potentials than those of a much larger epsilon that are far from them.
        for (int i = 0; i < u.length; i++) {
            u[i] = scaling(kernelF[i] - baseF[i]);
        }
        for (int j = 0; j < v.length; j++) {
            v[j] = scaling(kernelG[j] - baseG[j]);
        }
        rows.kernel(baseF, baseG, epsilon, kernel);
        transpose();
        refresh();
        return !rows.interrupted();
    }

    private double scaling(double difference) {
        double logarithm = difference / epsilon;
        return Math.exp(Math.max(Math.min(logarithm, FAR / 2), -FAR / 2));
    }

    private void transpose() {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                transposed[j * a.length + i] = kernel[i * b.length + j];
            }
        }
    }

    /** Computes both products anew, and the error. */
    void refresh() {
        for (int i = 0; i < a.length; i++) {
            rowProducts[i] = VectorKernels.dot(kernel, i * b.length, v, 0, b.length);
        }
        for (int j = 0; j < b.length; j++) {
            columnProducts[j] = VectorKernels.dot(transposed, j * a.length, u, 0, a.length);
        }
        stepsSinceRefresh = 0;
        findWorst();
    }

    private void findWorst() {
        double largest = -1;
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double marginal = u[i] * rowProducts[i];
            double difference = marginal - a[i];
            sum += Math.abs(difference);
            double violation = difference * difference / (marginal + a[i]);
            if (violation > largest) {
                largest = violation;
                worst = i;
            }
        }
        for (int j = 0; j < b.length; j++) {
            double marginal = v[j] * columnProducts[j];
            double difference = marginal - b[j];
            sum += Math.abs(difference);
            double violation = difference * difference / (marginal + b[j]);
            if (violation > largest) {
                largest = violation;
                worst = a.length + j;
            }
        }
        error = sum;
    }

    /** The present epsilon; 0 before the first start. */
    double epsilon() {
        return epsilon;
    }

    /** The marginal error. */
    double error() {
        return error;
    }

    /** Scales the row or column of the largest violation; false if interrupted. */
    boolean step() {
        double scaling;
        if (worst < a.length) {
            scaling = a[worst] / rowProducts[worst];
            VectorKernels.axpy(scaling - u[worst], kernel, worst * b.length, columnProducts, 0, b.length);
            u[worst] = scaling;
        } else {
            int column = worst - a.length;
            scaling = b[column] / columnProducts[column];
            VectorKernels.axpy(scaling - v[column], transposed, column * a.length, rowProducts, 0, a.length);
            v[column] = scaling;
        }
        if (!(Math.abs(Math.log(scaling)) < FAR)) {
            return start(epsilon);
        }
        if (++stepsSinceRefresh >= a.length + b.length) {
            refresh();
        } else {
            findWorst();
        }
        return true;
    }

    private void kernelPotentials() {
        if (epsilon > 0) {
            Arrays.setAll(kernelF, i -> baseF[i] + epsilon * Math.log(u[i]));
            Arrays.setAll(kernelG, j -> baseG[j] + epsilon * Math.log(v[j]));
        }
    }

    /** The kernel potentials of the sources, of which a copy is made. */
    double[] kernelF() {
        kernelPotentials();
        return kernelF.clone();
    }

    /** The kernel potentials of the targets, of which a copy is made. */
    double[] kernelG() {
        kernelPotentials();
        return kernelG.clone();
    }
}
