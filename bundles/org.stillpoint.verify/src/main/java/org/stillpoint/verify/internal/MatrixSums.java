package org.stillpoint.verify.internal;

/** The sums of the rows and columns of square matrices. */
final class MatrixSums {

    private MatrixSums() {
    }

    /** The sum of |row sum - 1| and |column sum - 1|. */
    static double marginalError(double[] matrices, int from, int size) {
        double error = 0;
        PreciseSum row = new PreciseSum();
        PreciseSum column = new PreciseSum();
        for (int i = 0; i < size; i++) {
            row.reset();
            column.reset();
            row.add(-1);
            column.add(-1);
            for (int k = 0; k < size; k++) {
                row.add(matrices[from + i * size + k]);
                column.add(matrices[from + k * size + i]);
            }
            error += Math.abs(row.value()) + Math.abs(column.value());
        }
        return error;
    }

    static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** The largest marginal error of matrices one after the other. */
    static double largestError(double[] matrices, int size) {
        double largest = 0;
        for (int from = 0; from < matrices.length; from += size * size) {
            largest = Math.max(largest, marginalError(matrices, from, size));
        }
        return largest;
    }
}
