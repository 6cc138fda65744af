package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.linearprogram.Dense.INFINITY;
import static org.stillpoint.halpern.internal.linearprogram.Dense.all;
import static org.stillpoint.halpern.internal.linearprogram.Dense.of;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;

/** The right status on programs at the edge: degenerate in size, unbounded, infeasible, both, badly scaled. */
class StatusTest {

    private static final double TOLERANCE = 1e-7;

    private static LinearProgramSolution expect(Status status, LinearProgram program, Variants variant) {
        return Verified.solve(program, status, variant.context(TOLERANCE));
    }

    private static LinearProgram withoutRows(double[] objective, double[] lower, double[] upper) {
        return Dense.program(objective, new double[0][], new double[0], new double[0]).columnBounds(lower, upper).build();
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatExcludeEachOther(Variants variant) {
        LinearProgram program = Dense.program(of(0, 0), new double[][] {{1, 1}, {1, 1}}, of(-INFINITY, 2), of(1, INFINITY))
                .columnBounds(all(2, -INFINITY), all(2, INFINITY)).build();
        double[] ray = expect(Status.INFEASIBLE, program, variant).ray();
        assertEquals(-1, ray[0] / ray[1], 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void differencesThatExcludeEachOther(Variants variant) {
        double[][] entries = {{1, -1}, {-1, 1}};
        expect(Status.INFEASIBLE, Dense.program(of(1, 1), entries, all(2, -INFINITY), of(1, -2)).build(), variant);
        expect(Status.UNBOUNDED, Dense.program(of(-1, -1), entries, all(2, -INFINITY), of(1, 2)).build(), variant);
    }

    @ParameterizedTest
    @EnumSource
    void bothInfeasible(Variants variant) {
        double[][] entries = {{1, -1}, {1, -1}};
        expect(Status.INFEASIBLE, Dense.program(of(-1, -1), entries, of(1, 2), of(1, 2)).build(), variant);
        expect(Status.INFEASIBLE, Dense.program(of(-1, -1), new double[][] {{1, -1}, {-1, 1}}, all(2, -INFINITY), of(1, -2)).build(),
                variant);
    }

    @ParameterizedTest
    @EnumSource
    void boundsThatCross(Variants variant) {
        LinearProgram rows = Dense.program(of(1, 1), new double[][] {{1, -1}}, of(2), of(1)).build();
        expect(Status.INFEASIBLE, rows, variant);
        LinearProgram columns = Dense.program(of(1, 1), new double[][] {{1, -1}}, of(0), of(1)).columnBounds(of(0, 3), of(1, 2)).build();
        expect(Status.INFEASIBLE, columns, variant);
    }

    @ParameterizedTest
    @EnumSource
    void unboundedInOneColumn(Variants variant) {
        LinearProgram program = Dense.program(of(-1, 0), new double[][] {{0, 1}}, of(1), of(1)).build();
        LinearProgramSolution solution = expect(Status.UNBOUNDED, program, variant);
        assertArrayEquals(of(1, 0), of(solution.ray()[0] / solution.ray()[0], solution.ray()[1] / solution.ray()[0]), 1e-6);
    }

    @ParameterizedTest
    @EnumSource
    void unboundedOnlyFarFromTheStart(Variants variant) {
        LinearProgram program = Dense.program(of(-1, -1, 0), new double[][] {{1, -1, 0}, {1, 1, -1}, {0, 0, 1}}, of(0, 10, 50),
                of(0, INFINITY, 60)).build();
        expect(Status.UNBOUNDED, program, variant);
    }

    @ParameterizedTest
    @EnumSource
    void noRows(Variants variant) {
        LinearProgram bounded = withoutRows(of(1, -2, 0), of(-3, -1, 4), of(INFINITY, 5, INFINITY));
        assertEquals(-13, Verified.objective(bounded, expect(Status.CONVERGED, bounded, variant)), 1e-6);
        expect(Status.UNBOUNDED, withoutRows(of(1, -2), of(0, 0), of(1, INFINITY)), variant);
        expect(Status.UNBOUNDED, withoutRows(of(1), of(-INFINITY), of(7)), variant);
    }

    @ParameterizedTest
    @EnumSource
    void noColumns(Variants variant) {
        LinearProgram feasible = Dense.program(new double[0], new double[][] {{}, {}}, of(-1, 0), of(1, INFINITY)).build();
        expect(Status.CONVERGED, feasible, variant);
        LinearProgram infeasible = Dense.program(new double[0], new double[][] {{}, {}}, of(-1, 1), of(1, INFINITY)).build();
        expect(Status.INFEASIBLE, infeasible, variant);
        expect(Status.CONVERGED, Dense.program(new double[0], new double[0][], new double[0], new double[0]).build(), variant);
    }

    @ParameterizedTest
    @EnumSource
    void zeroMatrix(Variants variant) {
        double[][] zero = {{0, 0}, {0, 0}};
        expect(Status.CONVERGED, Dense.program(of(1, 2), zero, of(-1, 0), of(1, 0)).build(), variant);
        expect(Status.INFEASIBLE, Dense.program(of(1, 2), zero, of(-1, 3), of(1, 4)).build(), variant);
        expect(Status.UNBOUNDED, Dense.program(of(1, -2), zero, of(-1, 0), of(1, 0)).build(), variant);
        expect(Status.INFEASIBLE, Dense.program(of(1, -2), zero, of(-1, 3), of(1, 4)).build(), variant);
    }

    @ParameterizedTest
    @EnumSource
    void emptyRowsAndFreeAndFixedColumns(Variants variant) {
        LinearProgram program = Dense.program(of(1, 1, 1), new double[][] {{1, 1, 0}, {0, 0, 0}, {1, -1, 2}, {0, 0, 0}},
                of(4, -INFINITY, -INFINITY, -5), of(4, INFINITY, 6, INFINITY))
                .columnBounds(of(-INFINITY, -INFINITY, 3), of(INFINITY, INFINITY, 3)).build();
        assertEquals(7, Verified.objective(program, expect(Status.CONVERGED, program, variant)), 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void constantObjective(Variants variant) {
        LinearProgram program = Dense.program(of(0, 0), new double[][] {{1, 2}}, of(3), of(3)).objectiveConstant(-7).build();
        assertEquals(-7, Verified.objective(program, expect(Status.CONVERGED, program, variant)), 0);
    }

    /** A violation of a billionth of the objective would pass for a proof that there is no such x. */
    @ParameterizedTest
    @EnumSource
    void largeSolutionsAreNotTakenForInfeasible(Variants variant) {
        for (double size : of(1e6, 1e9, 1e12)) {
            assertEquals(size, expect(Status.CONVERGED, Dense.program(of(1), new double[][] {{1}}, of(size), of(size)).build(), variant)
                    .x()[0], 1e-6 * size);
            assertEquals(size, expect(Status.CONVERGED, Dense.program(of(1), new double[][] {{1 / size}}, of(1), of(1)).build(), variant)
                    .x()[0], 1e-6 * size);
        }
    }

    /** Redundant rows have a combination whose objective is zero but for rounding. */
    @ParameterizedTest
    @EnumSource
    void redundantRowsAreNotTakenForInfeasible(Variants variant) {
        double[][] entries = {{1, 1, 0}, {0, 1, 1}, {1.0 / 3, 2.0 / 3, 1.0 / 3}, {0.1, 0.8, 0.7}};
        double[] right = of(0.3, 0.7, 1.0 / 3, 0.1 * 0.3 + 0.7 * 0.7);
        expect(Status.CONVERGED, Dense.program(of(1, 2, 3), entries, right, right).build(), variant);
    }

    /** Rows and columns scaled by powers of ten: coefficients from 1e-8 to 1e8 around a known solution. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULT", "NO_PRESOLVE"})
    void wideCoefficients(Variants variant) {
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            int rows = 4;
            int columns = 6;
            double[][] entries = new double[rows][columns];
            double[] point = new double[columns];
            double[] side = new double[rows];
            double[] costs = new double[columns];
            for (int column = 0; column < columns; column++) {
                double columnScale = Math.pow(10, random.nextInt(9) - 4);
                point[column] = column < rows ? (1 + random.nextInt(4)) / columnScale : 0;
                costs[column] = column < rows ? 0 : columnScale;
                for (int row = 0; row < rows; row++) {
                    double rowScale = Math.pow(10, (row * 3 + seed) % 9 - 4);
                    entries[row][column] = (random.nextInt(9) - 4 + (row == column ? 12 : 0)) * rowScale * columnScale;
                    side[row] += entries[row][column] * point[column];
                    costs[column] += entries[row][column] / rowScale;
                }
            }
            LinearProgram program = Dense.program(costs, entries, side, side).build();
            double optimum = 0;
            for (int column = 0; column < columns; column++) {
                optimum += costs[column] * point[column];
            }
            double value = Verified.objective(program, expect(Status.CONVERGED, program, variant));
            assertEquals(optimum, value, 1e-5 * Math.abs(optimum) + 1e-5, "seed " + seed);
        }
    }

    /** Squares overflow: whatever the status, no claim may be wrong and nothing may hang. */
    @ParameterizedTest
    @EnumSource
    void overflowIsReported(Variants variant) {
        double[][] entries = {{1e200, 1e-200}, {1, -1e250}};
        LinearProgram program = Dense.program(of(1e300, 1), entries, of(1e300, -1e300), of(1e300, 1e300)).build();
        Solution<LinearProgramSolution> solution = Verified.solve(program, variant.context(TOLERANCE));
        assertFalse(solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED, solution::toString);
        assertTrue(solution.iterations() < 200_000, solution::toString);
    }

    @ParameterizedTest
    @EnumSource
    void nearlyParallelRowsThatMeetFarAwayAreNotTakenForInfeasible(Variants variant) {
        LinearProgram program = Dense.program(of(1, 1), new double[][] {{1, -1}, {1, -1 - 1e-4}}, of(0, -1), of(0, -1)).build();
        assertNotEquals(Status.INFEASIBLE, Verified.solve(program, variant.context(TOLERANCE)).status());
    }
}
