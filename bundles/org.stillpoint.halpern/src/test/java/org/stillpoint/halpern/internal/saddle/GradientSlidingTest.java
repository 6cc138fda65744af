package org.stillpoint.halpern.internal.saddle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.WHOLE;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.context;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.cube;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.denoising;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.quadratic;
import static org.stillpoint.halpern.internal.saddle.SaddleProblems.slope;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.SaddlePoint;
import org.stillpoint.api.problem.SaddleProblem;
import org.stillpoint.numerics.sparse.LinearMap;
import org.stillpoint.testing.TestContext;

class GradientSlidingTest {

    private static final int LENGTH = 60;

    private final GradientSlidingSolver solver = new GradientSlidingSolver();

    /** Curvatures of f from 1 down to 0.04, and |x_i| for each i by y_i: the minimum is the soft threshold of each component. */
    private static SaddleProblem thresholds() {
        int n = 20;
        double[][] primal = new double[n][n];
        double[][] identity = new double[n][n];
        double[] linear = new double[n];
        for (int i = 0; i < n; i++) {
            primal[i][i] = curvature(i);
            linear[i] = -curvature(i) * target(i);
            identity[i][i] = 1;
        }
        return quadratic(primal, linear, identity, new double[n][n], new double[n], WHOLE, cube(n, 1), new double[n], new double[n]);
    }

    private static double curvature(int i) {
        return Math.pow(0.04, i / 19.0);
    }

    private static double target(int i) {
        return 60 * Math.sin(i + 1);
    }

    private static double threshold(int i) {
        double magnitude = Math.max(Math.abs(target(i)) - 1 / curvature(i), 0);
        return Math.copySign(magnitude, target(i));
    }

    private static double excess(double[] x) {
        double excess = 0;
        for (int i = 0; i < x.length; i++) {
            double best = threshold(i);
            excess += curvature(i) * (Math.pow(x[i] - target(i), 2) - Math.pow(best - target(i), 2)) / 2 + Math.abs(x[i]) - Math.abs(best);
        }
        return excess;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void solvesItsSelfCheck(boolean accelerated) throws SolverException {
        Solution<SaddlePoint> solution = solver.solve(solver.selfCheck(), context().with("accelerated", accelerated)
                .with("tolerance", accelerated ? 1e-8 : 1e-3));
        assertEquals(Status.CONVERGED, solution.status());
        assertArrayEquals(new double[] {0, -1}, solution.value().x(), accelerated ? 1e-7 : 1e-2);
        assertArrayEquals(new double[] {1}, solution.value().y(), accelerated ? 1e-7 : 1e-2);
    }

    @Test
    void findsSoftThresholds() throws SolverException {
        Solution<SaddlePoint> solution = solver.solve(thresholds(), context().with("tolerance", 1e-6));
        assertEquals(Status.CONVERGED, solution.status());
        for (int i = 0; i < 20; i++) {
            assertEquals(threshold(i), solution.value().x()[i], 1e-4);
        }
    }

    /** The excesses over the minimum after each outer step, with the gradients of f and the inner iterations they took. */
    private static List<double[]> trace(boolean accelerated, int limit) throws SolverException {
        SaddleProblem problem = thresholds();
        TestContext context = context();
        SaddleEvaluations evaluations = new SaddleEvaluations(problem, problem.functions(context), context);
        SaddleProgress progress = new SaddleProgress(problem, context, evaluations, 1e-15, limit, limit);
        InnerLoop inner = accelerated
                ? new PrimalDualInnerLoop(evaluations, progress, 1.01, 0, DualSets.radius(problem.dualSet(), progress.startY()))
                : new SubgradientInnerLoop(evaluations, progress, DualSets.maximiser(problem.dualSet()));
        GradientSliding sliding = new GradientSliding(evaluations, progress, inner, 1.01, 0.04);
        List<double[]> trace = new ArrayList<>();
        sliding.start();
        long iterations = 0;
        while (true) {
            iterations = sliding.step(iterations);
            if (iterations >= limit) {
                return trace;
            }
            trace.add(new double[] {trace.size() + 1, iterations, excess(sliding.averageX()), sliding.error()});
        }
    }

    private static double slopeOfIterations(List<double[]> trace, double from, double to) {
        List<double[]> range = trace.stream().filter(row -> row[2] <= from && row[2] >= to).toList();
        assertTrue(range.size() > 10, range.size() + " steps");
        return slope(range.stream().mapToDouble(row -> 1 / row[2]).toArray(), range.stream().mapToDouble(row -> row[1]).toArray());
    }

    /** The slope of the iterations over the inverse of the error that they promise. */
    private static double slopeOfPromises(List<double[]> trace) {
        List<double[]> late = trace.subList(trace.size() / 2, trace.size());
        return slope(late.stream().mapToDouble(row -> 1 / row[3]).toArray(), late.stream().mapToDouble(row -> row[1]).toArray());
    }

    @Test
    void excessKeepsTheBoundOfItsErrors() throws SolverException {
        for (boolean accelerated : new boolean[] {true, false}) {
            double share = GradientSliding.share(1.01 - 0.04, 0.04);
            double squared = 0;
            for (int i = 0; i < 20; i++) {
                squared += threshold(i) * threshold(i);
            }
            double proximity = (1.01 - 0.04) * share;
            double bound = excess(new double[20]) + share * (proximity + 0.04) / 2 * squared;
            for (double[] row : trace(accelerated, 30_000)) {
                bound = (1 - share) * bound + share * row[3];
                assertTrue(row[2] >= -1e-9 && row[2] <= bound, "step " + row[0] + ": " + row[2] + " > " + bound);
            }
        }
    }

    @Test
    void acceleratedSlidingTakesLogarithmicallyManyGradientsAndOneOverTheRootIterations() throws SolverException {
        List<double[]> trace = trace(true, 100_000);
        assertEquals(0.5, slopeOfPromises(trace), 0.02);
        assertTrue(slopeOfIterations(trace, 1e-1, 1e-9) < 0.5);
        assertLogarithmic(trace, 1e-3, 1e-6, 1e-9);
    }

    @Test
    void subgradientSlidingTakesLogarithmicallyManyGradientsAndOneOverEpsilonIterations() throws SolverException {
        List<double[]> trace = trace(false, 300_000);
        assertEquals(1, slopeOfPromises(trace), 0.05);
        assertTrue(slopeOfIterations(trace, 1, 1e-3) < 1.1);
        assertLogarithmic(trace, 1, 3e-2, 1e-3);
    }

    /** Equal ratios of the excess take no more than equal numbers of outer steps, one gradient of f each. */
    private static void assertLogarithmic(List<double[]> trace, double first, double second, double third) {
        double early = steps(trace, second) - steps(trace, first);
        double late = steps(trace, third) - steps(trace, second);
        assertTrue(late <= 1.3 * early, early + " then " + late);
    }

    private static double steps(List<double[]> trace, double excess) {
        return trace.stream().filter(row -> row[2] <= excess).findFirst().orElseThrow()[0];
    }

    @Test
    void denoisesByTotalVariation() throws SolverException {
        Solution<SaddlePoint> sliding = solver.solve(denoising(LENGTH, 0.5), context().with("tolerance", 1e-7));
        assertEquals(Status.CONVERGED, sliding.status());
        Solution<SaddlePoint> other = new AcceleratedPrimalDualSolver().solve(denoising(LENGTH, 0.5), context().with("tolerance", 1e-7));
        assertEquals(Status.CONVERGED, other.status());
        assertArrayEquals(other.value().x(), sliding.value().x(), 1e-5);
        long gradients = sliding.counters().get(SaddleEvaluations.PRIMAL_GRADIENTS);
        assertTrue(gradients * 10 < sliding.counters().get(SaddleEvaluations.COUPLING_DUAL_GRADIENTS), sliding.toString());
        assertTrue(gradients * 5 < other.counters().get(SaddleEvaluations.PRIMAL_GRADIENTS), sliding + " " + other);
        assertEquals(0.5 / 30, sliding.value().x()[0], 0.05);
    }

    @Test
    void maximisersOfEachSet() throws SolverException {
        double[] slope = {1, -2, 3};
        double[] result = new double[3];
        DualSets.maximiser(cube(3, 2)).maximise(slope, result);
        assertArrayEquals(new double[] {2, -2, 2}, result);
        DualSets.maximiser(new ConvexSet.Simplices(2, 1)).maximise(slope, result);
        assertArrayEquals(new double[] {1, 0, 1}, result);
        DualSets.maximiser(new ConvexSet.Ball(new double[3], Math.sqrt(14))).maximise(slope, result);
        assertArrayEquals(slope, result, 1e-15);
        assertThrows(SolverException.class, () -> DualSets.maximiser(WHOLE));
        assertEquals(Math.sqrt(12), DualSets.radius(cube(3, 2), new double[3]), 1e-15);
    }

    @Test
    void refusesWhatItCannotTreat() {
        SaddleProblem flat = SaddleProblems.plane(0, 1, 1, WHOLE);
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(flat, context())).getMessage().contains("strongly convex"));
        SaddleProblem curved = SaddleProblems.plane(1, 1, 1, WHOLE);
        assertThrows(SolverException.class, () -> solver.solve(curved, context().with("accelerated", false)));
    }

    @Test
    void failuresAreNamedByTheStatus() throws SolverException {
        Solution<SaddlePoint> limited = solver.solve(denoising(LENGTH, 0.5), context().with("maxIterations", 50L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(50, limited.iterations());
        assertEquals(Status.CANCELLED, solver.solve(denoising(LENGTH, 0.5), context().cancelAt(30)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(denoising(LENGTH, 0.5), context().with("tolerance", 1e-15).timeLimit(0)).status());
        CoupledFunctions broken = new CoupledFunctions(new BrokenFunction(), LinearMap.of(new DMatrixRMaj(new double[][] {{1}})),
                new LeastSquares(null, new double[1], 0, 1));
        SaddleProblem one = SaddleProblems.named(WHOLE, cube(1, 1), new double[1], new double[1]);
        assertEquals(Status.NONFINITE, solver.solve(one, context().function("functions", broken)).status());
        Solution<SaddlePoint> diverged = solver.solve(thresholds(), context().with("primalSmoothness", 0.05));
        assertEquals(Status.DIVERGED, diverged.status());
    }

    @Test
    void repeatsItselfBitForBit() throws SolverException {
        assertEquals(solver.solve(denoising(LENGTH, 0.2), context()).value(), solver.solve(denoising(LENGTH, 0.2), context()).value());
    }

    /** A function whose gradient is no number. */
    private record BrokenFunction() implements SmoothFunction {

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] x) {
            return Double.NaN;
        }

        @Override
        public void gradient(double[] x, double[] result) {
            result[0] = Double.NaN;
        }

        @Override
        public double smoothness() {
            return 1;
        }

        @Override
        public double convexity() {
            return 1;
        }
    }
}
