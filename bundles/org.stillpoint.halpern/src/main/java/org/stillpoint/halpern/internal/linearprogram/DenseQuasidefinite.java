package org.stillpoint.halpern.internal.linearprogram;

import java.util.function.BooleanSupplier;

/**
 * The factorisation S = U'D^-1 U of a dense symmetric quasidefinite matrix, with D the diagonal of U: the end of a
 * {@link QuasidefiniteFactor}, where columns are full. Row i of U stands from i * order + i on; four rows at a time are subtracted from
 * those that follow, in loops over contiguous elements.
 */
final class DenseQuasidefinite {

    private static final int PANEL = 4;
    /** Matrices with more rows take milliseconds. */
    private static final int LARGE = 300;

    private int order;
    private double[] u = new double[0];

    /** Starts a matrix of zeros. */
    void begin(int size) {
        order = size;
        if (u.length < size * size) {
            u = new double[size * size];
        }
    }

    /** Sets the elements (0 ... row, row) to those of a vector from a place on. */
    void column(int row, double[] source, int from) {
        for (int i = 0; i <= row; i++) {
            u[i * order + row] = source[from + i];
        }
    }

    /** Factorises; false if a pivot has another sign than its element of the reference, from a place on, or the time is up. */
    boolean factorise(double[] reference, int from, BooleanSupplier goesOn) {
        int done = 0;
        while (done < order) {
            if (order > LARGE && !goesOn.getAsBoolean()) {
                return false;
            }
            int end = Math.min(order, done + PANEL);
            for (int row = done; row < end; row++) {
                for (int above = done; above < row; above++) {
                    subtract(above, row);
                }
                if (!(u[row * order + row] * reference[from + row] > 0)) {
                    return false;
                }
            }
            for (int row = end; row < order; row++) {
                if (end - done == PANEL) {
                    subtractPanel(done, row);
                } else {
                    for (int above = done; above < end; above++) {
                        subtract(above, row);
                    }
                }
            }
            done = end;
        }
        return true;
    }

    /** Replaces the elements of b from a place on by the solution. */
    void solve(double[] b, int from) {
        for (int i = 0; i < order; i++) {
            double factor = b[from + i] / u[i * order + i];
            for (int k = i + 1; k < order; k++) {
                b[from + k] -= u[i * order + k] * factor;
            }
        }
        for (int i = order - 1; i >= 0; i--) {
            double sum = b[from + i];
            for (int k = i + 1; k < order; k++) {
                sum -= u[i * order + k] * b[from + k];
            }
            b[from + i] = sum / u[i * order + i];
        }
    }

    private void subtract(int above, int row) {
        double[] a = u;
        int source = above * order;
        int target = row * order;
        double factor = a[source + row] / a[source + above];
        for (int k = row; k < order; k++) {
            a[target + k] -= factor * a[source + k];
        }
    }

    private void subtractPanel(int first, int row) {
        double[] a = u;
        int end = order;
        int source0 = first * end;
        int source1 = source0 + end;
        int source2 = source1 + end;
        int source3 = source2 + end;
        int target = row * end;
        double factor0 = a[source0 + row] / a[source0 + first];
        double factor1 = a[source1 + row] / a[source1 + first + 1];
        double factor2 = a[source2 + row] / a[source2 + first + 2];
        double factor3 = a[source3 + row] / a[source3 + first + 3];
        for (int k = row; k < end; k++) {
            a[target + k] -= factor0 * a[source0 + k] + factor1 * a[source1 + k] + factor2 * a[source2 + k] + factor3 * a[source3 + k];
        }
    }
}
