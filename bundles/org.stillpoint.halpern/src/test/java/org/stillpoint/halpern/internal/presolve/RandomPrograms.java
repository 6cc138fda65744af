package org.stillpoint.halpern.internal.presolve;

import java.util.Random;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** Small random programs full of what presolve feeds on: empty, single, double, equal and parallel lines, all kinds of bounds. */
final class RandomPrograms {

    private final Random random;
    private final int rows;
    private final int columns;
    private final double[][] matrix;
    private final double[] objective;
    private final double[] rowLower;
    private final double[] rowUpper;
    private final double[] columnLower;
    private final double[] columnUpper;
    private final double[] x;

    private RandomPrograms(long seed) {
        random = new Random(seed);
        boolean large = seed % 2 == 1;
        rows = large ? 6 + random.nextInt(9) : random.nextInt(9);
        columns = large ? 8 + random.nextInt(9) : 1 + random.nextInt(9);
        matrix = new double[rows][columns];
        objective = new double[columns];
        rowLower = new double[rows];
        rowUpper = new double[rows];
        columnLower = new double[columns];
        columnUpper = new double[columns];
        x = new double[columns];
        fill(large ? 5 : 3);
        parallels();
    }

    /** A program with an optimum, built from a point and duals that complement each other. */
    static RangeProgram feasible(long seed) {
        RandomPrograms programs = new RandomPrograms(seed);
        double[] y = new double[programs.rows];
        double[] d = new double[programs.columns];
        for (int j = 0; j < programs.columns; j++) {
            d[j] = programs.bounds(programs.x[j], programs.columnLower, programs.columnUpper, j);
        }
        for (int i = 0; i < programs.rows; i++) {
            y[i] = programs.bounds(programs.activity(i), programs.rowLower, programs.rowUpper, i);
        }
        for (int j = 0; j < programs.columns; j++) {
            programs.objective[j] = d[j];
            for (int i = 0; i < programs.rows; i++) {
                programs.objective[j] += programs.matrix[i][j] * y[i];
            }
        }
        return programs.program();
    }

    /** A program of any kind: bounds and costs have nothing to do with each other. */
    static RangeProgram arbitrary(long seed) {
        RandomPrograms programs = new RandomPrograms(seed);
        for (int j = 0; j < programs.columns; j++) {
            programs.bounds(programs.integer(), programs.columnLower, programs.columnUpper, j);
            programs.objective[j] = programs.integer();
        }
        for (int i = 0; i < programs.rows; i++) {
            programs.bounds(programs.activity(i) + (programs.random.nextInt(4) == 0 ? programs.integer() : 0), programs.rowLower,
                    programs.rowUpper, i);
        }
        return programs.program();
    }

    /** The program with rows and columns scaled by powers of two and permuted. */
    static RangeProgram transformed(RangeProgram program, long seed) {
        Random random = new Random(seed);
        int[] rowPlace = permutation(program.rows(), random);
        int[] columnPlace = permutation(program.columns(), random);
        double[][] dense = new double[program.rows()][program.columns()];
        double[] objective = new double[program.columns()];
        double[] rowLower = new double[program.rows()];
        double[] rowUpper = new double[program.rows()];
        double[] columnLower = new double[program.columns()];
        double[] columnUpper = new double[program.columns()];
        double[] rowScale = new double[program.rows()];
        for (int i = 0; i < program.rows(); i++) {
            rowScale[i] = Math.scalb(1.0, random.nextInt(7) - 3);
            rowLower[rowPlace[i]] = program.rowLower()[i] * rowScale[i];
            rowUpper[rowPlace[i]] = program.rowUpper()[i] * rowScale[i];
        }
        for (int j = 0; j < program.columns(); j++) {
            double scale = Math.scalb(1.0, random.nextInt(7) - 3);
            objective[columnPlace[j]] = program.objective()[j] * scale;
            columnLower[columnPlace[j]] = program.columnLower()[j] / scale;
            columnUpper[columnPlace[j]] = program.columnUpper()[j] / scale;
            for (int k = program.columnStarts()[j]; k < program.columnStarts()[j + 1]; k++) {
                int i = program.rowIndices()[k];
                dense[rowPlace[i]][columnPlace[j]] = program.values()[k] * rowScale[i] * scale;
            }
        }
        return program(dense, objective, program.objectiveConstant(), rowLower, rowUpper, columnLower, columnUpper);
    }

    /** A program from a dense matrix. */
    static RangeProgram program(double[][] matrix, double[] objective, double constant, double[] rowLower, double[] rowUpper,
            double[] columnLower, double[] columnUpper) {
        int columns = objective.length;
        int[] starts = new int[columns + 1];
        int[] indices = new int[matrix.length * columns];
        double[] values = new double[indices.length];
        int count = 0;
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < matrix.length; i++) {
                if (matrix[i][j] != 0) {
                    indices[count] = i;
                    values[count++] = matrix[i][j];
                }
            }
            starts[j + 1] = count;
        }
        return new RangeProgram(matrix.length, columns, starts, indices, values, objective, constant, rowLower, rowUpper, columnLower,
                columnUpper);
    }

    private RangeProgram program() {
        return program(matrix, objective, integer(), rowLower, rowUpper, columnLower, columnUpper);
    }

    private void fill(int most) {
        for (int i = 0; i < rows; i++) {
            int entries = random.nextInt(4) == 0 ? random.nextInt(columns + 1) : Math.min(columns, 1 + random.nextInt(most));
            for (int k = 0; k < entries; k++) {
                matrix[i][random.nextInt(columns)] = random.nextBoolean() ? integer() : random.nextBoolean() ? 1 : -1;
            }
        }
        for (int j = 0; j < columns; j++) {
            x[j] = integer();
        }
    }

    private void parallels() {
        for (int i = 1; i < rows; i++) {
            if (random.nextInt(5) == 0) {
                double factor = factor();
                int other = random.nextInt(i);
                for (int j = 0; j < columns; j++) {
                    matrix[i][j] = factor * matrix[other][j];
                }
            }
        }
        for (int j = 1; j < columns; j++) {
            if (random.nextInt(6) == 0) {
                double factor = factor();
                int other = random.nextInt(j);
                for (int i = 0; i < rows; i++) {
                    matrix[i][j] = factor * matrix[i][other];
                }
            }
        }
    }

    /** Lays bounds around a value, and returns a dual that complements it. */
    private double bounds(double value, double[] lower, double[] upper, int index) {
        lower[index] = Double.NEGATIVE_INFINITY;
        upper[index] = Double.POSITIVE_INFINITY;
        double width = 1 + random.nextInt(4);
        double dual = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(5);
        switch (random.nextInt(8)) {
            case 0 -> {
                lower[index] = value;
                upper[index] = value;
                return random.nextBoolean() ? dual : -dual;
            }
            case 1, 2 -> {
                lower[index] = value;
                upper[index] = random.nextBoolean() ? value + width : Double.POSITIVE_INFINITY;
                return dual;
            }
            case 3, 4 -> {
                lower[index] = random.nextBoolean() ? value - width : Double.NEGATIVE_INFINITY;
                upper[index] = value;
                return -dual;
            }
            case 5 -> {
                lower[index] = value - width;
                upper[index] = value + width;
            }
            case 6 -> lower[index] = value - width;
            default -> {
                if (random.nextBoolean()) {
                    upper[index] = value + width;
                }
            }
        }
        return 0;
    }

    private double activity(int i) {
        double activity = 0;
        for (int j = 0; j < columns; j++) {
            activity += matrix[i][j] * x[j];
        }
        return activity;
    }

    private double integer() {
        return random.nextInt(11) - 5;
    }

    private double factor() {
        double[] factors = {1, -1, 2, -0.5, 3, 1.0 / 3};
        return factors[random.nextInt(factors.length)];
    }

    private static int[] permutation(int length, Random random) {
        int[] places = new int[length];
        for (int k = 0; k < length; k++) {
            int other = random.nextInt(k + 1);
            places[k] = places[other];
            places[other] = k;
        }
        return places;
    }
}
