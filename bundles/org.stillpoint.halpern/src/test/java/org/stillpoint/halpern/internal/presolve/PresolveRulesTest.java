package org.stillpoint.halpern.internal.presolve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.stillpoint.halpern.internal.linearprogram.RangeProgram;

/** Each rule alone, on the smallest program that shows it, with the point and duals that solve it. */
class PresolveRulesTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private double[][] matrix = new double[0][];
    private double[] rowLower = {};
    private double[] rowUpper = {};
    private double[] columnLower = {};
    private double[] columnUpper = {};

    private static double[] v(double... values) {
        return values;
    }

    private PresolveRulesTest rows(double[]... rows) {
        matrix = rows;
        return this;
    }

    private PresolveRulesTest sides(double[] lower, double[] upper) {
        rowLower = lower;
        rowUpper = upper;
        return this;
    }

    private PresolveRulesTest bounds(double[] lower, double[] upper) {
        columnLower = lower;
        columnUpper = upper;
        return this;
    }

    private RangeProgram minimise(double... objective) {
        return RandomPrograms.program(matrix, objective, 7, rowLower, rowUpper, columnLower, columnUpper);
    }

    /** Presolves a program that presolve solves alone. */
    private static void solves(RangeProgram program, double[] x, double[] y) {
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.SOLVED, presolved.outcome());
        Point point = presolved.postsolve(v(), v());
        assertArrayEquals(x, point.x(), 1e-12, "x");
        assertArrayEquals(y, point.y(), 1e-12, "y");
        assertEquals(0, Conditions.violation(program, point.x(), point.y()), 1e-12);
        assertEquals(program.objectiveAt(x), presolved.reduced().objectiveConstant(), 1e-12);
    }

    /** Presolves a program to the given size, solves the rest by the reference method, and restores the point. */
    private static void reduces(RangeProgram program, int rowsLeft, int columnsLeft, double[] x, double[] y) {
        Presolved presolved = Presolve.run(program);
        RangeProgram reduced = presolved.reduced();
        assertEquals(Outcome.REDUCED, presolved.outcome());
        assertEquals(rowsLeft, reduced.rows(), "rows");
        assertEquals(columnsLeft, reduced.columns(), "columns");
        DenseSimplex simplex = new DenseSimplex(reduced);
        Point point = presolved.postsolve(simplex.x(), simplex.y());
        assertArrayEquals(x, point.x(), 1e-12, "x");
        assertArrayEquals(y, point.y(), 1e-12, "y");
        assertArrayEquals(program.reducedCosts(y), point.reducedCosts(), 1e-12, "reduced costs");
        assertEquals(0, Conditions.violation(program, point.x(), point.y()), 1e-12);
        assertEquals(program.objectiveAt(x), reduced.objectiveAt(simplex.x()), 1e-12);
    }

    @Test
    void emptyAndFreeRowsGo() {
        solves(rows(v(0, 0), v(1, 2), v(0, 0)).sides(v(-1, -INF, 0), v(1, INF, 0)).bounds(v(1, -2), v(INF, 3)).minimise(1, -1),
                v(1, 3), v(0, 0, 0));
    }

    @Test
    void rowsOfOneEntryBecomeBoundsThatOwnTheReducedCost() {
        solves(rows(v(2)).sides(v(3), v(INF)).bounds(v(0), v(INF)).minimise(1), v(1.5), v(0.5));
        solves(rows(v(-2)).sides(v(-INF), v(-3)).bounds(v(0), v(INF)).minimise(1), v(1.5), v(-0.5));
        solves(rows(v(-4)).sides(v(-8), v(INF)).bounds(v(-INF), v(5)).minimise(-1), v(2), v(0.25));
        solves(rows(v(1), v(1)).sides(v(3, 2), v(INF, INF)).bounds(v(0), v(INF)).minimise(1), v(3), v(1, 0));
        solves(rows(v(1), v(1)).sides(v(2, 3), v(INF, INF)).bounds(v(0), v(INF)).minimise(1), v(3), v(0, 1));
    }

    @Test
    void rowsOfOneEntryLeaveTheReducedCostToBoundsTheyDidNotSet() {
        solves(rows(v(1)).sides(v(1), v(INF)).bounds(v(2), v(INF)).minimise(1), v(2), v(0));
        solves(rows(v(1)).sides(v(1), v(4)).bounds(v(0), v(3)).minimise(-1), v(3), v(0));
        solves(rows(v(1)).sides(v(1), v(2)).bounds(v(0), v(3)).minimise(-1), v(2), v(-1));
    }

    @Test
    void forcingRowsFixTheirColumns() {
        solves(rows(v(1, 1)).sides(v(-INF), v(0)).bounds(v(0, 0), v(INF, INF)).minimise(-1, -2), v(0, 0), v(-2));
        solves(rows(v(1, -2)).sides(v(7), v(INF)).bounds(v(0, 1), v(9, INF)).minimise(3, 1), v(9, 1), v(3));
        solves(rows(v(1, 1), v(1, -1)).sides(v(2, 0), v(2, INF)).bounds(v(1, 1), v(5, 5)).minimise(1, 0), v(1, 1), v(0, 0));
    }

    @Test
    void sidesThatTheBoundsImplyGo() {
        RangeProgram program = rows(v(1, 1), v(1, 2), v(3, -1)).sides(v(-5, 1, 0), v(1.5, 9, 1)).bounds(v(0, 0), v(1, 1)).minimise(1, 1);
        RangeProgram reduced = Presolve.run(program).reduced();
        assertEquals(3, reduced.rows());
        assertArrayEquals(v(-INF, 1, 0), reduced.rowLower());
        assertArrayEquals(v(1.5, INF, 1), reduced.rowUpper());
        reduces(program, 3, 2, v(1.0 / 7, 3.0 / 7), v(0, 4.0 / 7, 1.0 / 7));
    }

    @Test
    void rowsThatOtherRowsMakeSafeGo() {
        RangeProgram program = rows(v(1, 1, 1), v(1, -2, 0), v(1, 1, 2)).sides(v(-INF, -INF, 1), v(7, 1.5, 2))
                .bounds(v(0, 0, 0), v(INF, 1, 2)).minimise(-1, -0.5, -1.5);
        reduces(program, 2, 3, v(11.0 / 6, 1.0 / 6, 0), v(0, -1.0 / 6, -5.0 / 6));
        RangeProgram small = rows(v(1000, 1, 1), v(0.5, -2, 0), v(1, 1, 2)).sides(v(-INF, -INF, 1), v(7000, 2, 2))
                .bounds(v(0, 0, 0), v(INF, 1, 2)).minimise(-1, -1, -1.5);
        assertEquals(0, residual(small), 1e-12);
    }

    @Test
    void infiniteActivitiesImplyNothing() {
        RangeProgram program = rows(v(1, 1, 1), v(1, -1, 2)).sides(v(1, 2), v(1e9, 2)).bounds(v(-INF, 0, 0), v(INF, INF, 4))
                .minimise(1, 2, 1);
        assertEquals(Outcome.REDUCED, Presolve.run(program).outcome());
        assertEquals(0, residual(program), 1e-12);
    }

    private static double residual(RangeProgram program) {
        Presolved presolved = Presolve.run(program);
        DenseSimplex simplex = new DenseSimplex(presolved.reduced());
        Point point = presolved.postsolve(simplex.x(), simplex.y());
        return Conditions.violation(program, point.x(), point.y());
    }

    @Test
    void fixedAndDominatedColumnsGoToTheirBounds() {
        solves(rows(v(1, 1, 1)).sides(v(-INF), v(10)).bounds(v(2, 1, -3), v(2, 8, INF)).minimise(-5, 1, 0), v(2, 1, 0), v(0));
        solves(rows(v(1, -1)).sides(v(-4), v(INF)).bounds(v(-INF, -INF), v(3, 5)).minimise(-1, -1.5), v(3, 5), v(0));
    }

    @Test
    void bareInfiniteBoundsAreNotFixed() {
        RangeProgram program = rows(v(1, 2), v(2, 1)).sides(v(3, -INF), v(INF, 9)).bounds(v(-INF, -INF), v(4, 5)).minimise(2, 3);
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.REDUCED, presolved.outcome());
        assertEquals(2, presolved.reduced().columns());
    }

    @Test
    void freeColumnsWithoutCostTakeTheirRowsAway() {
        RangeProgram program = rows(v(1, 1, 0), v(2, -1, 1)).sides(v(3, -INF), v(INF, 2)).bounds(v(0, -INF, 0), v(4, INF, 4))
                .minimise(-1, 0, -1);
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.SOLVED, presolved.outcome());
        Point point = presolved.postsolve(v(), v());
        assertArrayEquals(v(4, 10, 4), point.x());
        assertEquals(0, Conditions.violation(program, point.x(), point.y()));
    }

    @Test
    void columnsOfOneEntryInEquationsBecomeSlack() {
        RangeProgram program = rows(v(1, 2, 2), v(1, 1, 0), v(1, -1, 0)).sides(v(8, 1, -1), v(8, 4, 2)).bounds(v(0, 0, 0), v(5, 5, 2))
                .minimise(1, 1, 3);
        reduces(program, 3, 2, v(1.5, 2.5, 0.75), v(1.5, -1.25, 0.75));
    }

    @Test
    void slackWithoutCostWidensAnyRow() {
        RangeProgram program = rows(v(1, 1, -1), v(2, 1, 0), v(1, 3, 0)).sides(v(1, -INF, 2), v(2, 6, INF)).bounds(v(0, 0, 0), v(9, 9, 3))
                .minimise(1, 2, 0);
        Presolved presolved = Presolve.run(program);
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
    }

    @Test
    void columnsThatKeepARowAtItsSideLeaveWithIt() {
        RangeProgram program = rows(v(1, 1, -1), v(2, 1, 0), v(1, 3, 0)).sides(v(-9, 3, 3), v(3, INF, INF)).bounds(v(0, 0, -9), v(3, 3, 9))
                .minimise(4, 4, -1);
        Presolved presolved = Presolve.run(program);
        assertEquals(2, presolved.reduced().rows());
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
    }

    @Test
    void equationsOfTwoColumnsSubstituteOne() {
        RangeProgram program = rows(v(2, 1, 0), v(1, 1, 1), v(1, -1, 2)).sides(v(4, 5, 0), v(4, INF, 2)).bounds(v(0, 0, 0), v(1, INF, 9))
                .minimise(1, 1, 1);
        Presolved presolved = Presolve.run(program);
        assertEquals(2, presolved.reduced().rows());
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
    }

    @Test
    void columnsThatAnEquationKeepsWithinBoundsLeaveWithIt() {
        RangeProgram program = rows(v(2, 1, 1), v(1, -1, 0), v(0, 1, 2), v(1, 1, -1)).sides(v(4, -1, 1, -INF), v(4, INF, 5, 2))
                .bounds(v(-9, 0, 0), v(9, 3, 3)).minimise(3, 1, 1);
        Presolved presolved = Presolve.run(program);
        assertEquals(3, presolved.reduced().rows());
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
        RangeProgram tight = rows(v(2, 1, 1), v(1, -1, 0), v(0, 1, 2), v(1, 1, -1)).sides(v(4, -1, 1, -INF), v(4, INF, 5, 2))
                .bounds(v(0, 0, 0), v(1.5, 3, 3)).minimise(3, 1, 1);
        assertSame(tight, Presolve.run(tight).reduced());
    }

    @Test
    void columnsThatOtherRowsKeepWithinBoundsLeaveWithTheirEquation() {
        PresolveRulesTest rows = rows(v(1, 1, -1), v(2, 1, 0), v(1, -1, 0), v(0, 1, 2)).sides(v(1, 1, 0, 1), v(1, 9, 3, 15));
        RangeProgram program = rows.bounds(v(0, 0, 0), v(5, 9, 9)).minimise(-2, 1, 1);
        Presolved presolved = Presolve.run(program);
        assertEquals(3, presolved.reduced().rows());
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
        RangeProgram loose = rows.bounds(v(0, 0, 0), v(4, 9, 9)).minimise(-2, 1, 1);
        assertEquals(3, Presolve.run(loose).reduced().columns());
    }

    @Test
    void parallelRowsBecomeOne() {
        RangeProgram program = rows(v(1, 2), v(-2, -4), v(3, 1)).sides(v(0, -8, -INF), v(5, INF, 6)).bounds(v(0, 0), v(9, 9))
                .minimise(-1, -1);
        reduces(program, 2, 2, v(8.0 / 5, 6.0 / 5), v(0, 0.2, -0.2));
        double third = 1.0 / 3;
        RangeProgram thirds = rows(v(1, 1), v(third, third), v(1, -1)).sides(v(1, 1, 0), v(INF, INF, 1)).bounds(v(0, 0), v(9, 9))
                .minimise(1, 1.5);
        reduces(thirds, 2, 2, v(2, 1), v(0, 3.75, -0.25));
    }

    @Test
    void parallelColumnsOfParallelCostBecomeOne() {
        RangeProgram program = rows(v(1, 2, 1), v(1, 2, -1)).sides(v(6, -INF), v(INF, 4)).bounds(v(0, 0, 0), v(1, 9, 1.5))
                .minimise(1, 2, 3);
        Presolved presolved = Presolve.run(program);
        assertEquals(2, presolved.reduced().columns());
        assertEquals(0, residual(program), 1e-12);
    }

    @Test
    void reducedCostsOfMergedColumnsReachTheRowsThatBoundThem() {
        RangeProgram program = rows(v(0, 1, 0), v(1, 1, 1), v(1, 1, -1)).sides(v(-INF, -INF, 0), v(1, 3.5, INF))
                .bounds(v(0, 0, 0), v(2, INF, 9)).minimise(-1, -1, -0.5);
        reduces(program, 2, 2, v(2, 1, 0.5), v(-0.5, -0.5, 0));
    }

    @Test
    void dearParallelColumnsGoToTheirBound() {
        RangeProgram program = rows(v(1, 2, 1), v(1, 2, -1)).sides(v(6, -INF), v(INF, 4)).bounds(v(0, 0, 0), v(1, INF, 4))
                .minimise(2, 2, 3);
        reduces(program, 2, 2, v(0, 2.5, 1), v(2, -1));
        RangeProgram mirrored = rows(v(2, -1, 1), v(2, -1, -1)).sides(v(6, -INF), v(INF, 4)).bounds(v(0, -1, 0), v(INF, 0, 4))
                .minimise(2, -2, 3);
        reduces(mirrored, 2, 2, v(2.5, 0, 1), v(2, -1));
    }

    @Test
    void whatNoRuleTouchesIsHandedOnAsItIs() {
        RangeProgram program = rows(v(1, 2), v(2, 1)).sides(v(3, 3), v(INF, INF)).bounds(v(0, 0), v(9, 9)).minimise(2, 2);
        Presolved presolved = Presolve.run(program);
        assertSame(program, presolved.reduced());
        assertEquals(Outcome.REDUCED, presolved.outcome());
        assertEquals(Outcome.SOLVED, Presolve.run(rows().sides(v(), v()).bounds(v(), v()).minimise()).outcome());
    }

    @Test
    void roundingInMovedCostsMakesNothingUnbounded() {
        RangeProgram program = rows(v(1, 0.3, 0, 0), v(0, 0.1, 1, 0), v(0, 1, 0, 1)).sides(v(1, 1, -INF), v(1, 1, 8))
                .bounds(v(0, -INF, 0, 0), v(INF, INF, INF, 1)).minimise(1, 0.1 * 2 + 0.3, 2, 0);
        Presolved presolved = Presolve.run(program);
        assertEquals(Outcome.SOLVED, presolved.outcome());
        Point point = presolved.postsolve(v(), v());
        assertEquals(0, Conditions.violation(program, point.x(), point.y()), 1e-12);
        assertEquals(10, program.objectiveAt(point.x()), 1e-12);
    }

    @Test
    void smallAndLargeCoefficientsKeepTheirMeaning() {
        RangeProgram small = rows(v(1e-8, 1e-8)).sides(v(-INF), v(1e-8)).bounds(v(0, 0), v(3, 3)).minimise(-1, -2);
        reduces(small, 1, 2, v(0, 1), v(-2e8));
        RangeProgram large = rows(v(1e8, 1e-8), v(1, 1)).sides(v(1e8, 1), v(INF, 4)).bounds(v(0, 0), v(3, 3)).minimise(1, -1);
        assertEquals(0, residual(large), 1e-6);
    }
}
