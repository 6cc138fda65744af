package org.stillpoint.blas.internal.kernel;

import java.util.Arrays;

/** The scalar twin of {@link FloatTiles}: the same operations in the same order, entry by entry. */
final class FusedFloatTiles {

    private FusedFloatTiles() {
    }

    /** One row of A times one packed panel into the first row of the scratch tile. */
    static void multiply(int panel, int k, float[] a, int offsetA, float[] packed, int offsetPacked, float[] tile) {
        Arrays.fill(tile, 0, panel, 0);
        for (int p = 0; p < k; p++) {
            add(panel, a[offsetA + p], packed, offsetPacked + p * panel, tile);
        }
    }

    private static void add(int count, float factor, float[] row, int offsetRow, float[] sums) {
        for (int j = 0; j < count; j++) {
            sums[j] = Math.fma(row[offsetRow + j], factor, sums[j]);
        }
    }

    /** {@code c = alpha t + beta c} for the first entries of the scratch tile t. */
    static void merge(int columns, float alpha, float[] tile, float beta, float[] c, int offsetC) {
        for (int j = 0; j < columns; j++) {
            float sum = alpha * tile[j];
            c[offsetC + j] = beta == 0 ? sum : Math.fma(c[offsetC + j], beta, sum);
        }
    }
}
