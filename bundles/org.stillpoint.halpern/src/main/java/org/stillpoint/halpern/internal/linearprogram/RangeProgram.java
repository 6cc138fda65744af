package org.stillpoint.halpern.internal.linearprogram;

import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.LinearProgram;

/**
 * A linear program in the form in which it is solved: minimise c'x + c0 subject to L &lt;= A x &lt;= U, l &lt;= x &lt;= u. Arrays are
 * shared, not copied; nobody changes them. Bounds may be infinite and may contradict each other.
 *
 * @param rows the number m of rows of A
 * @param columns the number n of columns of A
 * @param columnStarts where each column of A starts in the two arrays that follow, and in entry n where the last one ends
 * @param rowIndices the row of each entry of A, rising within a column; possibly longer than there are entries
 * @param values the value of each entry of A, finite, possibly zero; possibly longer than there are entries
 * @param objective the coefficients c
 * @param objectiveConstant the constant c0
 * @param rowLower the lower bounds L, never positive infinity
 * @param rowUpper the upper bounds U, never negative infinity
 * @param columnLower the lower bounds l, never positive infinity
 * @param columnUpper the upper bounds u, never negative infinity
 */
public record RangeProgram(int rows, int columns, int[] columnStarts, int[] rowIndices, double[] values, double[] objective,
        double objectiveConstant, double[] rowLower, double[] rowUpper, double[] columnLower, double[] columnUpper) {

    /** The same program with its objective negated where it is to be maximised. */
    public static RangeProgram of(LinearProgram program) {
        DMatrixSparseCSC matrix = program.matrix();
        double[] objective = program.objective();
        double constant = program.objectiveConstant();
        if (program.maximise()) {
            objective = objective.clone();
            for (int column = 0; column < objective.length; column++) {
                objective[column] = -objective[column];
            }
            constant = -constant;
        }
        return new RangeProgram(matrix.numRows, matrix.numCols, matrix.col_idx, matrix.nz_rows, matrix.nz_values, objective, constant,
                program.rowLower(), program.rowUpper(), program.columnLower(), program.columnUpper());
    }

    /** The same program with nothing to minimise. */
    public RangeProgram withoutObjective() {
        return new RangeProgram(rows, columns, columnStarts, rowIndices, values, new double[columns], 0, rowLower, rowUpper, columnLower,
                columnUpper);
    }

    /** The number of entries of A. */
    public int entries() {
        return columnStarts[columns];
    }

    /** The value c'x + c0. */
    public double objectiveAt(double[] x) {
        double value = objectiveConstant;
        for (int column = 0; column < columns; column++) {
            value += objective[column] * x[column];
        }
        return value;
    }

    /** Computes A x. */
    public double[] activities(double[] x) {
        double[] activities = new double[rows];
        for (int column = 0; column < columns; column++) {
            double factor = x[column];
            if (factor != 0) {
                for (int k = columnStarts[column]; k < columnStarts[column + 1]; k++) {
                    activities[rowIndices[k]] += values[k] * factor;
                }
            }
        }
        return activities;
    }

    /** Computes the reduced costs c - A'y. */
    public double[] reducedCosts(double[] y) {
        return reducedCosts(y, 1);
    }

    /** Computes t c - A'y: for t = 0 the reduced costs of a dual ray. */
    public double[] reducedCosts(double[] y, double t) {
        double[] costs = new double[columns];
        for (int column = 0; column < columns; column++) {
            double cost = t * objective[column];
            for (int k = columnStarts[column]; k < columnStarts[column + 1]; k++) {
                cost -= values[k] * y[rowIndices[k]];
            }
            costs[column] = cost;
        }
        return costs;
    }
}
