package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.stillpoint.halpern.internal.linearprogram.Dense.INFINITY;
import static org.stillpoint.halpern.internal.linearprogram.Dense.all;
import static org.stillpoint.halpern.internal.linearprogram.Dense.of;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;

/** Programs with known solutions, primal and dual. */
class KnownProgramsTest {

    private static final double TOLERANCE = 1e-8;

    private static LinearProgram.Builder twoColumns(double equality, double... objective) {
        return Dense.program(objective, new double[][] {{1, 2}, {0, 1}, {3, 2}}, of(equality, -INFINITY, -INFINITY), of(equality, 2, 8));
    }

    @ParameterizedTest
    @EnumSource
    void minimisesTwoColumns(Variants variant) {
        LinearProgram program = twoColumns(5, 1, 1).build();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertArrayEquals(of(1, 2), solution.x(), 1e-6);
        assertArrayEquals(of(1, -1, 0), solution.y(), 1e-6);
        assertEquals(3, Verified.objective(program, solution), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void maximisesTwoColumns(Variants variant) {
        LinearProgram program = twoColumns(5, 1, 1).maximise(true).build();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertArrayEquals(of(1.5, 1.75), solution.x(), 1e-6);
        assertArrayEquals(of(-0.25, 0, -0.25), solution.y(), 1e-6);
        assertEquals(3.25, Verified.objective(program, solution), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void findsThatTheRowsContradictEachOther(Variants variant) {
        Verified.solve(twoColumns(10, 1, 1).build(), Status.INFEASIBLE, variant.context(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource
    void findsThatFreeColumnsFallForEver(Variants variant) {
        LinearProgram program = Dense.program(of(1, 1), new double[][] {{1, 2}, {3, 2}}, of(5, -INFINITY), of(5, 8))
                .columnBounds(all(2, -INFINITY), all(2, INFINITY)).build();
        Verified.solve(program, Status.UNBOUNDED, variant.context(TOLERANCE));
    }

    @ParameterizedTest
    @EnumSource
    void solvesRangesAndFreeColumns(Variants variant) {
        LinearProgram program = Dense.program(of(5.5, -2, -1, 1),
                new double[][] {{2, 1, 1, 2}, {1, 0, 1, 0}, {4, 0, 0, 0}, {0, 0, 1.5, -1}},
                of(12, -INFINITY, -4, -1), of(12, 7, INFINITY, 1))
                .columnBounds(of(-INFINITY, -2, -INFINITY, 2.5), of(INFINITY, INFINITY, 6, 3.5)).objectiveConstant(-14).build();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertArrayEquals(of(-1, 8, 1, 2.5), solution.x(), 1e-6);
        assertArrayEquals(of(-2, 0, 2.375, 2.0 / 3), solution.y(), 1e-6);
        assertEquals(-34, Verified.objective(program, solution), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void solvesBoxedColumns(Variants variant) {
        LinearProgram program = Dense.program(of(5, 2, 1, 1), new double[][] {{2, 1, 1, 2}, {1, 0, 1, 0}, {0, 0, 1, -1}},
                of(12, 7, 1), of(12, INFINITY, INFINITY)).columnBounds(all(4, 0), of(2, 4, 6, 3)).objectiveConstant(-14).build();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertArrayEquals(of(1, 0, 6, 2), solution.x(), 1e-6);
        assertArrayEquals(of(0.5, 4, 0), solution.y(), 1e-6);
        assertArrayEquals(of(0, 1.5, -3.5, 0), solution.reducedCosts(), 1e-6);
        assertEquals(-1, Verified.objective(program, solution), 1e-6);
    }

    /** The relaxation of clustering the vertices of a graph; columns are the pairs 12, 13, 14, 23, 24, 34. */
    private static LinearProgram clustering(double[] costs, double constant) {
        int[][] triangles = {{0, 3, 1}, {0, 4, 2}, {1, 5, 2}, {3, 5, 4}};
        double[][] entries = new double[12][6];
        for (int triangle = 0; triangle < 4; triangle++) {
            for (int side = 0; side < 3; side++) {
                double[] row = entries[3 * triangle + side];
                for (int pair : triangles[triangle]) {
                    row[pair] = 1;
                }
                row[triangles[triangle][side]] = -1;
            }
        }
        return Dense.program(costs, entries, all(12, -INFINITY), all(12, 1)).columnBounds(all(6, 0), all(6, 1))
                .objectiveConstant(constant).build();
    }

    @ParameterizedTest
    @EnumSource
    void clustersATriangleWithATail(Variants variant) {
        LinearProgram program = clustering(of(-1, -1, 1, -1, 1, -1), 4);
        assertEquals(1, Verified.objective(program, Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE))), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void clustersAStar(Variants variant) {
        LinearProgram program = clustering(of(-1, -1, -1, 1, 1, 1), 3);
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertEquals(1.5, Verified.objective(program, solution), 1e-6);
        assertArrayEquals(of(0.5, 0.5, 0.5, 0, 0, 0), solution.x(), 1e-6);
    }

    /** Matching pennies with stakes d: the value of the game is 1 / sum 1 / d_i. */
    @ParameterizedTest
    @EnumSource
    void findsTheValueOfADiagonalGame(Variants variant) {
        double[] stakes = of(1, 2, 4, 5);
        double[][] entries = new double[5][5];
        for (int i = 0; i < 4; i++) {
            entries[i][i] = stakes[i];
            entries[i][4] = -1;
            entries[4][i] = 1;
        }
        LinearProgram program = Dense.program(of(0, 0, 0, 0, 1), entries, of(0, 0, 0, 0, 1), of(INFINITY, INFINITY, INFINITY, INFINITY, 1))
                .columnBounds(of(0, 0, 0, 0, -INFINITY), all(5, INFINITY)).maximise(true).build();
        LinearProgramSolution solution = Verified.solve(program, Status.CONVERGED, variant.context(TOLERANCE));
        assertEquals(1 / (1 + 0.5 + 0.25 + 0.2), solution.x()[4], 1e-6);
    }
}
