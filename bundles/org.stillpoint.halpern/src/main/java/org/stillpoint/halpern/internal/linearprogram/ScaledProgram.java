package org.stillpoint.halpern.internal.linearprogram;

/**
 * A linear program in scaled units, its matrix stored both by columns and by rows:
 *
 * <pre>
 *   A~ = R A C,   c~ = C c / gamma,   (L~, U~) = R (L, U) / beta,   (l~, u~) = C^-1 (l, u) / beta,
 *   x = beta C x~,   y = gamma R y~,
 * </pre>
 *
 * with positive diagonal matrices R and C and positive numbers beta and gamma. The tilde is dropped in the fields.
 */
final class ScaledProgram {

    final int rows;
    final int columns;
    /** A by columns. */
    final int[] columnStarts;
    final int[] rowIndices;
    final double[] columnValues;
    /** A by rows. */
    final int[] rowStarts;
    final int[] columnIndices;
    final double[] rowValues;
    final double[] objective;
    final double[] rowLower;
    final double[] rowUpper;
    final double[] columnLower;
    final double[] columnUpper;
    /** The diagonal of R. */
    final double[] rowScale;
    /** The diagonal of C. */
    final double[] columnScale;
    /** The number beta. */
    final double boundScale;
    /** The number gamma. */
    final double objectiveScale;

    /** Scales a program. The values of its matrix are given scaled, by columns. */
    ScaledProgram(RangeProgram program, double[] scaledValues, double[] rowScale, double[] columnScale) {
        rows = program.rows();
        columns = program.columns();
        columnStarts = program.columnStarts();
        rowIndices = program.rowIndices();
        columnValues = scaledValues;
        this.rowScale = rowScale;
        this.columnScale = columnScale;
        rowStarts = new int[rows + 1];
        columnIndices = new int[program.entries()];
        rowValues = new double[program.entries()];
        transpose();
        double[] lower = scaled(program.rowLower(), rowScale);
        double[] upper = scaled(program.rowUpper(), rowScale);
        boundScale = 1 + Norms.bounds(lower, upper);
        rowLower = divided(lower, boundScale);
        rowUpper = divided(upper, boundScale);
        columnLower = divided(divided(program.columnLower(), columnScale), boundScale);
        columnUpper = divided(divided(program.columnUpper(), columnScale), boundScale);
        double[] costs = scaled(program.objective(), columnScale);
        objectiveScale = 1 + Norms.euclidean(costs);
        objective = divided(costs, objectiveScale);
    }

    /** The number of entries of A. */
    int entries() {
        return columnStarts[columns];
    }

    /** The scaled program by itself. */
    RangeProgram asRangeProgram() {
        return new RangeProgram(rows, columns, columnStarts, rowIndices, columnValues, objective, 0, rowLower, rowUpper, columnLower,
                columnUpper);
    }

    /** Writes A x into activities. */
    void multiply(double[] x, double[] activities) {
        int[] starts = rowStarts;
        int[] indices = columnIndices;
        double[] values = rowValues;
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int k = starts[row], end = starts[row + 1]; k < end; k++) {
                sum += values[k] * x[indices[k]];
            }
            activities[row] = sum;
        }
    }

    /** Writes A'y into products. */
    void multiplyTransposed(double[] y, double[] products) {
        int[] starts = columnStarts;
        int[] indices = rowIndices;
        double[] values = columnValues;
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int k = starts[column], end = starts[column + 1]; k < end; k++) {
                sum += values[k] * y[indices[k]];
            }
            products[column] = sum;
        }
    }

    /** Puts a point within its bounds. */
    void projectPoint(double[] x) {
        for (int column = 0; column < columns; column++) {
            x[column] = Math.max(columnLower[column], Math.min(columnUpper[column], x[column]));
        }
    }

    /** Puts a dual point on the sign cone: positive only where L is finite, negative only where U is finite. */
    void projectDual(double[] y) {
        for (int row = 0; row < rows; row++) {
            if (y[row] > 0 && rowLower[row] == Double.NEGATIVE_INFINITY
                    || y[row] < 0 && rowUpper[row] == Double.POSITIVE_INFINITY) {
                y[row] = 0;
            }
        }
    }

    /** The point beta C x~ in unscaled units. */
    double[] unscaledPoint(double[] x) {
        double[] point = new double[columns];
        for (int column = 0; column < columns; column++) {
            point[column] = x[column] * columnScale[column] * boundScale;
        }
        return point;
    }

    /** The dual point gamma R y~ in unscaled units. */
    double[] unscaledDual(double[] y) {
        double[] dual = new double[rows];
        for (int row = 0; row < rows; row++) {
            dual[row] = y[row] * rowScale[row] * objectiveScale;
        }
        return dual;
    }

    /** The scaled form of an unscaled point. */
    double[] scaledPoint(double[] x) {
        return divided(divided(x, columnScale), boundScale);
    }

    /** The scaled form of an unscaled dual point. */
    double[] scaledDual(double[] y) {
        return divided(divided(y, rowScale), objectiveScale);
    }

    private void transpose() {
        int entries = entries();
        for (int k = 0; k < entries; k++) {
            rowStarts[rowIndices[k] + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            rowStarts[row + 1] += rowStarts[row];
        }
        int[] next = rowStarts.clone();
        for (int column = 0; column < columns; column++) {
            for (int k = columnStarts[column]; k < columnStarts[column + 1]; k++) {
                int position = next[rowIndices[k]]++;
                columnIndices[position] = column;
                rowValues[position] = columnValues[k];
            }
        }
    }

    private static double[] scaled(double[] values, double[] factors) {
        double[] result = new double[factors.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] * factors[i];
        }
        return result;
    }

    private static double[] divided(double[] values, double[] divisors) {
        double[] result = new double[divisors.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] / divisors[i];
        }
        return result;
    }

    private static double[] divided(double[] values, double divisor) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i] / divisor;
        }
        return result;
    }
}
