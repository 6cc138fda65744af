package org.stillpoint.numerics.sparse;

import java.util.Arrays;

/**
 * The lower triangle of the symmetric matrix A D A' + E for one sparse A and many diagonal matrices D and E: the matrix of normal equations
 * and of Newton steps on them. The pattern is that of A A' with the whole diagonal, found once; the values of a new D cost one
 * multiplication for each pair of entries in a column of A whose weight is not zero. For A'D A + E give
 * {@link RowColumnMatrix#transposed}.
 *
 * <p>The pattern and the values have the form that {@link SparseCholesky} takes. An instance belongs to one thread at a time.
 */
public final class NormalMatrix {

    private final RowColumnMatrix a;
    private final int[] columnStarts;
    private final int[] rowIndices;
    private final double[] values;
    /** Where each entry of the row storage stands in the column storage. */
    private final int[] columnPlaces;
    private final double[] work;

    private NormalMatrix(RowColumnMatrix a, int[] columnPlaces, int[] columnStarts, int[] rowIndices) {
        this.a = a;
        this.columnPlaces = columnPlaces;
        this.columnStarts = columnStarts;
        this.rowIndices = rowIndices;
        this.values = new double[rowIndices.length];
        this.work = new double[a.rows()];
    }

    /** Finds the pattern; the values are zero until {@link #form} is called. Values of A are read each time, so it may be scaled. */
    public static NormalMatrix of(RowColumnMatrix a) {
        int[] places = columnPlaces(a);
        int[] starts = new int[a.rows() + 1];
        int[] marks = new int[a.rows()];
        for (int i = 0; i < a.rows(); i++) {
            starts[i + 1] = Math.addExact(starts[i], collect(a, places, i, marks, null, 0));
        }
        int[] rows = new int[starts[a.rows()]];
        Arrays.fill(marks, 0);
        for (int i = 0; i < a.rows(); i++) {
            collect(a, places, i, marks, rows, starts[i]);
            Arrays.sort(rows, starts[i], starts[i + 1]);
        }
        return new NormalMatrix(a, places, starts, rows);
    }

    /**
     * The multiplications that {@link #form} takes if no weight is zero, and a bound of the number of entries: half of the sum of the
     * squared numbers of entries in the columns of A. One dense column makes a dense matrix, so look at this first.
     */
    public static double formFlops(RowColumnMatrix a) {
        double total = 0;
        for (int j = 0; j < a.columns(); j++) {
            double count = a.columnStarts()[j + 1] - a.columnStarts()[j];
            total += count * (count + 1) / 2;
        }
        return total;
    }

    private static int[] columnPlaces(RowColumnMatrix a) {
        int[] next = Arrays.copyOf(a.columnStarts(), a.columns());
        int[] places = new int[a.nonzeros()];
        for (int k = 0; k < places.length; k++) {
            places[k] = next[a.columnIndices()[k]]++;
        }
        return places;
    }

    /** Counts, and stores if there is an array, the rows from i on that share a column with row i; row i itself always comes first. */
    private static int collect(RowColumnMatrix a, int[] places, int i, int[] marks, int[] rows, int start) {
        int mark = i + 1;
        marks[i] = mark;
        int count = 1;
        if (rows != null) {
            rows[start] = i;
        }
        for (int k = a.rowStarts()[i]; k < a.rowStarts()[i + 1]; k++) {
            for (int p = places[k] + 1; p < a.columnStarts()[a.columnIndices()[k] + 1]; p++) {
                int row = a.rowIndices()[p];
                if (marks[row] != mark) {
                    marks[row] = mark;
                    if (rows != null) {
                        rows[start + count] = row;
                    }
                    count++;
                }
            }
        }
        return count;
    }

    public int dimension() {
        return a.rows();
    }

    /** Where the columns of the lower triangle start; the live array, for {@link SparseCholesky#analyze}. */
    public int[] columnStarts() {
        return columnStarts;
    }

    /** The rows of the entries, increasing within a column, the diagonal first; the live array. */
    public int[] rowIndices() {
        return rowIndices;
    }

    /** The values that {@link #form} computed last; the live array, for {@link SparseCholesky#factorize}. */
    public double[] values() {
        return values;
    }

    /**
     * Computes the values of A D A' + E.
     *
     * @param d the diagonal of D, one weight for each column of A; columns of weight 0 cost nothing
     * @param e the diagonal of E, one element for each row of A
     */
    public void form(double[] d, double[] e) {
        SparseProducts.requireLength("d", d, a.columns());
        SparseProducts.requireLength("e", e, a.rows());
        int[] rowStarts = a.rowStarts();
        int[] columnIndices = a.columnIndices();
        double[] rowValues = a.rowValues();
        int[] starts = a.columnStarts();
        for (int i = 0; i < e.length; i++) {
            for (int k = rowStarts[i]; k < rowStarts[i + 1]; k++) {
                int j = columnIndices[k];
                if (d[j] != 0) {
                    addColumn(rowValues[k] * d[j], columnPlaces[k], starts[j + 1]);
                }
            }
            work[i] += e[i];
            for (int p = columnStarts[i]; p < columnStarts[i + 1]; p++) {
                values[p] = work[rowIndices[p]];
                work[rowIndices[p]] = 0;
            }
        }
    }

    private void addColumn(double factor, int start, int end) {
        int[] rows = a.rowIndices();
        double[] columnValues = a.columnValues();
        for (int p = start; p < end; p++) {
            work[rows[p]] += factor * columnValues[p];
        }
    }
}
