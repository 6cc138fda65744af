package org.stillpoint.halpern.internal.saddle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.WHOLE;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.context;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.named;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.quadratic;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.slope;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.SaddleFunctions;
import org.stillpoint.api.problem.SaddlePoint;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.testing.TestContext;

class AcceleratedPrimalDualTest {

    private static final int ORDER = 60;

    private final AcceleratedPrimalDualSolver solver = new AcceleratedPrimalDualSolver();

    /** Curvatures of f from 1e-6 to 1 at equal ratios: gradient descent has gaps of order 1 / k on them. */
    private static double curvature(int i) {
        return Math.pow(10, -6.0 * i / (ORDER - 1));
    }

    /** The sum of curvature (x_i - 1)^2 / 2 + coupling x_i y_i - y_i^2 / 2. */
    private static SaddleProblem spread(double coupling) {
        double[][] primal = new double[ORDER][ORDER];
        double[][] products = new double[ORDER][ORDER];
        double[][] identity = new double[ORDER][ORDER];
        double[] linear = new double[ORDER];
        for (int i = 0; i < ORDER; i++) {
            primal[i][i] = curvature(i);
            linear[i] = -curvature(i);
            products[i][i] = coupling;
            identity[i][i] = 1;
        }
        return quadratic(primal, linear, products, identity, new double[ORDER], WHOLE, WHOLE, new double[ORDER], new double[ORDER]);
    }

    /** What the maximum over y at x exceeds its least value by. */
    private static double primalGap(double coupling, double[] x) {
        double gap = 0;
        for (int i = 0; i < ORDER; i++) {
            double total = curvature(i) + coupling * coupling;
            double error = x[i] - curvature(i) / total;
            gap += total * error * error / 2;
        }
        return gap;
    }

    private static LinearisedPrimalDual method(SaddleProblem problem, TestContext context, PrimalDualSteps steps) throws SolverException {
        SaddleEvaluations evaluations = new SaddleEvaluations(problem, problem.functions(context), context);
        return new LinearisedPrimalDual(evaluations, new SaddleProgress(problem, context, evaluations, 1e-12, 1000, 1000), steps, 0);
    }

    private static PrimalDualSteps steps(SaddleFunctions functions) {
        return new PrimalDualSteps(functions.primalSmoothness(), functions.couplingSmoothness(), functions.dualSmoothness(),
                functions.dualConvexity());
    }

    @Test
    void gapFallsWithTheSquareOfTheIterations() throws SolverException {
        double coupling = 1e-3;
        SaddleProblem problem = spread(coupling);
        TestContext context = context();
        LinearisedPrimalDual method = method(problem, context, steps(problem.functions(context)));
        double[] places = new double[6];
        double[] gaps = new double[6];
        int next = 0;
        for (int k = 1; k <= 320; k++) {
            method.step();
            if (k == 10 << next) {
                places[next] = k;
                gaps[next++] = primalGap(coupling, method.averageX());
            }
        }
        assertEquals(6, next);
        double descent = (gradientDescentGap(160) - gradientDescentGap(320)) / gradientDescentGap(160);
        assertEquals(0.5, descent, 0.05);
        assertEquals(-2, slope(places, gaps), 0.15);
    }

    /** The outer steps, one gradient of f each, fall as fast where the coupling is left to inner iterations. */
    @Test
    void gapFallsWithTheSquareOfTheGradientsOfFInTheInexactMethod() throws SolverException {
        double coupling = 1e-2;
        SaddleProblem problem = spread(coupling);
        TestContext context = context();
        SaddleFunctions functions = problem.functions(context);
        SaddleEvaluations evaluations = new SaddleEvaluations(problem, functions, context);
        SaddleProgress progress = new SaddleProgress(problem, context, evaluations, 1e-12, 1_000_000, 1_000_000);
        InexactPrimalDual method = new InexactPrimalDual(evaluations, progress, functions.primalSmoothness(),
                functions.couplingSmoothness(), functions.dualSmoothness(), 0);
        double[] places = new double[5];
        double[] gaps = new double[5];
        int next = 0;
        for (int k = 0; k < 80; k++) {
            method.step(k, 0.1 / Math.pow(k + 1, 3));
            if (k + 1 == 5 << next) {
                places[next] = k + 1;
                gaps[next++] = primalGap(coupling, method.averageX());
            }
        }
        assertEquals(5, next);
        assertTrue(slope(places, gaps) < -1.8, "slope " + slope(places, gaps));
    }

    private static double gradientDescentGap(int steps) {
        double gap = 0;
        for (int i = 0; i < ORDER; i++) {
            gap += curvature(i) * Math.pow(1 - curvature(i), 2 * steps) / 2;
        }
        return gap;
    }

    @Test
    void gapKeepsTheBoundOfTheSteps() throws SolverException {
        for (double coupling : new double[] {1e-3, 0.1, 1, 10}) {
            SaddleProblem problem = spread(coupling);
            TestContext context = context();
            SaddleFunctions functions = problem.functions(context);
            LinearisedPrimalDual method = method(problem, context, steps(functions));
            PrimalDualSteps first = steps(functions);
            double convexity = functions.dualConvexity();
            double weight = Math.max(1, 4 * functions.dualSmoothness() / convexity - 1);
            double primalFactor = weight / first.primalStep();
            double dualFactor = weight * (1 / first.dualStep() - convexity);
            double total = 0;
            for (int k = 1; k <= 200; k++) {
                total += weight;
                weight++;
                method.step();
                double gap = 0;
                double squaredPrimal = 0;
                double squaredDual = 0;
                for (int i = 0; i < ORDER; i++) {
                    double x = method.averageX()[i];
                    double y = method.averageY()[i];
                    double bestX = 1 - coupling * y / curvature(i);
                    double bestY = coupling * x;
                    gap += curvature(i) * (x - 1) * (x - 1) / 2 + coupling * x * bestY - bestY * bestY / 2
                            - (curvature(i) * (bestX - 1) * (bestX - 1) / 2 + coupling * bestX * y - y * y / 2);
                    squaredPrimal += bestX * bestX;
                    squaredDual += bestY * bestY;
                }
                double bound = (primalFactor * squaredPrimal + dualFactor * squaredDual) / (2 * total);
                assertTrue(gap >= -1e-12 && gap <= bound, coupling + " at " + k);
            }
        }
    }

    @Test
    void findsTheSaddlePointAndCountsEachGradient() throws SolverException {
        Solution<SaddlePoint> solution = solver.solve(solver.selfCheck(), context().with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[] {-0.5, 0.5}, solution.value().x(), 1e-9);
        assertArrayEquals(new double[] {-0.5}, solution.value().y(), 1e-9);
        assertTrue(solution.counters().get(Counter.RESTARTS) > 3);
        long checks = solution.iterations() / 10 + 1;
        for (String kind : new String[] {SaddleEvaluations.PRIMAL_GRADIENTS, SaddleEvaluations.COUPLING_PRIMAL_GRADIENTS,
                SaddleEvaluations.COUPLING_DUAL_GRADIENTS, SaddleEvaluations.DUAL_GRADIENTS}) {
            assertEquals(solution.iterations() + checks, solution.counters().get(kind), kind);
        }
    }

    @Test
    void solvesWithSetsAndWithoutCurvatureInY() throws SolverException {
        SaddleProblem game = quadratic(new double[2][2], new double[2], new double[][] {{3, -1}, {-2, 4}}, new double[2][2], new double[2],
                new ConvexSet.Simplices(2), new ConvexSet.Simplices(2), new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
        Solution<SaddlePoint> solution = solver.solve(game, context().with("tolerance", 1e-8));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[] {0.5, 0.5}, solution.value().x(), 1e-7);
        assertArrayEquals(new double[] {0.6, 0.4}, solution.value().y(), 1e-7);
    }

    /** f curves and g does not: y then plays the part of x, and the averages still fall with the square of the iterations. */
    @Test
    void rolesAreExchangedWhereOnlyFCurves() throws SolverException {
        int n = 100;
        SaddleProblem denoising = SaddleProblems.denoising(n, 5);
        Solution<SaddlePoint> solution = solver.solve(denoising, context().with("tolerance", 1e-8));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 20_000, solution.toString());
        assertEquals(n, solution.value().x().length);
        assertEquals(n - 1, solution.value().y().length);
        // a penalty this large leaves two levels: the means of the halves, 5 / 50 nearer to each other
        for (int i = 0; i < n; i++) {
            assertEquals(i < n / 2 ? 0.1 : 0.9, solution.value().x()[i], 0.02, "at " + i);
        }
        Solution<SaddlePoint> warm = solver.solve(denoising, context().start(solution.value()).with("tolerance", 1e-7));
        assertEquals(0, warm.iterations());
    }

    /** 50 (x - 1)^2 + sin(x) / 4 + x y + x y^2 / 4 - y^2: f is stiff, Phi is not linear in y. */
    private static SaddleFunctions curved() {
        SaddleFunctions functions = new SaddleProblems.OneByOne((x, y) -> 100 * (x - 1), (x, y) -> Math.cos(x) / 4 + y + y * y / 4,
                (x, y) -> x + x * y / 2, y -> 2 * y);
        return functions;
    }

    private static TestContext curvedContext() {
        return context().function("functions", curved()).with("primalSmoothness", 100.0).with("couplingSmoothness", 2.0)
                .with("dualSmoothness", 2.0).with("dualConvexity", 1.0).with("tolerance", 1e-8);
    }

    @Test
    void innerIterationsSpareGradientsOfFWherePhiIsNotLinear() throws SolverException {
        SaddleProblem problem = named(SaddleProblems.cube(1, 2), SaddleProblems.cube(1, 2), new double[] {-1}, new double[] {1});
        Solution<SaddlePoint> solution = solver.solve(problem, curvedContext());
        assertEquals(Status.CONVERGED, solution.status());
        double x = solution.value().x()[0];
        double y = solution.value().y()[0];
        assertEquals(0, 100 * (x - 1) + Math.cos(x) / 4 + y + y * y / 4, 1e-7);
        assertEquals(0, 2 * y - x - x * y / 2, 1e-7);
        long primal = solution.counters().get(SaddleEvaluations.PRIMAL_GRADIENTS);
        long coupling = solution.counters().get(SaddleEvaluations.COUPLING_DUAL_GRADIENTS);
        assertTrue(primal < coupling / 2, primal + " gradients of f, " + coupling + " of Phi");
    }

    @Test
    void warnsOfFunctionsThatMayNotBeConvex() throws SolverException {
        assertEquals(1, solver.solve(SelfChecks.degenerate(), context()).warnings().size());
        assertEquals(0, solver.solve(solver.selfCheck(), context()).warnings().size());
    }

    @Test
    void saysWhichConstantIsMissing() {
        SaddleProblem problem = named(WHOLE, WHOLE, new double[1], new double[1]);
        SolverException missing = assertThrows(SolverException.class,
                () -> solver.solve(problem, context().function("functions", curved())));
        assertTrue(missing.getMessage().contains("primalSmoothness"), missing.getMessage());
    }

    @Test
    void failuresAreNamedByTheStatus() throws SolverException {
        SaddleProblem one = named(WHOLE, WHOLE, new double[1], new double[1]);
        TestContext broken = context().function("functions", SaddleProblems.constantGradients(Double.NaN)).with("primalSmoothness", 1.0)
                .with("couplingSmoothness", 1.0).with("dualSmoothness", 1.0).with("dualConvexity", 1.0);
        assertEquals(Status.NONFINITE, solver.solve(one, broken).status());
        Solution<SaddlePoint> diverged = solver.solve(spread(1), context().with("primalSmoothness", 0.01).with("couplingSmoothness", 0.01));
        assertEquals(Status.DIVERGED, diverged.status());
        Solution<SaddlePoint> limited = solver.solve(spread(1), context().with("maxIterations", 25L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(25, limited.iterations());
        assertEquals(Status.CANCELLED, solver.solve(spread(1), context().cancelAt(13)).status());
        SaddleProblem box = named(SaddleProblems.cube(1, 2), SaddleProblems.cube(1, 2), new double[] {-1}, new double[] {1});
        assertEquals(Status.CANCELLED, solver.solve(box, curvedContext().cancelAt(20)).status());
        assertEquals(Status.ITERATION_LIMIT, solver.solve(box, curvedContext().with("maxIterations", 20L)).status());
    }

    @Test
    void repeatsItselfBitForBit() throws SolverException {
        assertEquals(solver.solve(spread(0.1), context()).value(), solver.solve(spread(0.1), context()).value());
    }
}
