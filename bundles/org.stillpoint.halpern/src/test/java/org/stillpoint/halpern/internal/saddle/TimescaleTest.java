package org.stillpoint.halpern.internal.saddle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.WHOLE;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.context;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.cube;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.named;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.plane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.SaddlePoint;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.testing.TestContext;

/** Two-timescale extragradient steps, and the plain gradient descent-ascent they are compared with. */
class TimescaleTest {

    private final TwoTimescaleExtragradientSolver extragradient = new TwoTimescaleExtragradientSolver();
    private final GradientDescentAscentSolver plain = new GradientDescentAscentSolver();

    @Test
    void solveTheirSelfChecks() throws SolverException {
        assertEquals(Status.CONVERGED, extragradient.solve(extragradient.selfCheck(), context()).status());
        assertEquals(Status.CONVERGED, plain.solve(plain.selfCheck(), context()).status());
    }

    /** -x^2 / 8 + x y: no curvature in y, a maximum in x for each y, and yet the origin is a local minimax point. */
    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 100})
    void findsALocalMinimaxPointWithoutCurvatureInY(double timescale) throws SolverException {
        SaddleProblem problem = plane(-0.25, 1, 0, WHOLE);
        Solution<SaddlePoint> found = extragradient.solve(problem, context().with("timescale", timescale));
        assertEquals(Status.CONVERGED, found.status());
        assertEquals(0, found.value().x()[0], 2e-6);
        assertEquals(0, found.value().y()[0], 2e-6);
        for (double step : new double[] {0.1, 0.5}) {
            Solution<SaddlePoint> lost = plain.solve(problem,
                    context().with("timescale", timescale).with("step", step).with("patience", 1_000_000L));
            assertEquals(Status.DIVERGED, lost.status());
            assertEquals(Math.hypot(0.75, 1), lost.residual(), 0.3);
        }
    }

    /** The eigenvalues of one step: 1 - s m + s^2 m^2 with m those of [[a / t, c / t], [-c, b]], the same for every start. */
    @Test
    void contractsByTheSpectralRadiusOfItsSteps() throws SolverException {
        double step = 0.5;
        double timescale = 10;
        double a = -0.25 / timescale;
        double radius = spectralRadius(a, 1 / timescale, step);
        Solution<SaddlePoint> solution = extragradient.solve(plane(-0.25, 1, 0, WHOLE),
                context().with("timescale", timescale).with("step", step).with("tolerance", 1e-10));
        assertEquals(Math.log(1e-10) / Math.log(radius), solution.iterations(), 0.03 * solution.iterations());
        assertEquals(2 * solution.iterations() + 1, solution.counters().get(Counter.OPERATOR_EVALUATIONS));
    }

    private static double spectralRadius(double trace, double determinant, double step) {
        double real = trace / 2;
        double imaginary = Math.sqrt(determinant - real * real);
        double newReal = 1 - step * real + step * step * (real * real - imaginary * imaginary);
        double newImaginary = -step * imaginary + 2 * step * step * real * imaginary;
        return Math.hypot(newReal, newImaginary);
    }

    /** A stationary point that is no local minimax point: x^2 / 2 - x y + y^2 / 4 is convex in y, so that y moves away. */
    @Test
    void leavesStationaryPointsThatAreNoMinimax() throws SolverException {
        Solution<SaddlePoint> solution = extragradient.solve(plane(1, -1, -0.5, WHOLE),
                context().start(new SaddlePoint(new double[] {1e-3}, new double[] {1e-3})));
        assertEquals(Status.DIVERGED, solution.status());
    }

    /** x^4 / 4 - x^2 / 2 + x y - y^4 / 4 has, beside two others, the stationary point 0, without curvature in y there. */
    @Test
    void findsLocalMinimaxPointsOfQuartics() throws SolverException {
        TestContext context = context().function("functions", new SaddleProblems.OneByOne((x, y) -> x * x * x - x / 2, (x, y) -> y,
                (x, y) -> x, y -> y * y * y)).with("step", 0.6).with("timescale", 20.0);
        Solution<SaddlePoint> solution = extragradient.solve(
                named(cube(1, 1), cube(1, 1), new double[] {0.3}, new double[] {0.2}), context);
        assertEquals(Status.CONVERGED, solution.status());
        double x = solution.value().x()[0];
        double y = solution.value().y()[0];
        assertEquals(0, x * x * x - x / 2 + y, 1e-6);
        assertEquals(0, x - y * y * y, 1e-6);
    }

    @Test
    void descentAscentCyclesInABoxAndStagnates() throws SolverException {
        SaddleProblem bilinear = plane(0, 1, 0, cube(1, 1));
        Solution<SaddlePoint> solution = plain.solve(bilinear, context().with("patience", 100L).with("step", 0.1));
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.residual() > 0.1);
        Solution<SaddlePoint> settled = extragradient.solve(bilinear, context().with("timescale", 1.0));
        assertEquals(Status.CONVERGED, settled.status());
    }

    @Test
    void bothFindTheSaddlePointOfAStronglyConvexConcaveFunction() throws SolverException {
        SaddleProblem problem = SelfChecks.stronglyConvexConcave();
        SaddlePoint first = plain.solve(problem, context().with("tolerance", 1e-10)).value();
        SaddlePoint second = extragradient.solve(problem, context().with("tolerance", 1e-10)).value();
        // y = x1 + 2 x2 - 1, x1 + 1 + y = 0, 2 x2 + 2 y = 0: x2 = -y, x1 = -1 - y, 4 y = -2
        assertArrayEquals(new double[] {-0.5, 0.5}, first.x(), 1e-9);
        assertArrayEquals(new double[] {-0.5}, first.y(), 1e-9);
        assertArrayEquals(first.x(), second.x(), 1e-9);
        assertArrayEquals(first.y(), second.y(), 1e-9);
    }

    @Test
    void wrongFunctionsAreNamedByTheStatus() throws SolverException {
        SaddleProblem problem = named(WHOLE, WHOLE, new double[1], new double[1]);
        for (double gradient : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            TestContext context = context().function("functions", SaddleProblems.constantGradients(gradient)).with("step", 0.5);
            assertEquals(Status.NONFINITE, plain.solve(problem, context).status());
            assertEquals(Status.NONFINITE, extragradient.solve(problem, context().function("functions",
                    SaddleProblems.constantGradients(gradient)).with("step", 0.5)).status());
        }
        SolverException unknown = assertThrows(SolverException.class,
                () -> plain.solve(problem, context().function("functions", SaddleProblems.constantGradients(1))));
        assertTrue(unknown.getMessage().contains("option step"), unknown.getMessage());
    }

    @Test
    void tooLongStepsDiverge() throws SolverException {
        Solution<SaddlePoint> solution = extragradient.solve(SelfChecks.stronglyConvexConcave(), context().with("step", 5.0));
        assertEquals(Status.DIVERGED, solution.status());
    }

    @Test
    void limitsEndTheIterations() throws SolverException {
        SaddleProblem problem = plane(0, 1, 0, WHOLE);
        Solution<SaddlePoint> limited = extragradient.solve(problem, context().with("maxIterations", 7L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(7, limited.iterations());
        assertEquals(Status.CANCELLED, extragradient.solve(problem, context().cancelAt(5)).status());
        assertEquals(Status.TIME_LIMIT, plain.solve(plane(0, 1e-9, 0, WHOLE),
                context().with("tolerance", 1e-15).with("step", 1e-3).timeLimit(0)).status());
    }

    @Test
    void badStartsAreRefused() {
        TestContext context = context().start(new SaddlePoint(new double[2], new double[1]));
        assertThrows(SolverException.class, () -> plain.solve(plane(0, 1, 0, WHOLE), context));
    }

    @Test
    void repeatsItselfBitForBit() throws SolverException {
        SaddleProblem problem = plane(-0.25, 1, 0.125, WHOLE);
        SaddlePoint first = extragradient.solve(problem, context().seed(1)).value();
        assertEquals(first, extragradient.solve(problem, context().seed(1)).value());
    }
}
