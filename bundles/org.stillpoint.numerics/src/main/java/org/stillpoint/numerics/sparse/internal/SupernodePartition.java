package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/**
 * Columns of the factor in groups (supernodes) that share their rows below the group, so that each group is one dense panel. A group takes
 * in the group before it, its last child in the elimination tree, where that adds few zeros: dense arithmetic on a few more numbers is
 * faster than more panels.
 */
final class SupernodePartition {

    /** Groups up to this width are joined whatever zeros that adds. */
    private static final int ALWAYS_WIDTH = 4;
    private static final int NARROW_WIDTH = 16;
    private static final int MIDDLE_WIDTH = 48;
    private static final double NARROW_ZEROS = 0.6;
    private static final double MIDDLE_ZEROS = 0.2;
    private static final double WIDE_ZEROS = 0.06;

    /** Group s holds columns firstColumns[s] to firstColumns[s + 1] - 1. */
    final int[] firstColumns;
    /** The rows of group s, its own columns first, then increasing, are rows[rowStarts[s]] to rows[rowStarts[s + 1] - 1]. */
    final int[] rowStarts;
    final int[] rows;
    /** The group of each column. */
    final int[] groups;

    private SupernodePartition(int[] firstColumns, int[] rowStarts, int[] groups) {
        this.firstColumns = firstColumns;
        this.rowStarts = rowStarts;
        this.groups = groups;
        this.rows = new int[rowStarts[rowStarts.length - 1]];
    }

    /** Groups the columns of a factor whose tree is numbered in postorder, and finds the rows of each group. */
    static SupernodePartition of(SymbolicFactor symbolic) {
        int n = symbolic.dimension();
        int[] firsts = new int[n + 1];
        int[] heights = new int[n];
        long[] exact = new long[n];
        int count = 0;
        for (int j = 0; j < n; j++) {
            int height = symbolic.columnCounts()[j];
            firsts[count] = j;
            heights[count] = height;
            exact[count] = height;
            count++;
            while (count > 1 && joins(symbolic, firsts[count - 2], firsts[count - 1], j, heights[count - 1],
                    exact[count - 2] + exact[count - 1])) {
                heights[count - 2] = firsts[count - 1] - firsts[count - 2] + heights[count - 1];
                exact[count - 2] += exact[count - 1];
                count--;
            }
        }
        firsts[count] = n;
        int[] starts = new int[count + 1];
        int[] groups = new int[n];
        for (int s = 0; s < count; s++) {
            starts[s + 1] = Math.addExact(starts[s], heights[s]);
            Arrays.fill(groups, firsts[s], firsts[s + 1], s);
        }
        SupernodePartition partition = new SupernodePartition(Arrays.copyOf(firsts, count + 1), starts, groups);
        partition.collectRows(symbolic);
        return partition;
    }

    /** Whether the group from column first to middle - 1 is to be joined with its parent, from middle to last. */
    private static boolean joins(SymbolicFactor symbolic, int first, int middle, int last, int parentHeight, long exact) {
        int parent = symbolic.parents()[middle - 1];
        if (parent < middle || parent > last) {
            return false;
        }
        long width = last + 1 - first;
        long height = middle - first + parentHeight;
        long stored = width * height - width * (width - 1) / 2;
        long zeros = stored - exact;
        double allowed = width <= ALWAYS_WIDTH ? 1
                : width <= NARROW_WIDTH ? NARROW_ZEROS : width <= MIDDLE_WIDTH ? MIDDLE_ZEROS : WIDE_ZEROS;
        return zeros <= allowed * stored;
    }

    /** The rows of a group are its columns, the rows of its entries and those that its children pass on. */
    private void collectRows(SymbolicFactor symbolic) {
        int n = groups.length;
        int[] starts = symbolic.columnStarts();
        int[] entryRows = symbolic.rowIndices();
        int[] inverse = symbolic.inverse();
        int[] ends = Arrays.copyOf(rowStarts, count());
        int[] seenBy = new int[n];
        Arrays.fill(seenBy, -1);
        int[][] byColumn = entriesByColumn(n, starts, entryRows, inverse);
        int[] firstChild = new int[count()];
        int[] sibling = new int[count()];
        Arrays.fill(firstChild, -1);
        for (int s = 0; s < count(); s++) {
            for (int j = firstColumns[s]; j < firstColumns[s + 1]; j++) {
                seenBy[j] = s;
                rows[ends[s]++] = j;
            }
            int below = ends[s];
            for (int j = firstColumns[s]; j < firstColumns[s + 1]; j++) {
                for (int k = byColumn[0][j]; k < byColumn[0][j + 1]; k++) {
                    add(s, byColumn[1][k], seenBy, ends);
                }
            }
            for (int child = firstChild[s]; child >= 0; child = sibling[child]) {
                for (int k = rowStarts[child] + width(child); k < rowStarts[child + 1]; k++) {
                    add(s, rows[k], seenBy, ends);
                }
            }
            Arrays.sort(rows, below, ends[s]);
            if (below < ends[s]) {
                int parent = groups[rows[below]];
                sibling[s] = firstChild[parent];
                firstChild[parent] = s;
            }
        }
    }

    private void add(int group, int row, int[] seenBy, int[] ends) {
        if (seenBy[row] != group) {
            seenBy[row] = group;
            rows[ends[group]++] = row;
        }
    }

    /** The permuted lower triangle by columns: starts and rows. */
    private static int[][] entriesByColumn(int n, int[] starts, int[] entryRows, int[] inverse) {
        int[] permutedStarts = new int[n + 1];
        for (int j = 0; j < n; j++) {
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                permutedStarts[Math.min(inverse[j], inverse[entryRows[k]]) + 1]++;
            }
        }
        for (int j = 0; j < n; j++) {
            permutedStarts[j + 1] += permutedStarts[j];
        }
        int[] permutedRows = new int[permutedStarts[n]];
        int[] next = Arrays.copyOf(permutedStarts, n);
        for (int j = 0; j < n; j++) {
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                permutedRows[next[Math.min(inverse[j], inverse[entryRows[k]])]++] = Math.max(inverse[j], inverse[entryRows[k]]);
            }
        }
        return new int[][] {permutedStarts, permutedRows};
    }

    int count() {
        return firstColumns.length - 1;
    }

    int width(int group) {
        return firstColumns[group + 1] - firstColumns[group];
    }

    int height(int group) {
        return rowStarts[group + 1] - rowStarts[group];
    }
}
