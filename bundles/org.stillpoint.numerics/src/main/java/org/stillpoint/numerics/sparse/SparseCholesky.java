package org.stillpoint.numerics.sparse;

import org.stillpoint.numerics.internal.PivotRule;
import org.stillpoint.numerics.sparse.internal.NumericFactor;
import org.stillpoint.numerics.sparse.internal.SimplicialFactor;
import org.stillpoint.numerics.sparse.internal.SupernodalFactor;
import org.stillpoint.numerics.sparse.internal.SymbolicFactor;

/**
 * The factorisation P A P' = L L' of a sparse symmetric positive definite matrix, for methods that factorise many matrices of one pattern.
 *
 * <p>{@link #analyze} looks at the pattern alone: it finds the order P that keeps L sparse and predicts the size of L and the work, so that
 * a caller can decline before any number is computed. {@link #factorize} then takes the values, as often as they change; entries may be
 * zero, so a pattern that covers all matrices of a sequence serves them all. From the second factorisation on nothing is allocated.
 *
 * <pre>{@code
 * SparseCholesky cholesky = SparseCholesky.analyze(n, columnStarts, rowIndices);
 * if (cholesky.factorFlops() < limit && cholesky.factorize(values)) {
 *     cholesky.solve(b);
 * }
 * }</pre>
 *
 * <p>An instance belongs to one thread at a time.
 */
public final class SparseCholesky {

    /** What a pivot is replaced by where {@link #factorizeRegularized} finds it too small: large enough to leave a zero in the solution. */
    public static final double LARGE_PIVOT = PivotRule.LARGE_PIVOT;

    /** Below so many operations for each entry of L, columns are too short for dense panels to pay. */
    private static final double SHORT_COLUMN_FLOPS = 12;

    /** With the padding and the zeros of panels, more entries might not fit in one array. */
    private static final long MOST_NONZEROS = 1L << 29;

    private final SymbolicFactor symbolic;
    private NumericFactor numeric;

    private SparseCholesky(SymbolicFactor symbolic) {
        this.symbolic = symbolic;
    }

    /** As {@link #analyze(int, int[], int[], FillReduction)} with {@link FillReduction#MINIMUM_DEGREE}. */
    public static SparseCholesky analyze(int dimension, int[] columnStarts, int[] rowIndices) {
        return analyze(dimension, columnStarts, rowIndices, FillReduction.MINIMUM_DEGREE);
    }

    /**
     * Orders a pattern and predicts its factor.
     *
     * @param dimension the number n of rows and columns, at least 0
     * @param columnStarts the entries of column j are those from columnStarts[j] to columnStarts[j + 1] - 1; n + 1 elements are read
     * @param rowIndices the row of each entry, in any order within a column and none above the diagonal: only the lower triangle is given.
     *         An entry that stands twice counts with its sum; a diagonal entry that is absent is zero.
     * @param ordering how to reduce fill
     * @throws IllegalArgumentException if an index is outside of the lower triangle or the starts decrease
     */
    public static SparseCholesky analyze(int dimension, int[] columnStarts, int[] rowIndices, FillReduction ordering) {
        return new SparseCholesky(SymbolicFactor.of(dimension, columnStarts, rowIndices, ordering == FillReduction.MINIMUM_DEGREE));
    }

    /** The number of rows and columns. */
    public int dimension() {
        return symbolic.dimension();
    }

    /** The number of entries of L that can be other than zero, with the diagonal. */
    public long factorNonzeros() {
        return symbolic.nonzeros();
    }

    /** Additions, multiplications, divisions and roots that a sparse factorisation takes: the sum of squares of the column counts of L. */
    public double factorFlops() {
        return symbolic.flops();
    }

    /** The order P: element k is the row and column of A that is eliminated as number k. */
    public int[] permutation() {
        return symbolic.permutation().clone();
    }

    /**
     * Computes L.
     *
     * @param values the entries, in the places of {@link #analyze}
     * @return whether all pivots were positive; otherwise {@link #failedColumn} names the first that was not, and there is no factor
     * @throws IllegalStateException if the factor has more than 2^29 entries; see {@link #factorNonzeros}
     */
    public boolean factorize(double[] values) {
        return numericFor(values).factorize(values, 0) == 0;
    }

    /**
     * Computes L, replacing pivots that are not safely positive by {@link #LARGE_PIVOT}, as interior-point codes do: the component of the
     * solution that belongs to such a pivot becomes zero.
     *
     * @param values the entries, in the places of {@link #analyze}
     * @param threshold a pivot is replaced if it is at most this fraction of the largest diagonal entry of A, or not a number; positive
     * @return how many pivots were replaced
     */
    public int factorizeRegularized(double[] values, double threshold) {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", expected a positive number");
        }
        return numericFor(values).factorize(values, threshold);
    }

    /** After {@link #factorize} returned false: the row and column of A whose pivot was not positive; -1 otherwise. */
    public int failedColumn() {
        int column = numeric().failedColumn();
        return column < 0 ? -1 : symbolic.permutation()[column];
    }

    /**
     * Solves A x = b with the last factor.
     *
     * @param b the right-hand side, n elements, replaced by the solution
     * @throws IllegalStateException if there is no factor
     */
    public void solve(double[] b) {
        SparseProducts.requireLength("b", b, symbolic.dimension());
        numeric().solve(b);
    }

    private NumericFactor numericFor(double[] values) {
        if (values.length < symbolic.entries()) {
            throw new IllegalArgumentException(values.length + " values, expected " + symbolic.entries());
        }
        return numeric();
    }

    private NumericFactor numeric() {
        if (numeric == null) {
            if (symbolic.nonzeros() > MOST_NONZEROS) {
                throw new IllegalStateException("the factor has " + symbolic.nonzeros() + " entries, at most " + MOST_NONZEROS + " fit");
            }
            boolean shortColumns = symbolic.flops() < SHORT_COLUMN_FLOPS * symbolic.nonzeros();
            numeric = shortColumns ? new SimplicialFactor(symbolic) : new SupernodalFactor(symbolic);
        }
        return numeric;
    }
}
