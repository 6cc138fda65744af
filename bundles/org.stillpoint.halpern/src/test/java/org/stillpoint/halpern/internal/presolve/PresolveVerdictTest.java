package org.stillpoint.halpern.internal.presolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** Programs without solution, their rays, vectors for warm starts, and large programs. */
class PresolveVerdictTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static double[] v(double... values) {
        return values;
    }

    private static RangeProgram program(double[][] matrix, double[] objective, double[] rowLower, double[] rowUpper,
            double[] columnLower, double[] columnUpper) {
        return RandomPrograms.program(matrix, objective, 0, rowLower, rowUpper, columnLower, columnUpper);
    }

    private static void infeasible(RangeProgram program) {
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.INFEASIBLE_DETECTED, presolved.outcome());
        assertEquals(0, Conditions.farkasViolation(program, presolved.ray()), 1e-12);
    }

    @Test
    void rowsThatNoPointMeetsAreProvedByTheirRay() {
        infeasible(program(new double[][] {{0}}, v(1), v(1), v(2), v(0), v(1)));
        infeasible(program(new double[][] {{0}}, v(1), v(-2), v(-1), v(0), v(1)));
        infeasible(program(new double[][] {{2}}, v(1), v(3), v(INF), v(0), v(1)));
        infeasible(program(new double[][] {{-2}}, v(1), v(3), v(INF), v(0), v(1)));
        infeasible(program(new double[][] {{2, 1}}, v(1, 1), v(4), v(INF), v(0, 0), v(1, 1)));
        infeasible(program(new double[][] {{2, -1}}, v(1, 1), v(-INF), v(-2), v(0, 0), v(1, 1)));
        infeasible(program(new double[][] {{1, 1}, {1, 1}}, v(1, 1), v(-INF, 2), v(1, INF), v(0, 0), v(INF, INF)));
        infeasible(program(new double[][] {{1, 1}, {-2, -2}}, v(1, 1), v(2, -2), v(INF, INF), v(0, 0), v(INF, INF)));
    }

    @Test
    void raysOfProgramsThatWereReducedBeforeHoldForTheOriginal() {
        infeasible(program(new double[][] {{1, 0}, {0, 1}, {1, 1}}, v(1, 1), v(-INF, -INF, 5), v(2, 2, INF), v(0, 0), v(INF, INF)));
        infeasible(program(new double[][] {{1, -1, 0}, {0, 1, -1}, {1, 0, 0}, {0, 0, 1}}, v(1, 1, 1), v(0, 0, 3, -INF),
                v(0, 0, INF, 2), v(-INF, -INF, -INF), v(INF, INF, INF)));
        infeasible(program(new double[][] {{1, 1, 1}, {1, 1, 0}}, v(0, 0, 4), v(1, 3), v(1, INF), v(0, 0, -1), v(INF, INF, INF)));
    }

    @Test
    void boundsThatCrossNeedNoRay() {
        RangeProgram column = program(new double[][] {{1, 1}}, v(1, 1), v(0), v(9), v(0, 3), v(1, 2));
        assertEquals(Outcome.INFEASIBLE_DETECTED, Presolve.run(column).outcome());
        assertEquals(0, Presolve.run(column).ray().length);
        RangeProgram row = program(new double[][] {{1, 1}}, v(1, 1), v(3), v(2), v(0, 0), v(9, 9));
        assertEquals(Outcome.INFEASIBLE_DETECTED, Presolve.run(row).outcome());
        assertEquals(0, Presolve.run(row).ray().length);
    }

    @Test
    void endlessImprovementIsProvedByADirection() {
        RangeProgram bare = program(new double[0][], v(-1), v(), v(), v(0), v(INF));
        assertEquals(Outcome.UNBOUNDED_DETECTED, Presolve.run(bare).outcome());
        assertArrayEquals(v(1), Presolve.run(bare).ray());
        RangeProgram equation = program(new double[][] {{1, 1, 1}, {0, 1, 2}}, v(1, 0, -1), v(3, 1), v(3, INF), v(-INF, 0, 0),
                v(INF, 1, INF));
        Presolved presolved = Presolve.run(equation);
        assertEquals(Outcome.UNBOUNDED_DETECTED, presolved.outcome());
        assertEquals(0, Conditions.recessionViolation(equation, presolved.ray()), 1e-12);
    }

    @Test
    void programsInfeasibleInBothSensesAreNeverSolved() {
        RangeProgram both = program(new double[][] {{1, -1}, {1, -1}}, v(-1, -1), v(1, 2), v(1, 2), v(0, 0), v(INF, INF));
        infeasible(both);
    }

    @Test
    void dualsReduceAlongWithTheirProgram() {
        RangeProgram parallel = program(new double[][] {{1, 2}, {-2, -4}, {3, 1}}, v(-1, -1), v(0, -8, -INF), v(5, INF, 6), v(0, 0),
                v(9, 9));
        assertArrayEquals(v(-0.4, -0.2), Presolve.run(parallel).reduceDual(v(0, 0.2, -0.2)), 1e-15);
        RangeProgram slack = program(new double[][] {{1, 2, 2}, {1, 1, 0}, {1, -1, 0}}, v(1, 1, 3), v(8, 1, -1), v(8, 4, 2), v(0, 0, 0),
                v(5, 5, 2));
        assertArrayEquals(v(0, -1.25, 0.75), Presolve.run(slack).reduceDual(v(1.5, -1.25, 0.75)), 1e-15);
        assertArrayEquals(v(1.5, 2.5), Presolve.run(slack).reducePoint(v(1.5, 2.5, 0.75)), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> Presolve.run(slack).postsolve(v(1), v(0, 0, 0)));
    }

    @Test
    void chainsOfEquationsCollapseInTimeNearlyLinearInTheirLength() {
        int length = 60_000;
        RangeProgram chain = chain(length);
        assertTimeout(Duration.ofSeconds(15), () -> {
            Presolved presolved = Presolve.run(chain);
            assertEquals(Outcome.SOLVED, presolved.outcome());
            Point point = presolved.postsolve(v(), v());
            assertArrayEquals(filled(length, 2), point.x());
            assertEquals(0, Conditions.violation(chain, point.x(), point.y()));
        });
    }

    @Test
    void whatWasReducedUntilTimeRanOutCanBeRestored() {
        int length = 60_000;
        RangeProgram chain = chain(length);
        int[] questions = new int[1];
        Presolved presolved = Presolve.run(chain, () -> questions[0]++ < 8);
        RangeProgram rest = presolved.reduced();
        assertEquals(Outcome.REDUCED, presolved.outcome());
        assertTrue(rest.columns() > 0 && rest.columns() < length, rest.columns() + " columns");
        Point point = presolved.postsolve(filled(rest.columns(), 2), new double[rest.rows()]);
        assertArrayEquals(filled(length, 2), point.x());
    }

    /** Minimises the sum of columns that all equal the first one, which is 2. */
    private static RangeProgram chain(int length) {
        int[] starts = new int[length + 1];
        int[] indices = new int[2 * length];
        double[] values = new double[2 * length];
        int count = 0;
        for (int j = 0; j < length; j++) {
            indices[count] = j;
            values[count++] = 1;
            if (j + 1 < length) {
                indices[count] = j + 1;
                values[count++] = -1;
            }
            starts[j + 1] = count;
        }
        double[] sides = new double[length];
        sides[0] = 2;
        return new RangeProgram(length, length, starts, indices, values, filled(length, 1), 0, sides, sides, new double[length],
                filled(length, INF));
    }

    @Test
    void denseRowsAndColumnsDoNotMakeWorkQuadratic() {
        int length = 60_000;
        int[] starts = new int[length + 1];
        int[] indices = new int[2 * length];
        double[] values = filled(2 * length, 1);
        for (int j = 0; j < length; j++) {
            indices[2 * j + 1] = j + 1;
            starts[j + 1] = 2 * j + 2;
        }
        double[] rowLower = filled(length + 1, 1);
        double[] rowUpper = filled(length + 1, 1);
        rowUpper[0] = 2.0 * length;
        RangeProgram arrow = new RangeProgram(length + 1, length, starts, indices, values, filled(length, 1), 0, rowLower, rowUpper,
                new double[length], filled(length, INF));
        assertTimeout(Duration.ofSeconds(15), () -> {
            Presolved presolved = Presolve.run(arrow);
            assertEquals(Outcome.SOLVED, presolved.outcome());
            Point point = presolved.postsolve(v(), v());
            assertEquals(length, arrow.objectiveAt(point.x()));
            assertTrue(Conditions.violation(arrow, point.x(), point.y()) == 0);
        });
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }
}
