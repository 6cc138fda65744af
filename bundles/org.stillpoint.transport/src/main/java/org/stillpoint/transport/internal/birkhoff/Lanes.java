package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;

/**
 * Some matrices of a batch side by side, so that one plain loop does the same to entry (i, j) of all of them and fills the processor's
 * registers: number k of matrix l stands at k * width + l.
 */
final class Lanes {

    /** Numbers of one kind in a block: 8 KiB, a quarter of a first-level cache. */
    private static final int NUMBERS = 1024;
    private static final int LEAST = 8;
    private static final int MOST = 64;

    private Lanes() {
    }

    /** How many matrices of a size to take side by side. */
    static int width(int size) {
        return Math.max(LEAST, Math.min(MOST, NUMBERS / (size * size) / LEAST * LEAST));
    }

    /** Takes matrices out of a batch; lanes beyond them hold zeros. */
    static void gather(double[] batch, int numbers, int first, int matrices, double[] lanes, int width) {
        if (matrices < width) {
            Arrays.fill(lanes, 0);
        }
        for (int lane = 0; lane < matrices; lane++) {
            int from = (first + lane) * numbers;
            for (int k = 0; k < numbers; k++) {
                lanes[k * width + lane] = batch[from + k];
            }
        }
    }

    /** Puts matrices, or vectors, into a batch. */
    static void scatter(double[] lanes, int width, double[] batch, int numbers, int first, int matrices) {
        for (int lane = 0; lane < matrices; lane++) {
            int to = (first + lane) * numbers;
            for (int k = 0; k < numbers; k++) {
                batch[to + k] = lanes[k * width + lane];
            }
        }
    }
}
