package org.stillpoint.blas.internal.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of a product in double precision: 6, 3 or 1 rows by 4 vectors, accumulated in registers over all of k and then
 * written to a scratch tile whose rows are one panel wide. The accumulators never leave the method that holds them: passing a
 * vector to a method that is not inlined would put it on the heap in every turn of the loop.
 */
final class DoubleTiles {
    static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    static final int LENGTH = LANES.length();
    static final int PANEL = 4 * LENGTH;

    private DoubleTiles() {
    }

    /** Computes {@code rows} rows of A times one packed panel into the scratch tile. */
    static void multiply(int rows, int k, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked, double[] tile) {
        switch (rows) {
            case 6 -> tile6(k, a, offsetA, strideA, packed, offsetPacked, tile);
            case 3 -> tile3(k, a, offsetA, strideA, packed, offsetPacked, tile);
            default -> tile1(k, a, offsetA, packed, offsetPacked, tile);
        }
    }

    /** Computes {@code C = alpha T + beta C} for the first columns of the scratch tile T. */
    static void merge(int rows, int columns, double alpha, double[] tile, double beta, double[] c, int offsetC, int strideC) {
        int whole = columns - columns % LENGTH;
        DoubleVector scale = DoubleVector.broadcast(LANES, alpha);
        DoubleVector keep = DoubleVector.broadcast(LANES, beta);
        for (int i = 0; i < rows; i++) {
            int from = i * PANEL;
            int to = offsetC + i * strideC;
            for (int j = 0; j < whole; j += LENGTH) {
                DoubleVector sum = DoubleVector.fromArray(LANES, tile, from + j).mul(scale);
                if (beta != 0) {
                    sum = DoubleVector.fromArray(LANES, c, to + j).fma(keep, sum);
                }
                sum.intoArray(c, to + j);
            }
            for (int j = whole; j < columns; j++) {
                double sum = alpha * tile[from + j];
                c[to + j] = beta == 0 ? sum : Math.fma(c[to + j], beta, sum);
            }
        }
    }

    private static void tile6(int k, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked, double[] tile) {
        int row1 = offsetA + strideA;
        int row2 = offsetA + 2 * strideA;
        int row3 = offsetA + 3 * strideA;
        int row4 = offsetA + 4 * strideA;
        int row5 = offsetA + 5 * strideA;
        DoubleVector c00 = DoubleVector.zero(LANES);
        DoubleVector c01 = DoubleVector.zero(LANES);
        DoubleVector c02 = DoubleVector.zero(LANES);
        DoubleVector c03 = DoubleVector.zero(LANES);
        DoubleVector c10 = DoubleVector.zero(LANES);
        DoubleVector c11 = DoubleVector.zero(LANES);
        DoubleVector c12 = DoubleVector.zero(LANES);
        DoubleVector c13 = DoubleVector.zero(LANES);
        DoubleVector c20 = DoubleVector.zero(LANES);
        DoubleVector c21 = DoubleVector.zero(LANES);
        DoubleVector c22 = DoubleVector.zero(LANES);
        DoubleVector c23 = DoubleVector.zero(LANES);
        DoubleVector c30 = DoubleVector.zero(LANES);
        DoubleVector c31 = DoubleVector.zero(LANES);
        DoubleVector c32 = DoubleVector.zero(LANES);
        DoubleVector c33 = DoubleVector.zero(LANES);
        DoubleVector c40 = DoubleVector.zero(LANES);
        DoubleVector c41 = DoubleVector.zero(LANES);
        DoubleVector c42 = DoubleVector.zero(LANES);
        DoubleVector c43 = DoubleVector.zero(LANES);
        DoubleVector c50 = DoubleVector.zero(LANES);
        DoubleVector c51 = DoubleVector.zero(LANES);
        DoubleVector c52 = DoubleVector.zero(LANES);
        DoubleVector c53 = DoubleVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            int q = offsetPacked + p * PANEL;
            DoubleVector b0 = DoubleVector.fromArray(LANES, packed, q);
            DoubleVector b1 = DoubleVector.fromArray(LANES, packed, q + LENGTH);
            DoubleVector b2 = DoubleVector.fromArray(LANES, packed, q + 2 * LENGTH);
            DoubleVector b3 = DoubleVector.fromArray(LANES, packed, q + 3 * LENGTH);
            DoubleVector x = DoubleVector.broadcast(LANES, a[offsetA + p]);
            c00 = b0.fma(x, c00);
            c01 = b1.fma(x, c01);
            c02 = b2.fma(x, c02);
            c03 = b3.fma(x, c03);
            x = DoubleVector.broadcast(LANES, a[row1 + p]);
            c10 = b0.fma(x, c10);
            c11 = b1.fma(x, c11);
            c12 = b2.fma(x, c12);
            c13 = b3.fma(x, c13);
            x = DoubleVector.broadcast(LANES, a[row2 + p]);
            c20 = b0.fma(x, c20);
            c21 = b1.fma(x, c21);
            c22 = b2.fma(x, c22);
            c23 = b3.fma(x, c23);
            x = DoubleVector.broadcast(LANES, a[row3 + p]);
            c30 = b0.fma(x, c30);
            c31 = b1.fma(x, c31);
            c32 = b2.fma(x, c32);
            c33 = b3.fma(x, c33);
            x = DoubleVector.broadcast(LANES, a[row4 + p]);
            c40 = b0.fma(x, c40);
            c41 = b1.fma(x, c41);
            c42 = b2.fma(x, c42);
            c43 = b3.fma(x, c43);
            x = DoubleVector.broadcast(LANES, a[row5 + p]);
            c50 = b0.fma(x, c50);
            c51 = b1.fma(x, c51);
            c52 = b2.fma(x, c52);
            c53 = b3.fma(x, c53);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LENGTH);
        c02.intoArray(tile, 2 * LENGTH);
        c03.intoArray(tile, 3 * LENGTH);
        c10.intoArray(tile, PANEL);
        c11.intoArray(tile, PANEL + LENGTH);
        c12.intoArray(tile, PANEL + 2 * LENGTH);
        c13.intoArray(tile, PANEL + 3 * LENGTH);
        c20.intoArray(tile, 2 * PANEL);
        c21.intoArray(tile, 2 * PANEL + LENGTH);
        c22.intoArray(tile, 2 * PANEL + 2 * LENGTH);
        c23.intoArray(tile, 2 * PANEL + 3 * LENGTH);
        c30.intoArray(tile, 3 * PANEL);
        c31.intoArray(tile, 3 * PANEL + LENGTH);
        c32.intoArray(tile, 3 * PANEL + 2 * LENGTH);
        c33.intoArray(tile, 3 * PANEL + 3 * LENGTH);
        c40.intoArray(tile, 4 * PANEL);
        c41.intoArray(tile, 4 * PANEL + LENGTH);
        c42.intoArray(tile, 4 * PANEL + 2 * LENGTH);
        c43.intoArray(tile, 4 * PANEL + 3 * LENGTH);
        c50.intoArray(tile, 5 * PANEL);
        c51.intoArray(tile, 5 * PANEL + LENGTH);
        c52.intoArray(tile, 5 * PANEL + 2 * LENGTH);
        c53.intoArray(tile, 5 * PANEL + 3 * LENGTH);
    }

    private static void tile3(int k, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked, double[] tile) {
        int row1 = offsetA + strideA;
        int row2 = offsetA + 2 * strideA;
        DoubleVector c00 = DoubleVector.zero(LANES);
        DoubleVector c01 = DoubleVector.zero(LANES);
        DoubleVector c02 = DoubleVector.zero(LANES);
        DoubleVector c03 = DoubleVector.zero(LANES);
        DoubleVector c10 = DoubleVector.zero(LANES);
        DoubleVector c11 = DoubleVector.zero(LANES);
        DoubleVector c12 = DoubleVector.zero(LANES);
        DoubleVector c13 = DoubleVector.zero(LANES);
        DoubleVector c20 = DoubleVector.zero(LANES);
        DoubleVector c21 = DoubleVector.zero(LANES);
        DoubleVector c22 = DoubleVector.zero(LANES);
        DoubleVector c23 = DoubleVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            int q = offsetPacked + p * PANEL;
            DoubleVector x0 = DoubleVector.broadcast(LANES, a[offsetA + p]);
            DoubleVector x1 = DoubleVector.broadcast(LANES, a[row1 + p]);
            DoubleVector x2 = DoubleVector.broadcast(LANES, a[row2 + p]);
            DoubleVector b = DoubleVector.fromArray(LANES, packed, q);
            c00 = b.fma(x0, c00);
            c10 = b.fma(x1, c10);
            c20 = b.fma(x2, c20);
            b = DoubleVector.fromArray(LANES, packed, q + LENGTH);
            c01 = b.fma(x0, c01);
            c11 = b.fma(x1, c11);
            c21 = b.fma(x2, c21);
            b = DoubleVector.fromArray(LANES, packed, q + 2 * LENGTH);
            c02 = b.fma(x0, c02);
            c12 = b.fma(x1, c12);
            c22 = b.fma(x2, c22);
            b = DoubleVector.fromArray(LANES, packed, q + 3 * LENGTH);
            c03 = b.fma(x0, c03);
            c13 = b.fma(x1, c13);
            c23 = b.fma(x2, c23);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LENGTH);
        c02.intoArray(tile, 2 * LENGTH);
        c03.intoArray(tile, 3 * LENGTH);
        c10.intoArray(tile, PANEL);
        c11.intoArray(tile, PANEL + LENGTH);
        c12.intoArray(tile, PANEL + 2 * LENGTH);
        c13.intoArray(tile, PANEL + 3 * LENGTH);
        c20.intoArray(tile, 2 * PANEL);
        c21.intoArray(tile, 2 * PANEL + LENGTH);
        c22.intoArray(tile, 2 * PANEL + 2 * LENGTH);
        c23.intoArray(tile, 2 * PANEL + 3 * LENGTH);
    }

    private static void tile1(int k, double[] a, int offsetA, double[] packed, int offsetPacked, double[] tile) {
        DoubleVector c00 = DoubleVector.zero(LANES);
        DoubleVector c01 = DoubleVector.zero(LANES);
        DoubleVector c02 = DoubleVector.zero(LANES);
        DoubleVector c03 = DoubleVector.zero(LANES);
        for (int p = 0; p < k; p++) {
            int q = offsetPacked + p * PANEL;
            DoubleVector x0 = DoubleVector.broadcast(LANES, a[offsetA + p]);
            DoubleVector b = DoubleVector.fromArray(LANES, packed, q);
            c00 = b.fma(x0, c00);
            b = DoubleVector.fromArray(LANES, packed, q + LENGTH);
            c01 = b.fma(x0, c01);
            b = DoubleVector.fromArray(LANES, packed, q + 2 * LENGTH);
            c02 = b.fma(x0, c02);
            b = DoubleVector.fromArray(LANES, packed, q + 3 * LENGTH);
            c03 = b.fma(x0, c03);
        }
        c00.intoArray(tile, 0);
        c01.intoArray(tile, LENGTH);
        c02.intoArray(tile, 2 * LENGTH);
        c03.intoArray(tile, 3 * LENGTH);
    }
}
