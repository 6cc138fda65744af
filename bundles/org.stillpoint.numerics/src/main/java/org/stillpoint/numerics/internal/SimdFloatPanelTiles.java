package org.stillpoint.numerics.internal;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of {@link SimdFloatProductLoops} for panels, by registers of lanes: their part of the result stays there over the columns. */
final class SimdFloatPanelTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private SimdFloatPanelTiles() {
    }

    static void fourRowsByFour(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int lanes, float[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, cOffset + LANES);
        FloatVector c02 = load(c, cOffset + 2 * LANES);
        FloatVector c03 = load(c, cOffset + 3 * LANES);
        FloatVector c10 = load(c, row1);
        FloatVector c11 = load(c, row1 + LANES);
        FloatVector c12 = load(c, row1 + 2 * LANES);
        FloatVector c13 = load(c, row1 + 3 * LANES);
        FloatVector c20 = load(c, row2);
        FloatVector c21 = load(c, row2 + LANES);
        FloatVector c22 = load(c, row2 + 2 * LANES);
        FloatVector c23 = load(c, row2 + 3 * LANES);
        FloatVector c30 = load(c, row3);
        FloatVector c31 = load(c, row3 + LANES);
        FloatVector c32 = load(c, row3 + 2 * LANES);
        FloatVector c33 = load(c, row3 + 3 * LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector h0 = load(h, source);
            FloatVector h1 = load(h, source + LANES);
            FloatVector h2 = load(h, source + 2 * LANES);
            FloatVector h3 = load(h, source + 3 * LANES);
            FloatVector factor = FloatVector.broadcast(SPECIES, w[place]);
            c00 = h0.fma(factor, c00);
            c01 = h1.fma(factor, c01);
            c02 = h2.fma(factor, c02);
            c03 = h3.fma(factor, c03);
            factor = FloatVector.broadcast(SPECIES, w[place + 1]);
            c10 = h0.fma(factor, c10);
            c11 = h1.fma(factor, c11);
            c12 = h2.fma(factor, c12);
            c13 = h3.fma(factor, c13);
            factor = FloatVector.broadcast(SPECIES, w[place + 2]);
            c20 = h0.fma(factor, c20);
            c21 = h1.fma(factor, c21);
            c22 = h2.fma(factor, c22);
            c23 = h3.fma(factor, c23);
            factor = FloatVector.broadcast(SPECIES, w[place + 3]);
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

    static void fourRowsByTwo(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int lanes, float[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        FloatVector c00 = load(c, cOffset);
        FloatVector c01 = load(c, cOffset + LANES);
        FloatVector c10 = load(c, row1);
        FloatVector c11 = load(c, row1 + LANES);
        FloatVector c20 = load(c, row2);
        FloatVector c21 = load(c, row2 + LANES);
        FloatVector c30 = load(c, row3);
        FloatVector c31 = load(c, row3 + LANES);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector h0 = load(h, source);
            FloatVector h1 = load(h, source + LANES);
            FloatVector factor = FloatVector.broadcast(SPECIES, w[place]);
            c00 = h0.fma(factor, c00);
            c01 = h1.fma(factor, c01);
            factor = FloatVector.broadcast(SPECIES, w[place + 1]);
            c10 = h0.fma(factor, c10);
            c11 = h1.fma(factor, c11);
            factor = FloatVector.broadcast(SPECIES, w[place + 2]);
            c20 = h0.fma(factor, c20);
            c21 = h1.fma(factor, c21);
            factor = FloatVector.broadcast(SPECIES, w[place + 3]);
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

    static void eightRows(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int lanes, float[] c,
            int cOffset) {
        int row1 = cOffset + lanes;
        int row2 = row1 + lanes;
        int row3 = row2 + lanes;
        int row4 = row3 + lanes;
        int row5 = row4 + lanes;
        int row6 = row5 + lanes;
        int row7 = row6 + lanes;
        FloatVector c0 = load(c, cOffset);
        FloatVector c1 = load(c, row1);
        FloatVector c2 = load(c, row2);
        FloatVector c3 = load(c, row3);
        FloatVector c4 = load(c, row4);
        FloatVector c5 = load(c, row5);
        FloatVector c6 = load(c, row6);
        FloatVector c7 = load(c, row7);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector h0 = load(h, source);
            c0 = h0.fma(FloatVector.broadcast(SPECIES, w[place]), c0);
            c1 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 1]), c1);
            c2 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 2]), c2);
            c3 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 3]), c3);
            c4 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 4]), c4);
            c5 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 5]), c5);
            c6 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 6]), c6);
            c7 = h0.fma(FloatVector.broadcast(SPECIES, w[place + 7]), c7);
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

    static void oneRow(float[] w, int wOffset, int width, int columns, float[] h, int hOffset, int lanes, float[] c,
            int cOffset) {
        FloatVector c0 = load(c, cOffset);
        int place = wOffset;
        int source = hOffset;
        for (int k = 0; k < columns; k++) {
            FloatVector h0 = load(h, source);
            c0 = h0.fma(FloatVector.broadcast(SPECIES, w[place]), c0);
            place += width;
            source += lanes;
        }
        c0.intoArray(c, cOffset);
    }

    private static FloatVector load(float[] x, int offset) {
        return FloatVector.fromArray(SPECIES, x, offset);
    }
}
