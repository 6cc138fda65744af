package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.LinearProgram;

/** The linear algebra of the Newton steps against dense systems. */
class NewtonSystemTest {

    private static ScaledProgram program(int rows, int columns, double density, Random random) {
        double[][] entries = new double[rows][columns];
        for (double[] row : entries) {
            for (int column = 0; column < columns; column++) {
                row[column] = random.nextDouble() < density ? random.nextGaussian() : 0;
            }
        }
        LinearProgram program = Dense.program(new double[columns], entries, new double[rows], new double[rows]).build();
        return Scaling.scale(RangeProgram.of(program), () -> true);
    }

    /** The direction of (A_F A_F' / rho + D) dy = g by a dense solve. */
    private static double[] denseDirection(ScaledProgram program, boolean[] free, double[] diagonal, double rho, double[] gradient) {
        DMatrixRMaj matrix = new DMatrixRMaj(program.rows, program.rows);
        for (int row = 0; row < program.rows; row++) {
            matrix.set(row, row, diagonal[row]);
        }
        for (int column = 0; column < program.columns; column++) {
            for (int p = program.columnStarts[column]; free[column] && p < program.columnStarts[column + 1]; p++) {
                for (int q = program.columnStarts[column]; q < program.columnStarts[column + 1]; q++) {
                    matrix.add(program.rowIndices[p], program.rowIndices[q], program.columnValues[p] * program.columnValues[q] / rho);
                }
            }
        }
        DMatrixRMaj direction = new DMatrixRMaj(program.rows, 1);
        assertTrue(CommonOps_DDRM.solve(matrix, new DMatrixRMaj(program.rows, 1, true, gradient), direction));
        return direction.data;
    }

    @Test
    void directionsSolveTheNormalEquationsWhateverIsFree() {
        Random random = new Random(5);
        for (int trial = 0; trial < 60; trial++) {
            int rows = 1 + random.nextInt(trial < 50 ? 15 : 90);
            int columns = 1 + random.nextInt(trial < 50 ? 20 : 120);
            ScaledProgram program = program(rows, columns, random.nextDouble(), random);
            NewtonSystem system = new NewtonSystem(program, 1e9);
            for (int step = 0; step < 5; step++) {
                boolean[] free = flags(columns, random);
                boolean[] inside = flags(rows, random);
                double rho = Math.pow(10, -random.nextInt(4));
                double delta = Math.pow(10, -random.nextInt(4));
                double[] gradient = new double[rows];
                double[] diagonal = new double[rows];
                for (int row = 0; row < rows; row++) {
                    gradient[row] = random.nextGaussian();
                    diagonal[row] = inside[row] ? delta + 1 / rho : delta;
                }
                assertTrue(system.factorise(free, inside, rho, delta, () -> true));
                double[] direction = new double[rows];
                system.solve(gradient, direction);
                double[] expected = denseDirection(program, free, diagonal, rho, gradient);
                assertEquals(0, Norms.distance(expected, direction), 1e-9 * (1 + Norms.euclidean(expected)));
            }
        }
    }

    @Test
    void dearFactorisationsAreDeclinedAndCheapOnesAgainAccepted() {
        Random random = new Random(6);
        ScaledProgram program = program(40, 60, 0.5, random);
        NewtonSystem system = new NewtonSystem(program, 2000);
        boolean[] all = new boolean[60];
        Arrays.fill(all, true);
        assertFalse(system.factorise(all, new boolean[40], 1, 1, () -> true));
        assertTrue(system.factorise(new boolean[60], new boolean[40], 1, 1, () -> true));
        double[] direction = new double[40];
        double[] gradient = Dense.all(40, 3);
        system.solve(gradient, direction);
        assertEquals(0, Norms.distance(gradient, direction), 1e-12);
    }

    @Test
    void aFactorisationStopsWhenTheTimeIsUp() {
        ScaledProgram program = program(400, 500, 0.9, new Random(8));
        boolean[] all = new boolean[500];
        Arrays.fill(all, true);
        assertFalse(new NewtonSystem(program, 1e12).factorise(all, new boolean[400], 1, 1, () -> false));
    }

    @Test
    void matricesThatAreNotQuasidefiniteAreRefused() {
        QuasidefiniteFactor factor = new QuasidefiniteFactor();
        factor.begin(2, 1);
        factor.endRow();
        factor.entry(0, 2);
        factor.endRow();
        assertTrue(factor.analyse(1e9));
        assertTrue(factor.factorise(new double[] {1, 5}, () -> true));
        double[] solution = {1, 4};
        factor.solve(solution);
        assertEquals(-3, solution[0], 1e-12);
        assertEquals(2, solution[1], 1e-12);
        assertFalse(factor.factorise(new double[] {1, 4}, () -> true), "singular");
        assertFalse(factor.factorise(new double[] {1, 3}, () -> true), "indefinite");
        assertFalse(factor.factorise(new double[] {1, Double.NaN}, () -> true), "not a number");
    }

    private static boolean[] flags(int length, Random random) {
        boolean[] flags = new boolean[length];
        int share = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            flags[i] = random.nextInt(4) < share;
        }
        return flags;
    }
}
