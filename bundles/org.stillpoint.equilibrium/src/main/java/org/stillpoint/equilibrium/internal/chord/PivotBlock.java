package org.stillpoint.equilibrium.internal.chord;

/** Inverts small matrices by Gauss-Jordan elimination with partial pivoting. */
final class PivotBlock {

    private PivotBlock() {
    }

    /**
     * Replaces a matrix, given row by row, by its inverse.
     *
     * @return whether no pivot was zero or not finite
     */
    static boolean invert(double[] matrix, int order) {
        int[] exchanged = new int[order];
        for (int k = 0; k < order; k++) {
            int pivot = pivot(matrix, order, k);
            exchanged[k] = pivot;
            exchangeRows(matrix, order, k, pivot);
            double value = matrix[k * order + k];
            if (!(Math.abs(value) > 0 && Math.abs(value) <= Double.MAX_VALUE)) {
                return false;
            }
            matrix[k * order + k] = 1;
            for (int j = 0; j < order; j++) {
                matrix[k * order + j] /= value;
            }
            for (int i = 0; i < order; i++) {
                if (i != k) {
                    eliminate(matrix, order, k, i);
                }
            }
        }
        for (int k = order - 1; k >= 0; k--) {
            exchangeColumns(matrix, order, k, exchanged[k]);
        }
        return true;
    }

    /** The row, from row k on, of the largest entry of column k. */
    private static int pivot(double[] matrix, int order, int k) {
        int pivot = k;
        for (int i = k + 1; i < order; i++) {
            if (Math.abs(matrix[i * order + k]) > Math.abs(matrix[pivot * order + k])) {
                pivot = i;
            }
        }
        return pivot;
    }

    private static void eliminate(double[] matrix, int order, int k, int i) {
        double factor = matrix[i * order + k];
        matrix[i * order + k] = 0;
        for (int j = 0; j < order; j++) {
            matrix[i * order + j] -= factor * matrix[k * order + j];
        }
    }

    private static void exchangeRows(double[] matrix, int order, int first, int second) {
        for (int j = 0; first != second && j < order; j++) {
            double value = matrix[first * order + j];
            matrix[first * order + j] = matrix[second * order + j];
            matrix[second * order + j] = value;
        }
    }

    private static void exchangeColumns(double[] matrix, int order, int first, int second) {
        for (int i = 0; first != second && i < order; i++) {
            double value = matrix[i * order + first];
            matrix[i * order + first] = matrix[i * order + second];
            matrix[i * order + second] = value;
        }
    }
}
