package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;
import org.stillpoint.numerics.internal.PivotRule;

/**
 * The factor column by column, computed row after row (up-looking): row k of L solves a sparse triangular system with the rows before it,
 * whose pattern is a subtree of the elimination tree. Best where columns are short.
 */
public final class SimplicialFactor implements NumericFactor {

    private final SymbolicFactor symbolic;
    private final int n;
    /** Entries of the permuted upper triangle by columns: row k of the lower triangle is column k. */
    private final int[] rowStarts;
    private final int[] columnsOfRows;
    private final int[] sources;
    private final int[] factorStarts;
    private final int[] factorRows;
    private final double[] factorValues;
    private final int[] columnEnds;
    private final int[] reach;
    private final int[] marks;
    private final double[] work;
    private final PivotRule pivots = new PivotRule();

    public SimplicialFactor(SymbolicFactor symbolic) {
        this.symbolic = symbolic;
        this.n = symbolic.dimension();
        int entries = symbolic.columnStarts()[n] - symbolic.columnStarts()[0];
        this.rowStarts = new int[n + 1];
        this.columnsOfRows = new int[entries];
        this.sources = new int[entries];
        placeEntries();
        this.factorStarts = new int[n + 1];
        for (int j = 0; j < n; j++) {
            factorStarts[j + 1] = Math.addExact(factorStarts[j], symbolic.columnCounts()[j]);
        }
        this.factorRows = new int[factorStarts[n]];
        this.factorValues = new double[factorStarts[n]];
        this.columnEnds = new int[n];
        this.reach = new int[n];
        this.marks = new int[n];
        this.work = new double[n];
    }

    private void placeEntries() {
        int[] starts = symbolic.columnStarts();
        int[] rows = symbolic.rowIndices();
        int[] inverse = symbolic.inverse();
        for (int j = 0; j < n; j++) {
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                rowStarts[Math.max(inverse[j], inverse[rows[k]]) + 1]++;
            }
        }
        for (int i = 0; i < n; i++) {
            rowStarts[i + 1] += rowStarts[i];
        }
        int[] next = Arrays.copyOf(rowStarts, n);
        for (int j = 0; j < n; j++) {
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                int place = next[Math.max(inverse[j], inverse[rows[k]])]++;
                columnsOfRows[place] = Math.min(inverse[j], inverse[rows[k]]);
                sources[place] = k;
            }
        }
    }

    @Override
    public int factorize(double[] values, double threshold) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int p = rowStarts[i]; p < rowStarts[i + 1]; p++) {
                double value = values[sources[p]];
                if (columnsOfRows[p] == i && value > largest && value <= Double.MAX_VALUE) {
                    largest = value;
                }
            }
        }
        pivots.begin(threshold, largest);
        Arrays.fill(marks, -1);
        System.arraycopy(factorStarts, 0, columnEnds, 0, n);
        for (int k = 0; k < n; k++) {
            double pivot = pivots.accept(eliminate(k, values), k);
            if (pivot == 0) {
                break;
            }
            int place = columnEnds[k]++;
            factorRows[place] = k;
            factorValues[place] = Math.sqrt(pivot);
        }
        return pivots.end();
    }

    /** Computes row k left of the diagonal and returns the pivot. */
    private double eliminate(int k, double[] values) {
        int top = scatterRow(k, values);
        double pivot = work[k];
        work[k] = 0;
        for (; top < n; top++) {
            int j = reach[top];
            int start = factorStarts[j];
            double entry = work[j] / factorValues[start];
            work[j] = 0;
            int end = columnEnds[j];
            for (int p = start + 1; p < end; p++) {
                work[factorRows[p]] -= factorValues[p] * entry;
            }
            pivot -= entry * entry;
            factorRows[end] = k;
            factorValues[end] = entry;
            columnEnds[j] = end + 1;
        }
        return pivot;
    }

    /** Writes row k of the matrix into the work array and its reach in the tree, in order of elimination, to the end of the reach array. */
    private int scatterRow(int k, double[] values) {
        int[] parents = symbolic.parents();
        int top = n;
        marks[k] = k;
        for (int p = rowStarts[k]; p < rowStarts[k + 1]; p++) {
            int node = columnsOfRows[p];
            work[node] += values[sources[p]];
            int length = 0;
            while (marks[node] != k) {
                reach[length++] = node;
                marks[node] = k;
                node = parents[node];
            }
            while (length > 0) {
                reach[--top] = reach[--length];
            }
        }
        return top;
    }

    @Override
    public int failedColumn() {
        return pivots.failedColumn();
    }

    @Override
    public void solve(double[] b) {
        pivots.requireFactor();
        int[] permutation = symbolic.permutation();
        for (int k = 0; k < n; k++) {
            work[k] = b[permutation[k]];
        }
        for (int j = 0; j < n; j++) {
            double x = work[j] / factorValues[factorStarts[j]];
            work[j] = x;
            for (int p = factorStarts[j] + 1; p < factorStarts[j + 1]; p++) {
                work[factorRows[p]] -= factorValues[p] * x;
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            double sum = work[j];
            for (int p = factorStarts[j] + 1; p < factorStarts[j + 1]; p++) {
                sum -= factorValues[p] * work[factorRows[p]];
            }
            work[j] = sum / factorValues[factorStarts[j]];
        }
        for (int k = 0; k < n; k++) {
            b[permutation[k]] = work[k];
            work[k] = 0;
        }
    }
}
