package org.stillpoint.recurrence.internal.shooting;

/**
 * Moves numbers between lanes, whose steps stand one after the other, and tiles, whose lanes do. Eight lanes go together, so that whole
 * lines of the tile are read or written at a time.
 */
final class Transposition {

    private static final int TOGETHER = 8;

    private Transposition() {
    }

    /** Copies steps of lanes that begin at the given offsets into a tile: step s of lane i becomes value {@code s * lanes + i}. */
    static void toTile(double[] source, int[] offsets, int steps, int lanes, double[] tile) {
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
                int row = s * lanes + i;
                tile[row] = source[o0 + s];
                tile[row + 1] = source[o1 + s];
                tile[row + 2] = source[o2 + s];
                tile[row + 3] = source[o3 + s];
                tile[row + 4] = source[o4 + s];
                tile[row + 5] = source[o5 + s];
                tile[row + 6] = source[o6 + s];
                tile[row + 7] = source[o7 + s];
            }
        }
        for (; i < lanes; i++) {
            for (int s = 0; s < steps; s++) {
                tile[s * lanes + i] = source[offsets[i] + s];
            }
        }
    }

    /** Copies a tile to where {@link #toTile} takes it from. */
    static void fromTile(double[] tile, int[] offsets, int steps, int lanes, double[] target) {
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
                int row = s * lanes + i;
                target[o0 + s] = tile[row];
                target[o1 + s] = tile[row + 1];
                target[o2 + s] = tile[row + 2];
                target[o3 + s] = tile[row + 3];
                target[o4 + s] = tile[row + 4];
                target[o5 + s] = tile[row + 5];
                target[o6 + s] = tile[row + 6];
                target[o7 + s] = tile[row + 7];
            }
        }
        for (; i < lanes; i++) {
            for (int s = 0; s < steps; s++) {
                target[offsets[i] + s] = tile[s * lanes + i];
            }
        }
    }
}
