package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

class HalpernSolverTest {

    private static final double ROUNDING = 1e-13;

    private final HalpernSolver solver = new HalpernSolver();

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator);
    }

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    private static double residual(Operator operator, double[] start, int number) throws SolverException {
        double[][] pair = Iterates.anchored(operator, start, number, 1);
        return EuclideanDistance.between(pair[0], pair[1]);
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        TestContext context = new TestContext().function(QuarterTurn.NAME, new QuarterTurn());
        Solution<FixedPoint> solution = solver.solve(solver.selfCheck(), context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(Math.hypot(solution.value().x()[0], solution.value().x()[1]) < 1e-6);
    }

    @Test
    void halfTurnsAttainTheBoundOfNonexpansiveOperators() throws SolverException {
        double[] start = {1, 0};
        assertEquals(0.181818, 2.0 / 11, 5e-7);
        assertEquals(0.019802, 2.0 / 101, 5e-7);
        assertEquals(2.0 / 11, residual(Operators.rotation(Math.PI), start, 10), ROUNDING);
        assertEquals(2.0 / 101, residual(Operators.rotation(Math.PI), start, 100), ROUNDING);
    }

    @Test
    void noRotationExceedsTheBound() throws SolverException {
        for (double angle = 0.05; angle < Math.PI; angle += 0.05) {
            for (int steps = 1; steps < 60; steps += 7) {
                assertTrue(residual(Operators.rotation(angle), new double[] {0.6, -0.8}, steps) <= 2.0 / (steps + 1) + ROUNDING);
            }
        }
    }

    @Test
    void convergesOnRandomNonexpansiveOperatorsWithinTheBound() throws SolverException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            double[] angles = random.doubles(5, 0, Math.PI).toArray();
            double[] fixedPoint = random.doubles(10, -1, 1).toArray();
            Operator operator = Operators.operator(10, (x, result) -> {
                for (int plane = 0; plane < 5; plane++) {
                    double a = x[2 * plane] - fixedPoint[2 * plane];
                    double b = x[2 * plane + 1] - fixedPoint[2 * plane + 1];
                    double cosine = Math.cos(angles[plane]);
                    double sine = Math.sin(angles[plane]);
                    result[2 * plane] = fixedPoint[2 * plane] + cosine * a - sine * b;
                    result[2 * plane + 1] = fixedPoint[2 * plane + 1] + sine * a + cosine * b;
                }
            });
            Solution<FixedPoint> solution = solve(context(operator).with("tolerance", 1e-3), new double[10]);
            double distance = Math.sqrt(Arrays.stream(fixedPoint).map(value -> value * value).sum());
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.iterations() <= 2 * distance / 1e-3, "seed " + seed);
            double[] image = new double[10];
            operator.apply(solution.value().x(), image);
            assertEquals(solution.residual(), EuclideanDistance.between(solution.value().x(), image), 0);
        }
    }

    @Test
    void displacedRotationsShowTheirDisplacementAtTheKnownRate() throws SolverException {
        Operator operator = Operators.displacedRotation(0.5);
        int[] iterations = {10, 100, 1000};
        double[] ofIterate = {0.09955, 7.926e-4, 8.014e-6};
        double[] ofResidual = {9.63e-3, 1.0734e-5, 6.193e-6};
        double[] bounds = {0.391, 5.19e-3, 5.85e-5};
        for (int k = 0; k < iterations.length; k++) {
            double[][] pair = Iterates.anchored(operator, new double[] {0, 1, 1}, iterations[k], 1);
            double[] x = pair[0];
            double[] image = pair[1];
            double scale = -2.0 / iterations[k];
            double fromIterate = squared(scale * x[0] - 1, scale * (x[1] - 1), scale * (x[2] - 1));
            double fromResidual = squared(x[0] - image[0] - 1, x[1] - image[1], x[2] - image[2]);
            assertEquals(1, fromIterate / ofIterate[k], 1e-3);
            assertEquals(1, fromResidual / ofResidual[k], 1e-3);
            double harmonic = 0;
            for (int n = 1; n <= iterations[k]; n++) {
                harmonic += 1.0 / n;
            }
            double bound = 2 * Math.pow((Math.sqrt(harmonic + 12) + 1) / (iterations[k] + 1), 2);
            assertEquals(1, bound / bounds[k], 5e-3);
            assertTrue(fromResidual <= bound);
        }
    }

    private static double squared(double a, double b, double c) {
        return a * a + b * b + c * c;
    }

    @Test
    void limitsCancellationAndBadNumbersAreReportedWithTheBestIterate() throws SolverException {
        Operator rotation = Operators.rotation(2);
        Solution<FixedPoint> limited = solve(context(rotation).with("maxIterations", 7L), 1, 0);
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(7, limited.iterations());
        assertEquals(Status.TIME_LIMIT, solve(context(rotation).with("tolerance", 1e-15).timeLimit(0), 1, 0).status());
        assertEquals(Status.CANCELLED, solve(context(rotation).with("tolerance", 1e-15).cancelAt(3), 1, 0).status());

        Operator broken = Operators.operator(1, (x, result) -> result[0] = x[0] < 0.5 ? Double.NaN : x[0] / 4);
        Solution<FixedPoint> nonfinite = solve(context(broken), 1);
        assertEquals(Status.NONFINITE, nonfinite.status());
        assertArrayEquals(new double[] {0.625}, nonfinite.value().x());
        assertEquals(0.46875, nonfinite.residual());
    }

    @Test
    void startsFromAGivenPointAndRefusesWrongOnes() throws SolverException {
        TestContext warm = context(Operators.rotation(2)).start(new FixedPoint(new double[] {1e-9, 0}));
        Solution<FixedPoint> solution = solve(warm, 1, 0);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.iterations());
        Operator rotation = Operators.rotation(2);
        assertTrue(assertThrows(SolverException.class, () -> solve(context(rotation), 1, 2, 3)).getMessage().contains("dimension 2"));
        TestContext shortStart = context(rotation).start(new FixedPoint(new double[1]));
        assertTrue(assertThrows(SolverException.class, () -> solve(shortStart, 1, 0)).getMessage().contains("expected 2"));
        TestContext badStart = context(rotation).start(new FixedPoint(new double[] {0, Double.NaN}));
        assertTrue(assertThrows(SolverException.class, () -> solve(badStart, 1, 0)).getMessage().contains("value 1 = NaN"));
        assertThrows(SolverException.class, () -> solver.solve(new FixedPointProblem("U", new double[2]), context(rotation)));
    }

    @Test
    void theEmptySpaceIsSolved() throws SolverException {
        assertEquals(Status.CONVERGED, solve(context(Operators.operator(0, (x, result) -> { }))).status());
    }
}
