package org.stillpoint.verify.internal;

import java.util.Random;
import org.stillpoint.api.problem.LinearProgram;

/**
 * A linear program made from its solution: x, y and d are drawn, then bounds so that complementarity holds, then c = A'y + d.
 * All numbers are small integers, so that every check of the solution is exactly zero.
 */
record RandomProgram(LinearProgram program, double[] x, double[] y, double[] reducedCosts) {

    static RandomProgram of(Random random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        double[] x = random.ints(columns, -9, 10).asDoubleStream().toArray();
        double[] activities = new double[rows];
        double[] y = new double[rows];
        double[] costs = new double[columns];
        double[][] rowBounds = new double[2][rows];
        double[][] columnBounds = new double[2][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix[row][column] = random.nextInt(3) == 0 ? 0 : random.nextInt(19) - 9;
                activities[row] += matrix[row][column] * x[column];
            }
            y[row] = bound(random, activities[row], rowBounds, row);
        }
        double[] objective = new double[columns];
        for (int column = 0; column < columns; column++) {
            costs[column] = bound(random, x[column], columnBounds, column);
            objective[column] = costs[column];
            for (int row = 0; row < rows; row++) {
                objective[column] += matrix[row][column] * y[row];
            }
        }
        boolean maximise = random.nextBoolean();
        for (int column = 0; maximise && column < columns; column++) {
            objective[column] = -objective[column];
        }
        LinearProgram program = Programs.of(maximise, objective, matrix, rowBounds[0], rowBounds[1], columnBounds[0], columnBounds[1]);
        return new RandomProgram(program, x, y, costs);
    }

    /** Draws the bounds around a value, and a multiplier that presses on the one that the value touches. */
    private static double bound(Random random, double value, double[][] bounds, int index) {
        int kind = random.nextInt(6);
        bounds[0][index] = kind == 1 || kind == 3 ? value : kind == 0 ? Double.NEGATIVE_INFINITY : value - 1 - random.nextInt(5);
        bounds[1][index] = kind == 2 || kind == 3 ? value : kind == 0 ? Double.POSITIVE_INFINITY : value + 1 + random.nextInt(5);
        return switch (kind) {
            case 1 -> random.nextInt(5);
            case 2 -> -random.nextInt(5);
            case 3 -> random.nextInt(9) - 4;
            default -> 0;
        };
    }
}
