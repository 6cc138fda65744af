package org.stillpoint.halpern.internal.linearprogram;

import java.util.Arrays;

/**
 * How far a pair (x, y), x within its bounds and y on its sign cone, is from solving a linear program. With the reduced costs
 * d = c - A'y:
 *
 * <pre>
 *   primal   ||A x - clip(A x, L, U)||_2 / (1 + ||b||),
 *   dual     ||(d_j where d_j &gt; 0 and l_j, or d_j &lt; 0 and u_j, is infinite)||_2 / (1 + ||c||),
 *   gap      |p - q| / (1 + |p| + |q|),   p = c'x + c0,
 *            q = L'y+ - U'y- + l'd+ - u'd- + c0 over the finite bounds.
 * </pre>
 *
 * By how much the objective can be wrong is told by the gap together with the violations at their prices,
 *
 * <pre>
 *   objective   (|p - q| + sum |y_i| violation_i + sum |x_j| violation_j) / (1 + max(|p|, |q|)).
 * </pre>
 *
 * All in the units of the file, also where the point is given in scaled units: the residuals of rows and columns then carry
 * weights.
 */
final class OptimalityConditions {

    private final int[] columnStarts;
    private final int[] rowIndices;
    private final double[] values;
    private final double[] objective;
    private final double[] rowLower;
    private final double[] rowUpper;
    private final double[] columnLower;
    private final double[] columnUpper;
    private final double[] rowWeight;
    private final double[] columnWeight;
    private final double objectiveWeight;
    private final double objectiveConstant;
    private final double boundNorm;
    private final double objectiveNorm;
    private final double[] activities;
    private double primal;
    private double dual;
    private double gap;
    private double objectiveError;
    private double columnBounds;
    private double price;

    /** Conditions of a program in its own units. */
    OptimalityConditions(RangeProgram file) {
        columnStarts = file.columnStarts();
        rowIndices = file.rowIndices();
        values = file.values();
        objective = file.objective();
        rowLower = file.rowLower();
        rowUpper = file.rowUpper();
        columnLower = file.columnLower();
        columnUpper = file.columnUpper();
        rowWeight = new double[file.rows()];
        columnWeight = new double[file.columns()];
        Arrays.fill(rowWeight, 1);
        Arrays.fill(columnWeight, 1);
        objectiveWeight = 1;
        objectiveConstant = file.objectiveConstant();
        boundNorm = Norms.bounds(rowLower, rowUpper);
        objectiveNorm = Norms.euclidean(objective);
        activities = new double[file.rows()];
    }

    /** Conditions of a scaled program, with the norms of the file it comes from. */
    OptimalityConditions(ScaledProgram scaled, double objectiveConstant, OptimalityConditions file) {
        columnStarts = scaled.columnStarts;
        rowIndices = scaled.rowIndices;
        values = scaled.columnValues;
        objective = scaled.objective;
        rowLower = scaled.rowLower;
        rowUpper = scaled.rowUpper;
        columnLower = scaled.columnLower;
        columnUpper = scaled.columnUpper;
        rowWeight = new double[scaled.rows];
        columnWeight = new double[scaled.columns];
        for (int row = 0; row < scaled.rows; row++) {
            rowWeight[row] = scaled.boundScale / scaled.rowScale[row];
        }
        for (int column = 0; column < scaled.columns; column++) {
            columnWeight[column] = scaled.objectiveScale / scaled.columnScale[column];
        }
        objectiveWeight = scaled.boundScale * scaled.objectiveScale;
        this.objectiveConstant = objectiveConstant;
        boundNorm = file.boundNorm;
        objectiveNorm = file.objectiveNorm;
        activities = new double[scaled.rows];
    }

    /** The largest of the primal and dual error and the gap of a point; NaN if one of them is. */
    double error(double[] x, double[] y) {
        price = 0;
        double value = columns(x, y);
        double bound = rows(y) + columnBounds;
        double primalValue = value * objectiveWeight + objectiveConstant;
        double dualValue = bound * objectiveWeight + objectiveConstant;
        double difference = Math.abs(primalValue - dualValue);
        gap = difference / (1 + Math.abs(primalValue) + Math.abs(dualValue));
        objectiveError = (difference + price * objectiveWeight) / (1 + Math.max(Math.abs(primalValue), Math.abs(dualValue)));
        return Math.max(primal, Math.max(dual, gap));
    }

    /** The primal error of the point given last. */
    double primal() {
        return primal;
    }

    /** By how much the objective of the point given last can be wrong. */
    double objectiveError() {
        return objectiveError;
    }

    private double columns(double[] x, double[] y) {
        Arrays.fill(activities, 0);
        double value = 0;
        double square = 0;
        double bounds = 0;
        for (int column = 0; column < x.length; column++) {
            double cost = objective[column];
            double point = x[column];
            value += cost * point;
            for (int k = columnStarts[column], end = columnStarts[column + 1]; k < end; k++) {
                cost -= values[k] * y[rowIndices[k]];
                activities[rowIndices[k]] += values[k] * point;
            }
            double bound = cost > 0 ? columnLower[column] : columnUpper[column];
            if (bound - bound == 0) {
                bounds += cost * bound;
            } else {
                double violation = cost * columnWeight[column];
                square += violation * violation;
                price += Math.abs(cost * point);
            }
        }
        dual = Math.sqrt(square) / (1 + objectiveNorm);
        columnBounds = bounds;
        return value;
    }

    private double rows(double[] y) {
        double square = 0;
        double bounds = 0;
        for (int row = 0; row < y.length; row++) {
            double activity = activities[row];
            double lower = rowLower[row];
            double upper = rowUpper[row];
            double violation = activity < lower ? lower - activity : activity > upper ? activity - upper : activity - activity;
            if (y[row] != 0) {
                bounds += y[row] * (y[row] > 0 ? lower : upper);
                price += Math.abs(y[row]) * violation;
            }
            violation *= rowWeight[row];
            square += violation * violation;
        }
        primal = Math.sqrt(square) / (1 + boundNorm);
        return bounds;
    }
}
