package org.stillpoint.transport.internal.birkhoff;

/** By how much a matrix misses being doubly stochastic: the sum of |row sum - 1| over its rows and |column sum - 1| over its columns. */
final class MarginalError {

    private static final double UNIT_ROUNDOFF = 0x1p-53;

    private MarginalError() {
    }

    /** An upper bound of the error of nonnegative numbers, no further above it than rounding; not a number if an entry is. */
    static double of(double[] matrices, int from, int size, double tolerance) {
        double error = 0;
        for (int i = 0; i < size; i++) {
            double row = 0;
            double column = 0;
            for (int k = 0; k < size; k++) {
                row += matrices[from + i * size + k];
                column += matrices[from + k * size + i];
            }
            error += Math.abs(row - 1) + Math.abs(column - 1);
        }
        double bound = error + 2.0 * size * size * UNIT_ROUNDOFF * (1 + error);
        return bound <= tolerance ? bound : Math.min(bound, precise(matrices, from, size));
    }

    private static double precise(double[] matrices, int from, int size) {
        double error = 4.0 * size * UNIT_ROUNDOFF;
        for (int i = 0; i < size; i++) {
            error += Math.abs(excess(matrices, from + i * size, 1, size)) + Math.abs(excess(matrices, from + i, size, size));
        }
        return error;
    }

    /** A sum less 1, with what each addition lost added at the end (Neumaier 1974, doi:10.1002/zamm.19740540106). */
    private static double excess(double[] values, int from, int stride, int count) {
        double sum = -1;
        double lost = 0;
        for (int k = 0; k < count; k++) {
            double value = values[from + k * stride];
            double next = sum + value;
            lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }
        return sum + lost;
    }
}
