package org.stillpoint.recurrence.internal.run;

/**
 * Moves numbers between lanes, whose steps stand one after the other, and tiles, whose lanes do. Eight lanes go together, so that whole
 * lines of the tile are read or written at a time.
 */
public final class Transposition {

    private static final int TOGETHER = 8;

    private Transposition() {
    }

    /**
     * Copies steps of lanes into a tile.
     *
     * @param offsets where the lanes begin in the source
     * @param stride how far from each other the steps of a lane are there
     * @param tile receives step s of lane i as value {@code tileOffset + s * lanes + i}
     */
    public static void toTile(double[] source, int[] offsets, int stride, int steps, int lanes, double[] tile, int tileOffset) {
        int i = 0;
        for (; i <= lanes - TOGETHER; i += TOGETHER) {
            int o0 = offsets[i];
            int o1 = offsets[i + 1];
            int o2 = offsets[i + 2];
            int o3 = offsets[i + 3];
            int o4 = offsets[i + 4];
            int o5 = offsets[i + 5];
            int o6 = offsets[i + 6];
            int o7 = offsets[i + 7];
            for (int s = 0; s < steps; s++) {
                int row = tileOffset + s * lanes + i;
                int step = s * stride;
                tile[row] = source[o0 + step];
                tile[row + 1] = source[o1 + step];
                tile[row + 2] = source[o2 + step];
                tile[row + 3] = source[o3 + step];
                tile[row + 4] = source[o4 + step];
                tile[row + 5] = source[o5 + step];
                tile[row + 6] = source[o6 + step];
                tile[row + 7] = source[o7 + step];
            }
        }
        for (; i < lanes; i++) {
            for (int s = 0; s < steps; s++) {
                tile[tileOffset + s * lanes + i] = source[offsets[i] + s * stride];
            }
        }
    }

    /** Copies a tile to where {@link #toTile} takes it from. */
    public static void fromTile(double[] tile, int tileOffset, int[] offsets, int stride, int steps, int lanes, double[] target) {
        int i = 0;
        for (; i <= lanes - TOGETHER; i += TOGETHER) {
            int o0 = offsets[i];
            int o1 = offsets[i + 1];
            int o2 = offsets[i + 2];
            int o3 = offsets[i + 3];
            int o4 = offsets[i + 4];
            int o5 = offsets[i + 5];
            int o6 = offsets[i + 6];
            int o7 = offsets[i + 7];
            for (int s = 0; s < steps; s++) {
                int row = tileOffset + s * lanes + i;
                int step = s * stride;
                target[o0 + step] = tile[row];
                target[o1 + step] = tile[row + 1];
                target[o2 + step] = tile[row + 2];
                target[o3 + step] = tile[row + 3];
                target[o4 + step] = tile[row + 4];
                target[o5 + step] = tile[row + 5];
                target[o6 + step] = tile[row + 6];
                target[o7 + step] = tile[row + 7];
            }
        }
        for (; i < lanes; i++) {
            for (int s = 0; s < steps; s++) {
                target[offsets[i] + s * stride] = tile[tileOffset + s * lanes + i];
            }
        }
    }
}
