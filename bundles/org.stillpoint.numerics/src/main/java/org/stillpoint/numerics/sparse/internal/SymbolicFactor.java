package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/** The order of elimination, the elimination tree and the column counts of the factor of one pattern. Immutable. */
public final class SymbolicFactor {

    private final int[] columnStarts;
    private final int[] rowIndices;
    private final int[] permutation;
    private final int[] inverse;
    private final int[] parents;
    private final int[] columnCounts;
    private final long nonzeros;
    private final double flops;

    private SymbolicFactor(int[] columnStarts, int[] rowIndices, int[] permutation, int[] parents, int[] columnCounts) {
        this.columnStarts = columnStarts;
        this.rowIndices = rowIndices;
        this.permutation = permutation;
        this.inverse = SymmetricPattern.inverse(permutation);
        this.parents = parents;
        this.columnCounts = columnCounts;
        long entries = 0;
        double work = 0;
        for (int count : columnCounts) {
            entries += count;
            work += (double) count * count;
        }
        this.nonzeros = entries;
        this.flops = work;
    }

    public static SymbolicFactor of(int dimension, int[] columnStarts, int[] rowIndices, boolean minimumDegree) {
        SymmetricPattern pattern = SymmetricPattern.ofLowerTriangle(dimension, columnStarts, rowIndices);
        int[] order = minimumDegree ? MinimumDegree.order(pattern) : naturalOrder(dimension);
        int[] postorder = EliminationTree.of(pattern.permuted(order)).postorder();
        int[] permutation = new int[dimension];
        for (int k = 0; k < dimension; k++) {
            permutation[k] = order[postorder[k]];
        }
        SymmetricPattern permuted = pattern.permuted(permutation);
        EliminationTree tree = EliminationTree.of(permuted);
        return new SymbolicFactor(Arrays.copyOf(columnStarts, dimension + 1), rowIndices.clone(), permutation,
                tree.parents, tree.columnCounts(permuted));
    }

    private static int[] naturalOrder(int dimension) {
        int[] order = new int[dimension];
        for (int k = 0; k < dimension; k++) {
            order[k] = k;
        }
        return order;
    }

    public int dimension() {
        return permutation.length;
    }

    /** The number of entries given, that is one more than the place of the last. */
    public int entries() {
        return columnStarts[dimension()];
    }

    public long nonzeros() {
        return nonzeros;
    }

    public double flops() {
        return flops;
    }

    public int[] permutation() {
        return permutation;
    }

    int[] inverse() {
        return inverse;
    }

    int[] parents() {
        return parents;
    }

    int[] columnCounts() {
        return columnCounts;
    }

    int[] columnStarts() {
        return columnStarts;
    }

    int[] rowIndices() {
        return rowIndices;
    }
}
