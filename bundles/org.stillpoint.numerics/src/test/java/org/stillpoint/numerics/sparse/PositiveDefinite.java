package org.stillpoint.numerics.sparse;

import java.util.Arrays;
import java.util.Random;

/** A symmetric positive definite test matrix: its lower triangle by columns, and the whole as a dense array. */
final class PositiveDefinite {

    final int dimension;
    final int[] columnStarts;
    final int[] rowIndices;
    final double[] values;
    final double[][] dense;

    /** The matrix whose off-diagonal entries are those of the lower triangle given, made diagonally dominant. */
    private PositiveDefinite(double[][] lower) {
        dimension = lower.length;
        dense = new double[dimension][dimension];
        double[] rowSums = new double[dimension];
        int entries = dimension;
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                dense[i][j] = lower[i][j];
                dense[j][i] = lower[i][j];
                rowSums[i] += Math.abs(lower[i][j]);
                rowSums[j] += Math.abs(lower[i][j]);
                entries += lower[i][j] == 0 ? 0 : 1;
            }
        }
        columnStarts = new int[dimension + 1];
        rowIndices = new int[entries];
        values = new double[entries];
        int end = 0;
        for (int j = 0; j < dimension; j++) {
            dense[j][j] = 1 + rowSums[j];
            for (int i = dimension - 1; i >= j; i--) {
                if (dense[i][j] != 0) {
                    rowIndices[end] = i;
                    values[end++] = dense[i][j];
                }
            }
            columnStarts[j + 1] = end;
        }
    }

    static PositiveDefinite random(int n, double density, Random random) {
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                lower[i][j] = random.nextDouble() < density ? random.nextGaussian() : 0;
            }
        }
        return new PositiveDefinite(lower);
    }

    /** A first row and column that are full, and a diagonal. */
    static PositiveDefinite arrow(int n) {
        double[][] lower = new double[n][n];
        for (int i = 1; i < n; i++) {
            lower[i][0] = -1;
        }
        return new PositiveDefinite(lower);
    }

    /** Dense diagonal blocks of random sizes, scattered over the indices, with no connection between them. */
    static PositiveDefinite blocks(int n, int blocks, Random random) {
        int[] block = random.ints(n, 0, blocks).toArray();
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                lower[i][j] = block[i] == block[j] ? random.nextGaussian() : 0;
            }
        }
        return new PositiveDefinite(lower);
    }

    /** The five-point Laplacian of a square grid, shifted by the identity. */
    static PositiveDefinite grid(int side) {
        int n = side * side;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (i % side > 0) {
                lower[i][i - 1] = -1;
            }
            if (i >= side) {
                lower[i][i - side] = -1;
            }
        }
        return new PositiveDefinite(lower);
    }

    double[] times(double[] x) {
        double[] y = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                y[i] += dense[i][j] * x[j];
            }
        }
        return y;
    }

    /** The column counts of the factor of the permuted pattern, by elimination of the graph one node after the other. */
    long factorNonzeros(int[] permutation) {
        boolean[][] pattern = new boolean[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                pattern[i][j] = dense[permutation[i]][permutation[j]] != 0;
            }
        }
        long total = 0;
        for (int k = 0; k < dimension; k++) {
            for (int i = k; i < dimension; i++) {
                if (pattern[i][k]) {
                    total++;
                    for (int j = k; j < dimension; j++) {
                        pattern[i][j] |= pattern[j][k];
                    }
                }
            }
        }
        return total;
    }

    static boolean isPermutation(int[] order) {
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] != i) {
                return false;
            }
        }
        return true;
    }
}
