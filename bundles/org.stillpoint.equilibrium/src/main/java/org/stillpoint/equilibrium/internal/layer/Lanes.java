package org.stillpoint.equilibrium.internal.layer;

/** Moves vectors in and out of panels, in which the components of a lane are one row apart. */
public final class Lanes {

    /** So many neighbouring lanes are moved at a time at best: as many as share a cache line. */
    public static final int BLOCK = 8;

    private Lanes() {
    }

    /** Copies lanes {@code from}, {@code from + 1}, ... into vectors. */
    public static void gather(double[] panel, int from, int count, int lanes, double[][] vectors) {
        int size = vectors[0].length;
        for (int k = 0; k < size; k++) {
            int row = k * lanes + from;
            for (int i = 0; i < count; i++) {
                vectors[i][k] = panel[row + i];
            }
        }
    }

    /** Copies vectors into lanes {@code from}, {@code from + 1}, ... */
    public static void scatter(double[][] vectors, double[] panel, int from, int count, int lanes) {
        int size = vectors[0].length;
        for (int k = 0; k < size; k++) {
            int row = k * lanes + from;
            for (int i = 0; i < count; i++) {
                panel[row + i] = vectors[i][k];
            }
        }
    }

    /** Copies a lane into a vector. */
    public static void gather(double[] panel, int lane, int lanes, double[] vector) {
        for (int k = 0; k < vector.length; k++) {
            vector[k] = panel[lane + k * lanes];
        }
    }

    /** Copies a vector into a lane. */
    public static void scatter(double[] vector, double[] panel, int lane, int lanes) {
        for (int k = 0; k < vector.length; k++) {
            panel[lane + k * lanes] = vector[k];
        }
    }

    /** Copies rows, one for each lane, into a panel. */
    public static void transpose(double[] rows, int offset, int size, int lanes, double[] panel) {
        for (int first = 0; first < lanes; first += BLOCK) {
            int last = Math.min(first + BLOCK, lanes);
            for (int k = 0; k < size; k++) {
                for (int lane = first; lane < last; lane++) {
                    panel[k * lanes + lane] = rows[offset + lane * size + k];
                }
            }
        }
    }

    /** Copies a lane of a panel into a row. */
    public static void row(double[] panel, int lane, int lanes, double[] rows, int offset, int size) {
        for (int k = 0; k < size; k++) {
            rows[offset + k] = panel[k * lanes + lane];
        }
    }

    /**
     * Copies some lanes of a panel into rows.
     *
     * @param chosen the lanes
     * @param count how many there are
     * @param numbers the number of the row that each lane of the panel goes to
     */
    public static void rows(double[] panel, int[] chosen, int count, int lanes, int[] numbers, double[] rows, int size) {
        for (int first = 0; first < count; first += BLOCK) {
            int last = Math.min(first + BLOCK, count);
            for (int k = 0; k < size; k++) {
                for (int i = first; i < last; i++) {
                    rows[numbers[chosen[i]] * size + k] = panel[k * lanes + chosen[i]];
                }
            }
        }
    }
}
