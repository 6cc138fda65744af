package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/** The off-diagonal pattern of a symmetric matrix: for each node its neighbours, each once. */
final class SymmetricPattern {

    final int dimension;
    final int[] starts;
    final int[] neighbours;

    private SymmetricPattern(int dimension, int[] starts, int[] neighbours) {
        this.dimension = dimension;
        this.starts = starts;
        this.neighbours = neighbours;
    }

    /** The pattern whose lower triangle is given by columns; checks it. */
    static SymmetricPattern ofLowerTriangle(int n, int[] columnStarts, int[] rowIndices) {
        if (n < 0 || columnStarts.length < n + 1) {
            throw new IllegalArgumentException("dimension " + n + " with " + columnStarts.length + " column starts");
        }
        int[] counts = new int[n + 1];
        for (int j = 0; j < n; j++) {
            if (columnStarts[j] < 0 || columnStarts[j + 1] < columnStarts[j] || columnStarts[j + 1] > rowIndices.length) {
                throw new IllegalArgumentException("column " + j + " runs from " + columnStarts[j] + " to " + columnStarts[j + 1]
                        + " in " + rowIndices.length + " entries");
            }
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                int i = rowIndices[k];
                if (i < j || i >= n) {
                    throw new IllegalArgumentException("entry " + k + " of column " + j + " is in row " + i
                            + ", expected the lower triangle of " + n + " rows");
                }
                if (i != j) {
                    counts[i + 1]++;
                    counts[j + 1]++;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            counts[i + 1] = Math.addExact(counts[i + 1], counts[i]);
        }
        int[] neighbours = new int[counts[n]];
        int[] next = Arrays.copyOf(counts, n);
        for (int j = 0; j < n; j++) {
            for (int k = columnStarts[j]; k < columnStarts[j + 1]; k++) {
                int i = rowIndices[k];
                if (i != j) {
                    neighbours[next[i]++] = j;
                    neighbours[next[j]++] = i;
                }
            }
        }
        return withoutRepetitions(n, counts, neighbours);
    }

    private static SymmetricPattern withoutRepetitions(int n, int[] starts, int[] neighbours) {
        int[] seenBy = new int[n];
        Arrays.fill(seenBy, -1);
        int[] kept = new int[n + 1];
        int end = 0;
        for (int i = 0; i < n; i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                int j = neighbours[k];
                if (seenBy[j] != i) {
                    seenBy[j] = i;
                    neighbours[end++] = j;
                }
            }
            kept[i + 1] = end;
        }
        return new SymmetricPattern(n, kept, end == neighbours.length ? neighbours : Arrays.copyOf(neighbours, end));
    }

    /** The pattern of the permuted matrix: node k of the result is node permutation[k] of this. */
    SymmetricPattern permuted(int[] permutation) {
        int[] inverse = inverse(permutation);
        int[] newStarts = new int[dimension + 1];
        int[] newNeighbours = new int[neighbours.length];
        int end = 0;
        for (int k = 0; k < dimension; k++) {
            for (int p = starts[permutation[k]]; p < starts[permutation[k] + 1]; p++) {
                newNeighbours[end++] = inverse[neighbours[p]];
            }
            newStarts[k + 1] = end;
        }
        return new SymmetricPattern(dimension, newStarts, newNeighbours);
    }

    static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int k = 0; k < permutation.length; k++) {
            inverse[permutation[k]] = k;
        }
        return inverse;
    }
}
