package org.stillpoint.numerics.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of {@link SimdFloatProductLoops} for vectors, by registers of rows: their part of the result stays there over the columns. */
final class SimdFloatProductTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();
    /** Whether there are 32 registers, so that 24 sums leave room for their factors: where registers are the longest. */
    static final boolean MANY_REGISTERS = LANES == ProductKernels.FLOAT_MULTIPLE;

    private SimdFloatProductTiles() {
    }

    static void sixByFour(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c10 = load(c, cOffset + LANES);
        FloatVector c20 = load(c, cOffset + 2 * LANES);
        FloatVector c30 = load(c, cOffset + 3 * LANES);
        FloatVector c40 = load(c, cOffset + 4 * LANES);
        FloatVector c50 = load(c, cOffset + 5 * LANES);
        FloatVector c01 = load(c, column1);
        FloatVector c11 = load(c, column1 + LANES);
        FloatVector c21 = load(c, column1 + 2 * LANES);
        FloatVector c31 = load(c, column1 + 3 * LANES);
        FloatVector c41 = load(c, column1 + 4 * LANES);
        FloatVector c51 = load(c, column1 + 5 * LANES);
        FloatVector c02 = load(c, column2);
        FloatVector c12 = load(c, column2 + LANES);
        FloatVector c22 = load(c, column2 + 2 * LANES);
        FloatVector c32 = load(c, column2 + 3 * LANES);
        FloatVector c42 = load(c, column2 + 4 * LANES);
        FloatVector c52 = load(c, column2 + 5 * LANES);
        FloatVector c03 = load(c, column3);
        FloatVector c13 = load(c, column3 + LANES);
        FloatVector c23 = load(c, column3 + 2 * LANES);
        FloatVector c33 = load(c, column3 + 3 * LANES);
        FloatVector c43 = load(c, column3 + 4 * LANES);
        FloatVector c53 = load(c, column3 + 5 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector w1 = load(w, place + LANES);
            FloatVector w2 = load(w, place + 2 * LANES);
            FloatVector w3 = load(w, place + 3 * LANES);
            FloatVector w4 = load(w, place + 4 * LANES);
            FloatVector w5 = load(w, place + 5 * LANES);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            c40 = w4.fma(value, c40);
            c50 = w5.fma(value, c50);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            c11 = w1.fma(value, c11);
            c21 = w2.fma(value, c21);
            c31 = w3.fma(value, c31);
            c41 = w4.fma(value, c41);
            c51 = w5.fma(value, c51);
            value = FloatVector.broadcast(SPECIES, h[source + 2 * hStride]);
            c02 = w0.fma(value, c02);
            c12 = w1.fma(value, c12);
            c22 = w2.fma(value, c22);
            c32 = w3.fma(value, c32);
            c42 = w4.fma(value, c42);
            c52 = w5.fma(value, c52);
            value = FloatVector.broadcast(SPECIES, h[source + 3 * hStride]);
            c03 = w0.fma(value, c03);
            c13 = w1.fma(value, c13);
            c23 = w2.fma(value, c23);
            c33 = w3.fma(value, c33);
            c43 = w4.fma(value, c43);
            c53 = w5.fma(value, c53);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + LANES);
        c20.intoArray(c, cOffset + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * LANES);
        c40.intoArray(c, cOffset + 4 * LANES);
        c50.intoArray(c, cOffset + 5 * LANES);
        c01.intoArray(c, column1);
        c11.intoArray(c, column1 + LANES);
        c21.intoArray(c, column1 + 2 * LANES);
        c31.intoArray(c, column1 + 3 * LANES);
        c41.intoArray(c, column1 + 4 * LANES);
        c51.intoArray(c, column1 + 5 * LANES);
        c02.intoArray(c, column2);
        c12.intoArray(c, column2 + LANES);
        c22.intoArray(c, column2 + 2 * LANES);
        c32.intoArray(c, column2 + 3 * LANES);
        c42.intoArray(c, column2 + 4 * LANES);
        c52.intoArray(c, column2 + 5 * LANES);
        c03.intoArray(c, column3);
        c13.intoArray(c, column3 + LANES);
        c23.intoArray(c, column3 + 2 * LANES);
        c33.intoArray(c, column3 + 3 * LANES);
        c43.intoArray(c, column3 + 4 * LANES);
        c53.intoArray(c, column3 + 5 * LANES);
    }

    static void sixByThree(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c10 = load(c, cOffset + LANES);
        FloatVector c20 = load(c, cOffset + 2 * LANES);
        FloatVector c30 = load(c, cOffset + 3 * LANES);
        FloatVector c40 = load(c, cOffset + 4 * LANES);
        FloatVector c50 = load(c, cOffset + 5 * LANES);
        FloatVector c01 = load(c, column1);
        FloatVector c11 = load(c, column1 + LANES);
        FloatVector c21 = load(c, column1 + 2 * LANES);
        FloatVector c31 = load(c, column1 + 3 * LANES);
        FloatVector c41 = load(c, column1 + 4 * LANES);
        FloatVector c51 = load(c, column1 + 5 * LANES);
        FloatVector c02 = load(c, column2);
        FloatVector c12 = load(c, column2 + LANES);
        FloatVector c22 = load(c, column2 + 2 * LANES);
        FloatVector c32 = load(c, column2 + 3 * LANES);
        FloatVector c42 = load(c, column2 + 4 * LANES);
        FloatVector c52 = load(c, column2 + 5 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector w1 = load(w, place + LANES);
            FloatVector w2 = load(w, place + 2 * LANES);
            FloatVector w3 = load(w, place + 3 * LANES);
            FloatVector w4 = load(w, place + 4 * LANES);
            FloatVector w5 = load(w, place + 5 * LANES);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            c40 = w4.fma(value, c40);
            c50 = w5.fma(value, c50);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            c11 = w1.fma(value, c11);
            c21 = w2.fma(value, c21);
            c31 = w3.fma(value, c31);
            c41 = w4.fma(value, c41);
            c51 = w5.fma(value, c51);
            value = FloatVector.broadcast(SPECIES, h[source + 2 * hStride]);
            c02 = w0.fma(value, c02);
            c12 = w1.fma(value, c12);
            c22 = w2.fma(value, c22);
            c32 = w3.fma(value, c32);
            c42 = w4.fma(value, c42);
            c52 = w5.fma(value, c52);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + LANES);
        c20.intoArray(c, cOffset + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * LANES);
        c40.intoArray(c, cOffset + 4 * LANES);
        c50.intoArray(c, cOffset + 5 * LANES);
        c01.intoArray(c, column1);
        c11.intoArray(c, column1 + LANES);
        c21.intoArray(c, column1 + 2 * LANES);
        c31.intoArray(c, column1 + 3 * LANES);
        c41.intoArray(c, column1 + 4 * LANES);
        c51.intoArray(c, column1 + 5 * LANES);
        c02.intoArray(c, column2);
        c12.intoArray(c, column2 + LANES);
        c22.intoArray(c, column2 + 2 * LANES);
        c32.intoArray(c, column2 + 3 * LANES);
        c42.intoArray(c, column2 + 4 * LANES);
        c52.intoArray(c, column2 + 5 * LANES);
    }

    static void sixByTwo(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c10 = load(c, cOffset + LANES);
        FloatVector c20 = load(c, cOffset + 2 * LANES);
        FloatVector c30 = load(c, cOffset + 3 * LANES);
        FloatVector c40 = load(c, cOffset + 4 * LANES);
        FloatVector c50 = load(c, cOffset + 5 * LANES);
        FloatVector c01 = load(c, column1);
        FloatVector c11 = load(c, column1 + LANES);
        FloatVector c21 = load(c, column1 + 2 * LANES);
        FloatVector c31 = load(c, column1 + 3 * LANES);
        FloatVector c41 = load(c, column1 + 4 * LANES);
        FloatVector c51 = load(c, column1 + 5 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector w1 = load(w, place + LANES);
            FloatVector w2 = load(w, place + 2 * LANES);
            FloatVector w3 = load(w, place + 3 * LANES);
            FloatVector w4 = load(w, place + 4 * LANES);
            FloatVector w5 = load(w, place + 5 * LANES);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            c40 = w4.fma(value, c40);
            c50 = w5.fma(value, c50);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            c11 = w1.fma(value, c11);
            c21 = w2.fma(value, c21);
            c31 = w3.fma(value, c31);
            c41 = w4.fma(value, c41);
            c51 = w5.fma(value, c51);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c10.intoArray(c, cOffset + LANES);
        c20.intoArray(c, cOffset + 2 * LANES);
        c30.intoArray(c, cOffset + 3 * LANES);
        c40.intoArray(c, cOffset + 4 * LANES);
        c50.intoArray(c, cOffset + 5 * LANES);
        c01.intoArray(c, column1);
        c11.intoArray(c, column1 + LANES);
        c21.intoArray(c, column1 + 2 * LANES);
        c31.intoArray(c, column1 + 3 * LANES);
        c41.intoArray(c, column1 + 4 * LANES);
        c51.intoArray(c, column1 + 5 * LANES);
    }

    static void sixRegisters(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStep,
            float[] c, int cOffset) {
        FloatVector c0 = load(c, cOffset);
        FloatVector c1 = load(c, cOffset + LANES);
        FloatVector c2 = load(c, cOffset + 2 * LANES);
        FloatVector c3 = load(c, cOffset + 3 * LANES);
        FloatVector c4 = load(c, cOffset + 4 * LANES);
        FloatVector c5 = load(c, cOffset + 5 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c0 = load(w, place).fma(value, c0);
            c1 = load(w, place + LANES).fma(value, c1);
            c2 = load(w, place + 2 * LANES).fma(value, c2);
            c3 = load(w, place + 3 * LANES).fma(value, c3);
            c4 = load(w, place + 4 * LANES).fma(value, c4);
            c5 = load(w, place + 5 * LANES).fma(value, c5);
            place += width;
            source += hStep;
        }
        c0.intoArray(c, cOffset);
        c1.intoArray(c, cOffset + LANES);
        c2.intoArray(c, cOffset + 2 * LANES);
        c3.intoArray(c, cOffset + 3 * LANES);
        c4.intoArray(c, cOffset + 4 * LANES);
        c5.intoArray(c, cOffset + 5 * LANES);
    }

    static void fourByTwo(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c10 = load(c, cOffset + LANES);
        FloatVector c20 = load(c, cOffset + 2 * LANES);
        FloatVector c30 = load(c, cOffset + 3 * LANES);
        FloatVector c01 = load(c, column1);
        FloatVector c11 = load(c, column1 + LANES);
        FloatVector c21 = load(c, column1 + 2 * LANES);
        FloatVector c31 = load(c, column1 + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector w1 = load(w, place + LANES);
            FloatVector w2 = load(w, place + 2 * LANES);
            FloatVector w3 = load(w, place + 3 * LANES);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            c10 = w1.fma(value, c10);
            c20 = w2.fma(value, c20);
            c30 = w3.fma(value, c30);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
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

    static void oneByFour(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        int column2 = column1 + cStride;
        int column3 = column2 + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, column1);
        FloatVector c02 = load(c, column2);
        FloatVector c03 = load(c, column3);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            value = FloatVector.broadcast(SPECIES, h[source + 2 * hStride]);
            c02 = w0.fma(value, c02);
            value = FloatVector.broadcast(SPECIES, h[source + 3 * hStride]);
            c03 = w0.fma(value, c03);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, column1);
        c02.intoArray(c, column2);
        c03.intoArray(c, column3);
    }

    static void oneByTwo(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStride, int hStep,
            float[] c, int cOffset, int cStride) {
        int column1 = cOffset + cStride;
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, column1);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector w0 = load(w, place);
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c00 = w0.fma(value, c00);
            value = FloatVector.broadcast(SPECIES, h[source + hStride]);
            c01 = w0.fma(value, c01);
            place += width;
            source += hStep;
        }
        c00.intoArray(c, cOffset);
        c01.intoArray(c, column1);
    }

    static void oneRegister(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int hStep,
            float[] c, int cOffset) {
        FloatVector c0 = load(c, cOffset);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector value = FloatVector.broadcast(SPECIES, h[source]);
            c0 = load(w, place).fma(value, c0);
            place += width;
            source += hStep;
        }
        c0.intoArray(c, cOffset);
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }
}
