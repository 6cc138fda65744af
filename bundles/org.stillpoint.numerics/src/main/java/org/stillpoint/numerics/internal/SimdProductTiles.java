package org.stillpoint.numerics.internal;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of {@link SimdProductLoops}: their part of the result stays in registers over the columns. */
final class SimdProductTiles {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Whether there are 32 registers, so that sixteen sums leave room for their factors: where registers are the longest. */
    static final boolean MANY_REGISTERS = LANES == ProductKernels.MULTIPLE;

    private SimdProductTiles() {
    }

    static void eightRegisters(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStep,
            double[] c, int cOffset) {
        DoubleVector c0 = load(c, cOffset);
        DoubleVector c1 = load(c, cOffset + LANES);
        DoubleVector c2 = load(c, cOffset + 2 * LANES);
        DoubleVector c3 = load(c, cOffset + 3 * LANES);
        DoubleVector c4 = load(c, cOffset + 4 * LANES);
        DoubleVector c5 = load(c, cOffset + 5 * LANES);
        DoubleVector c6 = load(c, cOffset + 6 * LANES);
        DoubleVector c7 = load(c, cOffset + 7 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c0 = load(w, place).fma(value, c0);
            c1 = load(w, place + LANES).fma(value, c1);
            c2 = load(w, place + 2 * LANES).fma(value, c2);
            c3 = load(w, place + 3 * LANES).fma(value, c3);
            c4 = load(w, place + 4 * LANES).fma(value, c4);
            c5 = load(w, place + 5 * LANES).fma(value, c5);
            c6 = load(w, place + 6 * LANES).fma(value, c6);
            c7 = load(w, place + 7 * LANES).fma(value, c7);
            place += width;
            source += hStep;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
        c4.intoArray(c, cOffset + 4 * LANES);
        c5.intoArray(c, cOffset + 5 * LANES);
        c6.intoArray(c, cOffset + 6 * LANES);
        c7.intoArray(c, cOffset + 7 * LANES);
    }

    static void fourRegisters(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStep,
            double[] c, int cOffset) {
        DoubleVector c0 = load(c, cOffset);
        DoubleVector c1 = load(c, cOffset + LANES);
        DoubleVector c2 = load(c, cOffset + 2 * LANES);
        DoubleVector c3 = load(c, cOffset + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c0 = load(w, place).fma(value, c0);
            c1 = load(w, place + LANES).fma(value, c1);
            c2 = load(w, place + 2 * LANES).fma(value, c2);
            c3 = load(w, place + 3 * LANES).fma(value, c3);
            place += width;
            source += hStep;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
    }

    static void oneRegister(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStep,
            double[] c, int cOffset) {
        DoubleVector c0 = load(c, cOffset);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c0 = load(w, place).fma(value, c0);
            place += width;
            source += hStep;
        }
        c0.intoArray(c, cOffset);
    }

    static void fourByFour(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStride, int hStep,
            double[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c10 = load(c, cOffset + LANES);
        DoubleVector c20 = load(c, cOffset + 2 * LANES);
        DoubleVector c30 = load(c, cOffset + 3 * LANES);
        DoubleVector c01 = load(c, column1);
        DoubleVector c11 = load(c, column1 + LANES);
        DoubleVector c21 = load(c, column1 + 2 * LANES);
        DoubleVector c31 = load(c, column1 + 3 * LANES);
        DoubleVector c02 = load(c, column2);
        DoubleVector c12 = load(c, column2 + LANES);
        DoubleVector c22 = load(c, column2 + 2 * LANES);
        DoubleVector c32 = load(c, column2 + 3 * LANES);
        DoubleVector c03 = load(c, column3);
        DoubleVector c13 = load(c, column3 + LANES);
        DoubleVector c23 = load(c, column3 + 2 * LANES);
        DoubleVector c33 = load(c, column3 + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector w0 = load(w, place);
            DoubleVector w1 = load(w, place + LANES);
            DoubleVector w2 = load(w, place + 2 * LANES);
            DoubleVector w3 = load(w, place + 3 * LANES);
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            value = DoubleVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            c11 = w1.fma(value, c11);
            c21 = w2.fma(value, c21);
            c31 = w3.fma(value, c31);
            value = DoubleVector.broadcast(SPECIES, h[source + 2 * hStride]);
            c02 = w0.fma(value, c02);
            c12 = w1.fma(value, c12);
            c22 = w2.fma(value, c22);
            c32 = w3.fma(value, c32);
            value = DoubleVector.broadcast(SPECIES, h[source + 3 * hStride]);
            c03 = w0.fma(value, c03);
            c13 = w1.fma(value, c13);
            c23 = w2.fma(value, c23);
            c33 = w3.fma(value, c33);
            place += width;
            source += hStep;
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

    static void fourByTwo(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStride, int hStep,
            double[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c10 = load(c, cOffset + LANES);
        DoubleVector c20 = load(c, cOffset + 2 * LANES);
        DoubleVector c30 = load(c, cOffset + 3 * LANES);
        DoubleVector c01 = load(c, column1);
        DoubleVector c11 = load(c, column1 + LANES);
        DoubleVector c21 = load(c, column1 + 2 * LANES);
        DoubleVector c31 = load(c, column1 + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector w0 = load(w, place);
            DoubleVector w1 = load(w, place + LANES);
            DoubleVector w2 = load(w, place + 2 * LANES);
            DoubleVector w3 = load(w, place + 3 * LANES);
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            value = DoubleVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            c11 = w1.fma(value, c11);
            c21 = w2.fma(value, c21);
            c31 = w3.fma(value, c31);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + LANES);
        c20.intoArray(c, cOffset + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * LANES);
        c01.intoArray(c, column1);
        c11.intoArray(c, column1 + LANES);
        c21.intoArray(c, column1 + 2 * LANES);
        c31.intoArray(c, column1 + 3 * LANES);
    }

    static void oneByTwo(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStride, int hStep,
            double[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c01 = load(c, column1);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector w0 = load(w, place);
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            value = DoubleVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, column1);
    }

    static void oneByFour(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int hStride, int hStep,
            double[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c01 = load(c, column1);
        DoubleVector c02 = load(c, column2);
        DoubleVector c03 = load(c, column3);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector w0 = load(w, place);
            DoubleVector value = DoubleVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            value = DoubleVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            value = DoubleVector.broadcast(SPECIES, h[source + 2 * hStride]);
            c02 = w0.fma(value, c02);
            value = DoubleVector.broadcast(SPECIES, h[source + 3 * hStride]);
            c03 = w0.fma(value, c03);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, column1);
        c02.intoArray(c, column2);
        c03.intoArray(c, column3);
    }

    static void fourRowsByFour(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int lanes, double[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c01 = load(c, cOffset + LANES);
        DoubleVector c02 = load(c, cOffset + 2 * LANES);
        DoubleVector c03 = load(c, cOffset + 3 * LANES);
        DoubleVector c10 = load(c, row1);
        DoubleVector c11 = load(c, row1 + LANES);
        DoubleVector c12 = load(c, row1 + 2 * LANES);
        DoubleVector c13 = load(c, row1 + 3 * LANES);
        DoubleVector c20 = load(c, row2);
        DoubleVector c21 = load(c, row2 + LANES);
        DoubleVector c22 = load(c, row2 + 2 * LANES);
        DoubleVector c23 = load(c, row2 + 3 * LANES);
        DoubleVector c30 = load(c, row3);
        DoubleVector c31 = load(c, row3 + LANES);
        DoubleVector c32 = load(c, row3 + 2 * LANES);
        DoubleVector c33 = load(c, row3 + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector h0 = load(h, source);
            DoubleVector h1 = load(h, source + LANES);
            DoubleVector h2 = load(h, source + 2 * LANES);
            DoubleVector h3 = load(h, source + 3 * LANES);
            DoubleVector factor = DoubleVector.broadcast(SPECIES, w[place]);
            c00 = h0.fma(factor, c00);
            c01 = h1.fma(factor, c01);
            c02 = h2.fma(factor, c02);
            c03 = h3.fma(factor, c03);
            factor = DoubleVector.broadcast(SPECIES, w[place + 1]);
            c10 = h0.fma(factor, c10);
            c11 = h1.fma(factor, c11);
            c12 = h2.fma(factor, c12);
            c13 = h3.fma(factor, c13);
            factor = DoubleVector.broadcast(SPECIES, w[place + 2]);
            c20 = h0.fma(factor, c20);
            c21 = h1.fma(factor, c21);
            c22 = h2.fma(factor, c22);
            c23 = h3.fma(factor, c23);
            factor = DoubleVector.broadcast(SPECIES, w[place + 3]);
            c30 = h0.fma(factor, c30);
            c31 = h1.fma(factor, c31);
            c32 = h2.fma(factor, c32);
            c33 = h3.fma(factor, c33);
            place += width;
            source += lanes;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c02.intoArray(c, cOffset + 2 * LANES);
        c03.intoArray(c, cOffset + 3 * LANES);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + LANES);
        c12.intoArray(c, row1 + 2 * LANES);
        c13.intoArray(c, row1 + 3 * LANES);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + LANES);
        c22.intoArray(c, row2 + 2 * LANES);
        c23.intoArray(c, row2 + 3 * LANES);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + LANES);
        c32.intoArray(c, row3 + 2 * LANES);
        c33.intoArray(c, row3 + 3 * LANES);
    }

    static void fourRowsByTwo(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int lanes, double[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        DoubleVector c00 = load(c, cOffset);
        DoubleVector c01 = load(c, cOffset + LANES);
        DoubleVector c10 = load(c, row1);
        DoubleVector c11 = load(c, row1 + LANES);
        DoubleVector c20 = load(c, row2);
        DoubleVector c21 = load(c, row2 + LANES);
        DoubleVector c30 = load(c, row3);
        DoubleVector c31 = load(c, row3 + LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector h0 = load(h, source);
            DoubleVector h1 = load(h, source + LANES);
            DoubleVector factor = DoubleVector.broadcast(SPECIES, w[place]);
            c00 = h0.fma(factor, c00);
            c01 = h1.fma(factor, c01);
            factor = DoubleVector.broadcast(SPECIES, w[place + 1]);
            c10 = h0.fma(factor, c10);
            c11 = h1.fma(factor, c11);
            factor = DoubleVector.broadcast(SPECIES, w[place + 2]);
            c20 = h0.fma(factor, c20);
            c21 = h1.fma(factor, c21);
            factor = DoubleVector.broadcast(SPECIES, w[place + 3]);
            c30 = h0.fma(factor, c30);
            c31 = h1.fma(factor, c31);
            place += width;
            source += lanes;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, cOffset + LANES);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + LANES);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + LANES);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + LANES);
    }

    static void eightRows(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int lanes, double[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        int row4 = row3 + lanes;
        int row5 = row4 + lanes;
        int row6 = row5 + lanes;
        int row7 = row6 + lanes;
        DoubleVector c0 = load(c, cOffset);
        DoubleVector c1 = load(c, row1);
        DoubleVector c2 = load(c, row2);
        DoubleVector c3 = load(c, row3);
        DoubleVector c4 = load(c, row4);
        DoubleVector c5 = load(c, row5);
        DoubleVector c6 = load(c, row6);
        DoubleVector c7 = load(c, row7);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector h0 = load(h, source);
            c0 = h0.fma(DoubleVector.broadcast(SPECIES, w[place]), c0);
            c1 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 1]), c1);
            c2 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 2]), c2);
            c3 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 3]), c3);
            c4 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 4]), c4);
            c5 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 5]), c5);
            c6 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 6]), c6);
            c7 = h0.fma(DoubleVector.broadcast(SPECIES, w[place + 7]), c7);
            place += width;
            source += lanes;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, row1);
        c2.intoArray(c, row2);
        c3.intoArray(c, row3);
        c4.intoArray(c, row4);
        c5.intoArray(c, row5);
        c6.intoArray(c, row6);
        c7.intoArray(c, row7);
    }

    static void oneRow(double[] w, int wOffset, int width, int columns, double[] h, int hOffset, int lanes, double[] c,
            int cOffset) {
        DoubleVector c0 = load(c, cOffset);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            DoubleVector h0 = load(h, source);
            c0 = h0.fma(DoubleVector.broadcast(SPECIES, w[place]), c0);
            place += width;
            source += lanes;
        }
        c0.intoArray(c, cOffset);
    }

    private static DoubleVector load(double[] x, int offset) {
        return DoubleVector.fromArray(SPECIES, x, offset);
    }
}
