package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixSparseCSC;

/** Products with a sparse matrix, each component accumulated like a {@link PreciseSum} and rounded once. */
final class Products {

    private Products() {
    }

    /** A x. */
    static double[] rows(DMatrixSparseCSC matrix, double[] x) {
        double[] high = new double[matrix.numRows];
        double[] low = new double[matrix.numRows];
        for (int column = 0; column < matrix.numCols; column++) {
            double factor = x[column];
            for (int entry = matrix.col_idx[column]; entry < matrix.col_idx[column + 1]; entry++) {
                int row = matrix.nz_rows[entry];
                double coefficient = matrix.nz_values[entry];
                double product = coefficient * factor;
                double sum = high[row] + product;
                double part = sum - high[row];
                low[row] += (high[row] - (sum - part)) + (product - part) + Math.fma(coefficient, factor, -product);
                high[row] = sum;
            }
        }
        for (int row = 0; row < high.length; row++) {
            high[row] += low[row];
        }
        return high;
    }

    /** shift - A'y. */
    static double[] columnsFrom(double[] shift, DMatrixSparseCSC matrix, double[] y) {
        double[] result = new double[matrix.numCols];
        PreciseSum sum = new PreciseSum();
        for (int column = 0; column < matrix.numCols; column++) {
            sum.reset();
            sum.add(shift[column]);
            for (int entry = matrix.col_idx[column]; entry < matrix.col_idx[column + 1]; entry++) {
                sum.addProduct(-matrix.nz_values[entry], y[matrix.nz_rows[entry]]);
            }
            result[column] = sum.value();
        }
        return result;
    }

    /** The Euclidean norm, without overflow; NaN if a component is no finite number. */
    static double norm(double[] values) {
        double largest = largest(values);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest == 0 ? 0 : Double.NaN;
        }
        PreciseSum squares = new PreciseSum();
        for (double value : values) {
            squares.addProduct(value / largest, value / largest);
        }
        return largest * Math.sqrt(squares.value());
    }

    /** The largest magnitude, 0 for none; NaN if a component is NaN. */
    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
