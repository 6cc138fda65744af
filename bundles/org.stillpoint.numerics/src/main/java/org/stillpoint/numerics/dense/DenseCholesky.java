package org.stillpoint.numerics.dense;

import java.util.Arrays;
import org.stillpoint.numerics.internal.KernelSelection;
import org.stillpoint.numerics.internal.KernelSet;
import org.stillpoint.numerics.internal.PanelFactorization;
import org.stillpoint.numerics.internal.PivotRule;

/**
 * The factorisation A = U'U of a dense symmetric positive definite matrix, for methods that factorise many matrices of one order without
 * allocating. The matrix is written into {@link #matrix}, by rows at a distance of {@link #stride} elements; the upper triangle counts.
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class DenseCholesky {

    private static final KernelSet KERNELS = KernelSelection.KERNELS;

    private final int order;
    private final int stride;
    private final double[] matrix;
    private final PanelFactorization panels;
    private final PivotRule pivots = new PivotRule();

    /** Storage for matrices of this order, at least 0. */
    public DenseCholesky(int order) {
        if (order < 0) {
            throw new IllegalArgumentException("order is " + order + ", expected at least 0");
        }
        this.order = order;
        this.stride = PanelFactorization.stride(order);
        this.matrix = new double[Math.multiplyExact(order, stride)];
        this.panels = new PanelFactorization(order);
    }

    public int order() {
        return order;
    }

    /** The distance between the starts of two rows, at least {@link #order}. */
    public int stride() {
        return stride;
    }

    /**
     * The live storage: element (i, j) stands at i * stride + j. Write the upper triangle, j >= i, before each factorisation, which
     * replaces it by U. The rest is scratch.
     */
    public double[] matrix() {
        return matrix;
    }

    /** Fills the whole storage with zeros. */
    public void clear() {
        Arrays.fill(matrix, 0);
    }

    /** Replaces the matrix by U; returns whether all pivots were positive. Otherwise {@link #failedPivot} names the first that was not. */
    public boolean factorize() {
        return factorize(0) == 0;
    }

    /**
     * Replaces the matrix by U, with pivots that are not safely positive replaced by
     * {@link org.stillpoint.numerics.sparse.SparseCholesky#LARGE_PIVOT}.
     *
     * @param threshold a pivot is replaced if it is at most this fraction of the largest diagonal element, or not a number; positive
     * @return how many pivots were replaced
     */
    public int factorizeRegularized(double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", expected a positive number");
        }
        return factorize(threshold);
    }

    private int factorize(double threshold) {
        double largest = 0;
        for (int i = 0; i < order; i++) {
            double value = matrix[i * (stride + 1)];
            if (value > largest && value <= Double.MAX_VALUE) {
                largest = value;
            }
            Arrays.fill(matrix, i * stride + order, (i + 1) * stride, 0);
        }
        pivots.begin(threshold, largest);
        panels.factorize(matrix, 0, stride, order, pivots, 0);
        return pivots.end();
    }

    /** After {@link #factorize} returned false: the row whose pivot was not positive; -1 otherwise. */
    public int failedPivot() {
        return pivots.failedColumn();
    }

    /**
     * Solves A x = b with the last factor.
     *
     * @param b the right-hand side, replaced by the solution; the first {@link #order} elements count
     * @throws IllegalStateException if there is no factor
     */
    public void solve(double[] b) {
        pivots.requireFactor();
        if (b.length < order) {
            throw new IllegalArgumentException("b has " + b.length + " elements, expected " + order);
        }
        for (int k = 0; k < order; k++) {
            int diagonal = k * (stride + 1);
            b[k] /= matrix[diagonal];
            KERNELS.axpy(-b[k], matrix, diagonal + 1, b, k + 1, order - k - 1);
        }
        for (int k = order - 1; k >= 0; k--) {
            int diagonal = k * (stride + 1);
            b[k] = (b[k] - KERNELS.dot(matrix, diagonal + 1, b, k + 1, order - k - 1)) / matrix[diagonal];
        }
    }
}
