package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** The panel kernels on vector registers: tiles of four registers by four columns stay in registers over the whole depth. */
final class SimdTiles {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE = 4 * LANES;

    private SimdTiles() {
    }

    static void multiply(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors,
            int rows, int depth) {
        int row = 0;
        for (; row <= rows - TILE; row += TILE) {
            wideTile(c, cOffset + row, cStride, a, aOffset + row, aStride, factors, depth);
        }
        for (; row < rows; row += LANES) {
            narrowTile(c, cOffset + row, cStride, a, aOffset + row, aStride, factors, depth);
        }
    }

    private static void wideTile(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors,
            int depth) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, c, cOffset);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, c, cOffset + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, c, cOffset + 2 * LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, c, cOffset + 3 * LANES);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, c, column1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, c, column1 + LANES);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, c, column1 + 2 * LANES);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, c, column1 + 3 * LANES);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, c, column2);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, c, column2 + LANES);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, c, column2 + 2 * LANES);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, c, column2 + 3 * LANES);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, c, column3);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, c, column3 + LANES);
        DoubleVector c23 = DoubleVector.fromArray(SPECIES, c, column3 + 2 * LANES);
        DoubleVector c33 = DoubleVector.fromArray(SPECIES, c, column3 + 3 * LANES);
        int place = aOffset;
        for (int p = 0; p < 4 * depth; p += 4) {
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, place);
            DoubleVector a1 = DoubleVector.fromArray(SPECIES, a, place + LANES);
            DoubleVector a2 = DoubleVector.fromArray(SPECIES, a, place + 2 * LANES);
            DoubleVector a3 = DoubleVector.fromArray(SPECIES, a, place + 3 * LANES);
            place += aStride;
            DoubleVector b = DoubleVector.broadcast(SPECIES, factors[p]);
            c00 = a0.fma(b, c00);
            c10 = a1.fma(b, c10);
            c20 = a2.fma(b, c20);
            c30 = a3.fma(b, c30);
            b = DoubleVector.broadcast(SPECIES, factors[p + 1]);
            c01 = a0.fma(b, c01);
            c11 = a1.fma(b, c11);
            c21 = a2.fma(b, c21);
            c31 = a3.fma(b, c31);
            b = DoubleVector.broadcast(SPECIES, factors[p + 2]);
            c02 = a0.fma(b, c02);
            c12 = a1.fma(b, c12);
            c22 = a2.fma(b, c22);
            c32 = a3.fma(b, c32);
            b = DoubleVector.broadcast(SPECIES, factors[p + 3]);
            c03 = a0.fma(b, c03);
            c13 = a1.fma(b, c13);
            c23 = a2.fma(b, c23);
            c33 = a3.fma(b, c33);
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + LANES);
        c20.intoArray(c, cOffset + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * LANES);
        c01.intoArray(c, column1);
        c11.intoArray(c, column1 + LANES);
        c21.intoArray(c, column1 + 2 * LANES);
        c31.intoArray(c, column1 + 3 * LANES);
        c02.intoArray(c, column2);
        c12.intoArray(c, column2 + LANES);
        c22.intoArray(c, column2 + 2 * LANES);
        c32.intoArray(c, column2 + 3 * LANES);
        c03.intoArray(c, column3);
        c13.intoArray(c, column3 + LANES);
        c23.intoArray(c, column3 + 2 * LANES);
        c33.intoArray(c, column3 + 3 * LANES);
    }

    private static void narrowTile(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors,
            int depth) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, c, cOffset);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, c, column1);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, c, column2);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, c, column3);
        int place = aOffset;
        for (int p = 0; p < 4 * depth; p += 4) {
            DoubleVector a0 = DoubleVector.fromArray(SPECIES, a, place);
            place += aStride;
            c0 = a0.fma(DoubleVector.broadcast(SPECIES, factors[p]), c0);
            c1 = a0.fma(DoubleVector.broadcast(SPECIES, factors[p + 1]), c1);
            c2 = a0.fma(DoubleVector.broadcast(SPECIES, factors[p + 2]), c2);
            c3 = a0.fma(DoubleVector.broadcast(SPECIES, factors[p + 3]), c3);
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, column1);
        c2.intoArray(c, column2);
        c3.intoArray(c, column3);
    }

    static void multiply(double[] c, int cOffset, double[] a, int aOffset, int aStride, double[] b, int rows, int depth) {
        for (int row = 0; row < rows; row += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, c, cOffset + row);
            int place = aOffset + row;
            for (int p = 0; p < depth; p++) {
                sum = DoubleVector.fromArray(SPECIES, a, place).fma(DoubleVector.broadcast(SPECIES, b[p]), sum);
                place += aStride;
            }
            sum.intoArray(c, cOffset + row);
        }
    }

    static void solve(double[] x, int xOffset, int xStride, double[] triangle, int rows) {
        DoubleVector l10 = DoubleVector.broadcast(SPECIES, -triangle[0]);
        DoubleVector l20 = DoubleVector.broadcast(SPECIES, -triangle[1]);
        DoubleVector l21 = DoubleVector.broadcast(SPECIES, -triangle[2]);
        DoubleVector l30 = DoubleVector.broadcast(SPECIES, -triangle[3]);
        DoubleVector l31 = DoubleVector.broadcast(SPECIES, -triangle[4]);
        DoubleVector l32 = DoubleVector.broadcast(SPECIES, -triangle[5]);
        for (int row = 0; row < rows; row += LANES) {
            int place = xOffset + row;
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, place).mul(triangle[6]);
            DoubleVector x1 = x0.fma(l10, DoubleVector.fromArray(SPECIES, x, place + xStride)).mul(triangle[7]);
            DoubleVector x2 = x1.fma(l21, x0.fma(l20, DoubleVector.fromArray(SPECIES, x, place + 2 * xStride))).mul(triangle[8]);
            DoubleVector x3 = x2.fma(l32, x1.fma(l31, x0.fma(l30, DoubleVector.fromArray(SPECIES, x, place + 3 * xStride))))
                    .mul(triangle[9]);
            x0.intoArray(x, place);
            x1.intoArray(x, place + xStride);
            x2.intoArray(x, place + 2 * xStride);
            x3.intoArray(x, place + 3 * xStride);
        }
    }
}
