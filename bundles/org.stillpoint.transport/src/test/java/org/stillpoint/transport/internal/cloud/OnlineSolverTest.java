package org.stillpoint.transport.internal.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.instance.TransportInstance;
import org.stillpoint.transport.internal.plan.Verified;

class OnlineSolverTest {

    private static final Measure LINE_SOURCE = new Measure(new double[] {0.2, 0.5, 0.3}, new DMatrixRMaj(new double[][] {{0}, {1}, {2}}));
    private static final Measure LINE_TARGET = new Measure(new double[] {0.3, 0.3, 0.4},
            new DMatrixRMaj(new double[][] {{0.5}, {1.5}, {3}}));

    private final OnlineSolver solver = new OnlineSolver();

    @Test
    void moreMassThanMayBeTakenHasNoPlan() throws SolverException {
        DMatrixRMaj points = new DMatrixRMaj(new double[][] {{0}, {1}});
        TransportProblem problem = TransportProblem.of(new Measure(new double[] {1, 1}, points), Measure.uniform(points),
                GroundCost.Distance.EUCLIDEAN).regulariser(Regulariser.ENTROPY, 1)
                .rules(MarginalRule.EXACT, new MarginalRule(MarginalRule.Kind.AT_MOST, Double.NaN)).build();
        assertEquals(Status.INFEASIBLE, Verified.solve(solver, problem, new TestContext()).status());
    }

    @Test
    void findsThePlanOfThreePointsOnALine() throws SolverException {
        TransportProblem problem = solver.selfCheck();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, solution.status());
        double[] expected = {.1612235329, .0377725967, .0010038705, .1367889368, .2368036245, .1264074387, .0019875303, .0254237788,
            .2725886908};
        double[] plan = plan(problem, solution.value());
        assertArrayEquals(expected, plan, 1e-10);
        assertEquals(1.016773533891401, cost(problem, plan), 1e-12);
        Solution<TransportPlan> relative = Verified.solve(solver, TransportProblem.of(LINE_SOURCE, LINE_TARGET,
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.RELATIVE_ENTROPY, 1).build(), new TestContext());
        // At the optimum the sum of the potentials is the value against the product of the weights.
        assertEquals(1.3757095898637224, dual(relative.value()), 1e-9);
    }

    private static double dual(TransportPlan plan) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += LINE_SOURCE.weights()[i] * plan.f()[i] + LINE_TARGET.weights()[i] * plan.g()[i];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(names = {"ENTROPY", "RELATIVE_ENTROPY"})
    void severalResolutionsEndAtTheSameMarginals(Regulariser regulariser) throws SolverException {
        TransportProblem problem = TransportProblem.of(Clouds.weighted(1, 200, 3), Clouds.weighted(2, 300, 3),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(regulariser, 0.01).epsilonUnit(CostScale.MAX).build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("coarsestSize", 50));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.counters().get(Counter.WARM_UP) > 0);
        assertEquals(solution.residual(), marginalError(problem, solution.value()), 1e-12);
        Solution<TransportPlan> plain = Verified.solve(solver, problem,
                new TestContext().with("coarsestSize", 100_000).with("aggregation", false).with("tolerance", 1e-11));
        assertEquals(Status.CONVERGED, plain.status());
        for (int i = 0; i < 200; i++) {
            double expected = plain.value().f()[i];
            assertEquals(Double.isInfinite(expected), problem.source().weights()[i] == 0);
            assertEquals(expected, solution.value().f()[i], 1e-6, "potential " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("org.stillpoint.transport.internal.cloud.HalfStepTest#costs")
    void solvesForEveryCost(GroundCost cost) throws SolverException {
        if (cost instanceof GroundCost.Named) {
            return;
        }
        TransportProblem problem = TransportProblem.of(Clouds.weighted(1, 70, 2), Clouds.weighted(2, 140, 2), cost)
                .regulariser(Regulariser.ENTROPY, 0.1).epsilonUnit(CostScale.MEAN).costScale(CostScale.MAX).build();
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("coarsestSize", 30));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(marginalError(problem, solution.value()) <= 1e-9);
    }

    @Test
    void singlePrecisionSavesSweepsInDouble() throws SolverException {
        TransportProblem problem = TransportProblem.of(Clouds.uniform(1, 400, 3, 1), Clouds.uniform(2, 300, 3, 2),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, 0.02).build();
        Solution<TransportPlan> with = Verified.solve(solver, problem, new TestContext().with("coarsestSize", 100));
        Solution<TransportPlan> without = Verified.solve(solver, problem,
                new TestContext().with("coarsestSize", 100).with("singlePrecision", false));
        assertEquals(Status.CONVERGED, with.status());
        assertEquals(Status.CONVERGED, without.status());
        assertTrue(with.iterations() < without.iterations(), with.iterations() + " and " + without.iterations() + " sweeps");
        assertTrue(marginalError(problem, with.value()) <= 1e-9);
    }

    @Test
    void aggregationSavesMostSweeps() throws SolverException {
        TransportProblem problem = TransportProblem.of(Clouds.uniform(1, 500, 2, 1), Clouds.uniform(2, 450, 2, 3),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, 0.005).build();
        TestContext plain = new TestContext().with("aggregation", false).with("tolerance", 1e-6);
        Solution<TransportPlan> without = Verified.solve(solver, problem, plain);
        Solution<TransportPlan> with = Verified.solve(solver, problem, new TestContext().with("tolerance", 1e-6));
        assertEquals(Status.CONVERGED, without.status());
        assertEquals(Status.CONVERGED, with.status());
        assertTrue(2 * with.iterations() < without.iterations(), with.iterations() + " and " + without.iterations() + " sweeps");
    }

    @Test
    void otherMarginalRulesAgreeWithTheirConditions() throws SolverException {
        for (MarginalRule rule : new MarginalRule[] {new MarginalRule(MarginalRule.Kind.KULLBACK_LEIBLER, 0.5),
            new MarginalRule(MarginalRule.Kind.SQUARED, 2), new MarginalRule(MarginalRule.Kind.TOTAL_VARIATION, 0.2)}) {
            TransportProblem problem = TransportProblem.of(Clouds.weighted(1, 200, 2), Clouds.weighted(2, 250, 2),
                    GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, 0.02).rules(rule, MarginalRule.EXACT).build();
            Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("coarsestSize", 40));
            assertEquals(Status.CONVERGED, solution.status(), rule.kind() + ": " + solution);
            double[] plan = plan(problem, solution.value());
            for (int i = 0; i < 200; i++) {
                double sum = 0;
                for (int j = 0; j < 250; j++) {
                    sum += plan[i * 250 + j];
                }
                double weight = problem.source().weights()[i];
                if (rule.kind() == MarginalRule.Kind.KULLBACK_LEIBLER && weight > 0) {
                    assertEquals(weight * Math.exp(-solution.value().f()[i] / 0.5), sum, 2e-9);
                }
            }
        }
    }

    @Test
    void tinyEpsilonsAndHugeCostsGiveClearAnswers() throws SolverException {
        Measure source = Clouds.uniform(1, 150, 2, 1);
        Measure target = Clouds.uniform(2, 140, 2, 1);
        for (double epsilon : new double[] {1e-1, 1e-3, 1e-5, 1e-6}) {
            TransportProblem problem = TransportProblem.of(source, target, new GroundCost.Distance(2, 2))
                    .regulariser(Regulariser.ENTROPY, epsilon).epsilonUnit(CostScale.MAX).build();
            Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext().with("maxIterations", 300L));
            assertTrue(Double.isFinite(solution.residual()), "epsilon " + epsilon + ": " + solution);
            assertEquals(solution.residual(), marginalError(problem, solution.value()), 1e-9 + 1e-6 * solution.residual());
        }
        DMatrixRMaj far = new DMatrixRMaj(new double[][] {{0}, {1e16}, {-1e16}});
        Solution<TransportPlan> huge = Verified.solve(solver, TransportProblem.of(Measure.uniform(far), Measure.uniform(far),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.ENTROPY, 1).build(), new TestContext());
        for (double potential : huge.value().f()) {
            assertTrue(Double.isFinite(potential));
        }
        Measure one = Measure.uniform(new DMatrixRMaj(new double[][] {{1, 2}}));
        Measure other = Measure.uniform(new DMatrixRMaj(new double[][] {{3, 5}}));
        Solution<TransportPlan> single = Verified.solve(solver, TransportProblem.of(one, other, GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.ENTROPY, 1e-6).build(), new TestContext());
        assertEquals(Status.CONVERGED, single.status());
        assertEquals(13, single.value().f()[0] + single.value().g()[0], 1e-12);
    }

    @Test
    void limitsAndCancelGiveTheBestPotentials() throws SolverException {
        TransportProblem problem = TransportProblem.of(Clouds.uniform(1, 1500, 3, 1), Clouds.uniform(2, 1600, 3, 2),
                GroundCost.Distance.SQUARED_EUCLIDEAN).regulariser(Regulariser.RELATIVE_ENTROPY, 0.02).build();
        Solution<TransportPlan> limited = Verified.solve(solver, problem,
                new TestContext().with("maxIterations", 3L).with("coarsestSize", 500));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(3, limited.iterations());
        assertEquals(limited.residual(), marginalError(problem, limited.value()), 1e-9);
        assertTrue(limited.residual() < 0.05, "three sweeps leave " + limited.residual());
        TestContext cancelled = new TestContext().with("coarsestSize", 500).cancelAt(2);
        Solution<TransportPlan> stopped = Verified.solve(solver, problem, cancelled);
        assertEquals(Status.CANCELLED, stopped.status());
        assertEquals(stopped.residual(), marginalError(problem, stopped.value()), 1e-9);
        assertTrue(cancelled.reports() > 2 * 1500 / PointCloud.CHUNK, cancelled.reports() + " reports");
        Solution<TransportPlan> atOnce = Verified.solve(solver, problem, new TestContext().cancelAt(0));
        assertEquals(Status.CANCELLED, atOnce.status());
        assertTrue(Double.isNaN(atOnce.residual()));
        assertFalse(atOnce.warnings().isEmpty());
        Solution<TransportPlan> late = Verified.solve(solver, problem, new TestContext().timeLimit(0.02));
        assertEquals(Status.TIME_LIMIT, late.status());
        assertEquals(1500, late.value().f().length);
        for (double potential : late.value().g()) {
            assertTrue(Double.isFinite(potential));
        }
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() throws SolverException {
        TransportProblem problem = TransportProblem.of(Clouds.weighted(1, 300, 3), Clouds.weighted(2, 350, 3),
                GroundCost.Distance.EUCLIDEAN).regulariser(Regulariser.ENTROPY, 0.05).build();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Solution<TransportPlan> alone = Verified.solve(solver, problem, new TestContext().with("coarsestSize", 100));
            Solution<TransportPlan> three = Verified.solve(solver, problem,
                    new TestContext().with("coarsestSize", 100).threads(3, threads));
            assertArrayEquals(alone.value().f(), three.value().f());
            assertEquals(alone.residual(), three.residual());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesWhatItCannotSolve() {
        TransportProblem exact = TransportProblem.of(LINE_SOURCE, LINE_TARGET, GroundCost.Distance.EUCLIDEAN).build();
        assertThrows(SolverException.class, () -> Verified.solve(solver, exact, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(exact));
        TransportProblem matrix = TransportProblem.of(Measure.of(1), Measure.of(1), new GroundCost.Matrix(new DMatrixRMaj(1, 1)))
                .regulariser(Regulariser.ENTROPY, 1).build();
        assertThrows(SolverException.class, () -> Verified.solve(solver, matrix, new TestContext()));
    }

    private static double[] plan(TransportProblem problem, TransportPlan value) throws SolverException {
        TransportInstance dense = new TransportInstance(problem, new TestContext());
        int targets = problem.target().size();
        double[] plan = new double[problem.source().size() * targets];
        boolean relative = problem.regulariser() == Regulariser.RELATIVE_ENTROPY;
        for (int i = 0; i < dense.sources(); i++) {
            for (int j = 0; j < dense.targets(); j++) {
                int row = dense.sourcePoints()[i];
                int column = dense.targetPoints()[j];
                plan[row * targets + column] = (relative ? dense.source()[i] * dense.target()[j] : 1)
                        * Math.exp((value.f()[row] + value.g()[column] - dense.costs()[i * dense.targets() + j]) / dense.epsilon());
            }
        }
        return plan;
    }

    private static double cost(TransportProblem problem, double[] plan) throws SolverException {
        double[] costs = new TransportInstance(problem, new TestContext()).costs();
        double sum = 0;
        for (int k = 0; k < plan.length; k++) {
            sum += plan[k] * costs[k];
        }
        return sum;
    }

    private static double marginalError(TransportProblem problem, TransportPlan value) throws SolverException {
        double[] plan = plan(problem, value);
        int targets = problem.target().size();
        double[] columns = new double[targets];
        double error = 0;
        for (int i = 0; i < problem.source().size(); i++) {
            double sum = 0;
            for (int j = 0; j < targets; j++) {
                sum += plan[i * targets + j];
                columns[j] += plan[i * targets + j];
            }
            error += Math.abs(sum - problem.source().weights()[i]);
        }
        for (int j = 0; j < targets; j++) {
            error += Math.abs(columns[j] - problem.target().weights()[j]);
        }
        return error;
    }
}
