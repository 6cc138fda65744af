package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;
import org.stillpoint.numerics.internal.KernelSelection;
import org.stillpoint.numerics.internal.KernelSet;
import org.stillpoint.numerics.internal.PanelFactorization;
import org.stillpoint.numerics.internal.PanelKernels;
import org.stillpoint.numerics.internal.PivotRule;

/**
 * The factor as dense panels, one for each group of columns with common rows, computed from left to right: each panel first takes the
 * products of the panels before it that reach into its columns, as one dense product each, and is then factorised. Best where columns are
 * long.
 */
public final class SupernodalFactor implements NumericFactor {

    private static final PanelKernels PANELS = KernelSelection.PANELS;
    private static final KernelSet KERNELS = KernelSelection.KERNELS;
    private static final int NONE = -1;

    private final SymbolicFactor symbolic;
    private final SupernodePartition groups;
    private final int[] strides;
    private final int[] panelStarts;
    private final double[] panels;
    /** Where each given entry goes in the panels. */
    private final int[] places;
    /** Lists of the panels that next reach into each group, and how far into its rows each panel has come. */
    private final int[] pending;
    private final int[] nextPending;
    private final int[] progress;
    private final int[] rowPlaces;
    private final int[] targets;
    private final double[] product;
    private final double[] factors;
    private final double[] work;
    private final PanelFactorization factorization;
    private final PivotRule pivots = new PivotRule();

    public SupernodalFactor(SymbolicFactor symbolic) {
        this.symbolic = symbolic;
        this.groups = SupernodePartition.of(symbolic);
        int count = groups.count();
        strides = new int[count];
        panelStarts = new int[count + 1];
        int widest = 0;
        int highest = 0;
        int largestProduct = 0;
        for (int s = 0; s < count; s++) {
            strides[s] = PanelFactorization.stride(groups.height(s));
            panelStarts[s + 1] = Math.addExact(panelStarts[s], Math.multiplyExact(strides[s], groups.width(s)));
            widest = Math.max(widest, groups.width(s));
            highest = Math.max(highest, groups.height(s));
        }
        for (int s = 0; s < count; s++) {
            largestProduct = Math.max(largestProduct, largestProduct(s));
        }
        // Products read whole tiles of rows from any row on, so they may read a little past the last panel.
        panels = new double[Math.addExact(panelStarts[count], 2 * PanelKernels.ROW_MULTIPLE)];
        product = new double[largestProduct];
        factors = new double[PanelKernels.BLOCK * widest];
        factorization = new PanelFactorization(widest);
        targets = new int[highest];
        work = new double[highest + symbolic.dimension()];
        rowPlaces = new int[symbolic.dimension()];
        pending = new int[count];
        nextPending = new int[count];
        progress = new int[count];
        places = new int[symbolic.entries()];
        placeEntries();
    }

    /** The size of the largest product that this panel gives to another: the rows below times the columns it reaches there. */
    private int largestProduct(int s) {
        int largest = 0;
        int k = groups.rowStarts[s] + groups.width(s);
        while (k < groups.rowStarts[s + 1]) {
            int end = endOfReach(s, k);
            int columns = end - k + PanelKernels.BLOCK;
            largest = Math.max(largest, Math.multiplyExact(columns, paddedRows(groups.rowStarts[s + 1] - k)));
            k = end;
        }
        return largest;
    }

    private static int paddedRows(int rows) {
        return (rows + PanelKernels.ROW_MULTIPLE - 1) / PanelKernels.ROW_MULTIPLE * PanelKernels.ROW_MULTIPLE;
    }

    /** The place after the last row of panel s, from place k on, that is a column of the same group as the row at k. */
    private int endOfReach(int s, int k) {
        int columnEnd = groups.firstColumns[groups.groups[groups.rows[k]] + 1];
        int end = k + 1;
        while (end < groups.rowStarts[s + 1] && groups.rows[end] < columnEnd) {
            end++;
        }
        return end;
    }

    private void placeEntries() {
        int[] inverse = symbolic.inverse();
        int[] starts = symbolic.columnStarts();
        int[] rows = symbolic.rowIndices();
        // Entries are placed group by group, so that the row numbers of one group are at hand at a time.
        int n = symbolic.dimension();
        int[] heads = new int[groups.count()];
        int[] next = new int[places.length];
        int[] columns = new int[places.length];
        Arrays.fill(heads, NONE);
        for (int j = 0; j < n; j++) {
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                int group = groups.groups[Math.min(inverse[j], inverse[rows[k]])];
                columns[k] = j;
                next[k] = heads[group];
                heads[group] = k;
            }
        }
        for (int s = 0; s < groups.count(); s++) {
            numberRows(s);
            for (int k = heads[s]; k != NONE; k = next[k]) {
                int i = inverse[rows[k]];
                int j = inverse[columns[k]];
                places[k] = panelStarts[s] + (Math.min(i, j) - groups.firstColumns[s]) * strides[s] + rowPlaces[Math.max(i, j)];
            }
        }
    }

    /** Makes rowPlaces give the place in panel s of each of its rows. */
    private void numberRows(int s) {
        int start = groups.rowStarts[s];
        for (int k = start; k < groups.rowStarts[s + 1]; k++) {
            rowPlaces[groups.rows[k]] = k - start;
        }
    }

    @Override
    public int factorize(double[] values, double threshold) {
        int count = groups.count();
        Arrays.fill(panels, 0);
        int[] starts = symbolic.columnStarts();
        for (int k = starts[0]; k < places.length; k++) {
            panels[places[k]] += values[k];
        }
        pivots.begin(threshold, largestDiagonal());
        Arrays.fill(pending, NONE);
        for (int s = 0; s < count; s++) {
            numberRows(s);
            int descendant = pending[s];
            while (descendant != NONE) {
                int following = nextPending[descendant];
                update(s, descendant);
                descendant = following;
            }
            if (!factorization.factorize(panels, panelStarts[s], strides[s], groups.width(s), pivots, groups.firstColumns[s])) {
                break;
            }
            advance(s, groups.rowStarts[s] + groups.width(s));
        }
        return pivots.end();
    }

    private double largestDiagonal() {
        double largest = 0;
        for (int s = 0; s < groups.count(); s++) {
            for (int j = 0; j < groups.width(s); j++) {
                double value = panels[panelStarts[s] + j * (strides[s] + 1)];
                if (value > largest && value <= Double.MAX_VALUE) {
                    largest = value;
                }
            }
        }
        return largest;
    }

    /** Puts panel s, whose rows before place k are dealt with, on the list of the group that its next row belongs to. */
    private void advance(int s, int k) {
        progress[s] = k;
        if (k < groups.rowStarts[s + 1]) {
            int group = groups.groups[groups.rows[k]];
            nextPending[s] = pending[group];
            pending[group] = s;
        }
    }

    /** Subtracts from panel s the product of panel d with its rows that are columns of s. */
    private void update(int s, int d) {
        int first = progress[d];
        int end = endOfReach(d, first);
        int rows = groups.rowStarts[d + 1] - first;
        for (int i = 0; i < rows; i++) {
            targets[i] = rowPlaces[groups.rows[first + i]];
        }
        int source = panelStarts[d] + first - groups.rowStarts[d];
        if (groups.width(d) == 1) {
            subtractColumn(s, source, end - first, rows);
        } else {
            multiply(d, source, end - first, rows);
            subtractProduct(s, end - first, rows);
        }
        advance(d, end);
    }

    /** The update from a panel of one column, straight into the target. */
    private void subtractColumn(int s, int source, int columns, int rows) {
        for (int j = 0; j < columns; j++) {
            int column = panelStarts[s] + targets[j] * strides[s];
            double factor = panels[source + j];
            for (int i = j; i < rows; i++) {
                panels[column + targets[i]] -= panels[source + i] * factor;
            }
        }
    }

    /** product = minus the rows of panel d from source on, times the transpose of the first so many of them; four columns at a time. */
    private void multiply(int d, int source, int columns, int rows) {
        int stride = strides[d];
        int depth = groups.width(d);
        int productStride = paddedRows(rows);
        for (int j = 0; j < columns; j += PanelKernels.BLOCK) {
            int used = paddedRows(rows - j);
            int start = j * productStride + j;
            if (columns - j == 1) {
                for (int p = 0; p < depth; p++) {
                    factors[p] = -panels[source + j + p * stride];
                }
                Arrays.fill(product, start, start + used, 0);
                PANELS.addProduct(product, start, panels, source + j, stride, factors, used, depth);
                return;
            }
            for (int p = 0; p < depth; p++) {
                int row = source + j + p * stride;
                factors[4 * p] = -panels[row];
                factors[4 * p + 1] = -panels[row + 1];
                factors[4 * p + 2] = -panels[row + 2];
                factors[4 * p + 3] = -panels[row + 3];
            }
            for (int column = 0; column < PanelKernels.BLOCK; column++) {
                Arrays.fill(product, start + column * productStride, start + column * productStride + used, 0);
            }
            PANELS.addProduct(product, start, productStride, panels, source + j, stride, factors, used, depth);
        }
    }

    /** Adds the product to the columns of panel s that it belongs to. */
    private void subtractProduct(int s, int columns, int rows) {
        int productStride = paddedRows(rows);
        for (int j = 0; j < columns; j++) {
            int column = panelStarts[s] + targets[j] * strides[s];
            int from = j * productStride;
            if (targets[rows - 1] - targets[j] == rows - 1 - j) {
                KERNELS.axpy(1, product, from + j, panels, column + targets[j], rows - j);
            } else {
                for (int i = j; i < rows; i++) {
                    panels[column + targets[i]] += product[from + i];
                }
            }
        }
    }

    @Override
    public int failedColumn() {
        return pivots.failedColumn();
    }

    @Override
    public void solve(double[] b) {
        pivots.requireFactor();
        int n = symbolic.dimension();
        int[] permutation = symbolic.permutation();
        // The permuted vector stands in front, the rows below a panel are gathered behind it.
        for (int k = 0; k < n; k++) {
            work[k] = b[permutation[k]];
        }
        for (int s = 0; s < groups.count(); s++) {
            solveForward(s, n);
        }
        for (int s = groups.count() - 1; s >= 0; s--) {
            solveBackward(s, n);
        }
        for (int k = 0; k < n; k++) {
            b[permutation[k]] = work[k];
        }
    }

    private void solveForward(int s, int gathered) {
        int first = groups.firstColumns[s];
        int width = groups.width(s);
        int below = groups.height(s) - width;
        Arrays.fill(work, gathered, gathered + below, 0);
        for (int k = 0; k < width; k++) {
            int column = panelStarts[s] + k * strides[s];
            double x = work[first + k] / panels[column + k];
            work[first + k] = x;
            KERNELS.axpy(-x, panels, column + k + 1, work, first + k + 1, width - k - 1);
            KERNELS.axpy(-x, panels, column + width, work, gathered, below);
        }
        int rowStart = groups.rowStarts[s] + width;
        for (int i = 0; i < below; i++) {
            work[groups.rows[rowStart + i]] += work[gathered + i];
        }
    }

    private void solveBackward(int s, int gathered) {
        int first = groups.firstColumns[s];
        int width = groups.width(s);
        int below = groups.height(s) - width;
        int rowStart = groups.rowStarts[s] + width;
        for (int i = 0; i < below; i++) {
            work[gathered + i] = work[groups.rows[rowStart + i]];
        }
        for (int k = width - 1; k >= 0; k--) {
            int column = panelStarts[s] + k * strides[s];
            double sum = KERNELS.dot(panels, column + k + 1, work, first + k + 1, width - k - 1)
                    + KERNELS.dot(panels, column + width, work, gathered, below);
            work[first + k] = (work[first + k] - sum) / panels[column + k];
        }
    }
}
