package org.stillpoint.transport.internal.sinkhorn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.rows;
import static org.stillpoint.transport.internal.plan.Verified.squares;
import static org.stillpoint.transport.internal.plan.Verified.threePoints;
import static org.stillpoint.transport.internal.plan.Verified.weights;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.CostFunction;
import org.stillpoint.api.problem.transport.CostScale;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.MarginalRule;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Acceleration;

/** Extreme data, limits, invariances. */
class SinkhornRobustnessTest {

    private static final SinkhornSolver SOLVER = new SinkhornSolver();

    private static Solution<TransportPlan> solve(TransportProblem problem, double tolerance) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, new TestContext().with("tolerance", tolerance));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution;
    }

    private static TransportProblem random(int n, int m, double epsilon, long seed) {
        Random random = new Random(seed);
        double[][] costs = new double[n][];
        Arrays.setAll(costs, i -> random.doubles(m).toArray());
        return costs(costs, weights(n, random), weights(m, random)).regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).build();
    }

    private static DMatrixRMaj costsOf(TransportProblem problem) {
        return ((GroundCost.Matrix) problem.cost()).costs();
    }

    private static TransportProblem with(TransportProblem problem, DMatrixRMaj costs, double epsilon) {
        return TransportProblem.of(problem.source(), problem.target(), new GroundCost.Matrix(costs))
                .regulariser(problem.regulariser(), epsilon).build();
    }

    @ParameterizedTest
    @EnumSource(names = {"ENTROPY", "RELATIVE_ENTROPY"})
    void pointsWithoutWeightHaveEmptyRows(Regulariser regulariser) throws SolverException {
        double[][] costs = squares(new double[] {0, 9, 1, 2}, new double[] {0.5, 1.5, 3, -4});
        TransportProblem problem = costs(costs, new double[] {0.2, 0, 0.5, 0.3}, new double[] {0.3, 0.3, 0.4, 0})
                .regulariser(regulariser, 1).build();
        TransportPlan plan = solve(problem, 1e-12).value();
        double[][] rows = rows(plan.plan());
        assertArrayEquals(new double[4], rows[1]);
        assertEquals(Double.NEGATIVE_INFINITY, plan.f()[1]);
        assertEquals(Double.NEGATIVE_INFINITY, plan.g()[3]);
        assertEquals(0.1612235329, rows[0][0], 5e-11);
        assertEquals(0.2725886908, rows[3][2], 5e-11);
        assertEquals(0, rows[0][3] + rows[2][3] + rows[3][3]);
    }

    @Test
    void hugeCostsForbidPairs() throws SolverException {
        double[][] costs = {{1, 1e32, 2}, {1e32, 1, 1}, {3, 2, 1e32}};
        double[] weights = {0.3, 0.3, 0.4};
        TransportPlan plan = solve(costs(costs, weights, weights).regulariser(Regulariser.ENTROPY, 0.5).build(), 1e-9).value();
        double[][] rows = rows(plan.plan());
        assertEquals(0, rows[0][1] + rows[1][0] + rows[2][2]);
        assertEquals(1, Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum(), 1e-9);
    }

    /** Where there is no other way than a forbidden pair, its cost is beyond what the potentials of others can be rounded to. */
    @Test
    void hugeCostsThatCannotBeAvoidedEndWithAClearStatus() throws SolverException {
        double[][] costs = {{1, 1e32}, {1, 1e32}};
        TransportProblem problem = costs(costs, new double[] {0.5, 0.5}, new double[] {0.4, 0.6})
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.5).build();
        Solution<TransportPlan> solution = Verified.solve(SOLVER, problem, new TestContext());
        for (double potential : solution.value().f()) {
            assertTrue(Double.isFinite(potential));
        }
        assertTrue(solution.status() == Status.CONVERGED || solution.status() == Status.STAGNATED, solution::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-1, 1e-3, 1e-6})
    void costsOfAnyMagnitudeAndSmallEpsilons(double epsilon) throws SolverException {
        for (double scale : new double[] {1, 1e32, 1e-32}) {
            TransportProblem unit = random(30, 40, epsilon, 4);
            DMatrixRMaj scaled = costsOf(unit).copy();
            for (int k = 0; k < scaled.data.length; k++) {
                scaled.data[k] *= scale;
            }
            Solution<TransportPlan> solution = Verified.solve(SOLVER, with(unit, scaled, epsilon * scale),
                    new TestContext().with("maxIterations", 3000L));
            assertTrue(solution.status() == Status.CONVERGED || epsilon < 1e-2 && solution.status() == Status.ITERATION_LIMIT,
                    () -> scale + " " + epsilon + " " + solution);
            assertTrue(solution.residual() < 0.3, solution::toString);
            for (double entry : ((DMatrixRMaj) solution.value().plan()).data) {
                assertTrue(entry >= 0 && entry < 1);
            }
        }
    }

    /** With a free marginal and negative costs the mass of the plan grows with exp(1 / epsilon). */
    @Test
    void massBeyondTheRangeOfNumbersEndsWithAClearStatus() throws SolverException {
        MarginalRule free = MarginalRule.FREE;
        TransportProblem.Builder problem = costs(new double[][] {{-1, 0}, {0, 1}}, new double[] {1, 1}, new double[] {1, 1})
                .rules(free, free);
        Solution<TransportPlan> large = Verified.solve(SOLVER, problem.regulariser(Regulariser.ENTROPY, 0.05).build(), new TestContext());
        assertEquals(Status.CONVERGED, large.status());
        assertEquals(1, large.value().plan().get(0, 0) / Math.exp(20), 1e-12);
        assertEquals(Status.NONFINITE, SOLVER.solve(problem.regulariser(Regulariser.ENTROPY, 1e-4).build(), new TestContext()).status());
    }

    /** A single source, and pairs that are a thousand times as expensive as others, at a small epsilon. */
    @Test
    void singlePointsAndFewExpensivePairs() throws SolverException {
        TransportProblem single = costs(new double[][] {{3, 1, 4, 1, 5}}, new double[] {1}, new double[] {0.1, 0.2, 0.3, 0.2, 0.2})
                .regulariser(Regulariser.ENTROPY, 1e-6).build();
        assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.2, 0.2}, rows(solve(single, 1e-9).value().plan())[0], 1e-9);
        TransportProblem problem = random(8, 8, 3e-4, 23);
        for (int k = 0; k < 64; k += 5) {
            costsOf(problem).data[k] = 1e3;
        }
        for (Acceleration acceleration : Acceleration.values()) {
            Solution<TransportPlan> solution = Verified.solve(SOLVER, problem,
                    new TestContext().with("acceleration", acceleration).with("maxIterations", 20_000L));
            assertEquals(Status.CONVERGED, solution.status(), () -> acceleration + " " + solution);
        }
    }

    @Test
    void costsThatAreNotNumbersAreRefused() {
        CostFunction broken = (x, i, y, j, dimension) -> x[i] > y[j] ? Double.NaN : 1;
        TransportProblem problem = TransportProblem.of(Measure.uniform(points(4, 1, new Random(1))),
                Measure.uniform(points(4, 1, new Random(2))), new GroundCost.Named("broken")).regulariser(Regulariser.ENTROPY, 1).build();
        SolverException refusal = assertThrows(SolverException.class,
                () -> SOLVER.solve(problem, new TestContext().function("broken", broken)));
        assertTrue(refusal.getMessage().contains("NaN"), refusal::getMessage);
    }

    @Test
    void problemsWithoutEntropyAreRefused() {
        SolverException refusal = assertThrows(SolverException.class, () -> SOLVER.solve(threePoints().build(), new TestContext()));
        assertTrue(refusal.getMessage().contains("ENTROPY"), refusal::getMessage);
        assertEquals(Double.POSITIVE_INFINITY, SOLVER.expectedSeconds(threePoints().build()));
    }

    @Test
    void startsThatDoNotFitAreRefused() {
        TransportProblem problem = threePoints().regulariser(Regulariser.ENTROPY, 1).build();
        for (double[] f : new double[][] {{0, 0}, {0, Double.NaN, 0}}) {
            TransportPlan start = new TransportPlan(f, new double[3]);
            assertThrows(SolverException.class, () -> SOLVER.solve(problem, new TestContext().start(start)));
        }
    }

    @Test
    void aSolutionIsAStartThatNeedsNoSweep() throws SolverException {
        TransportProblem problem = random(20, 25, 0.05, 8);
        Solution<TransportPlan> first = solve(problem, 1e-11);
        Solution<TransportPlan> again = Verified.solve(SOLVER, problem, new TestContext().start(first.value()));
        assertEquals(Status.CONVERGED, again.status());
        assertTrue(again.iterations() <= 1, again::toString);
    }

    @Test
    void limitsEndWithTheirStatusAndAPlan() throws SolverException {
        TransportProblem problem = random(60, 60, 1e-4, 9);
        Solution<TransportPlan> limited = Verified.solve(SOLVER, problem, new TestContext().with("maxIterations", 50L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(50, limited.iterations());
        assertTrue(limited.value().explicit() && limited.residual() < 1);
        double marginalError = Verified.certificate(problem, limited).checks().stream()
                .filter(check -> check.name().startsWith("marginal error")).findFirst().orElseThrow().value();
        assertEquals(marginalError, limited.residual(), 1e-12);
        TestContext cancelled = new TestContext().cancelAt(40);
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, cancelled).status());
        TestContext early = new TestContext().cancelAt(0);
        Solution<TransportPlan> nothing = SOLVER.solve(problem, early);
        assertEquals(Status.CANCELLED, nothing.status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(random(100, 100, 1e-6, 9), new TestContext().timeLimit(0.05)).status());
    }

    /** Asks some sixty times in each pass over a large matrix, every quarter of a millisecond on a quiet machine. */
    @Test
    void asksInTheMiddleOfSweeps() throws SolverException {
        TestContext context = new TestContext().with("maxIterations", 10L);
        SOLVER.solve(random(2000, 2000, 1e-3, 12), context);
        assertTrue(context.reports() > 600, () -> context.reports() + " reports");
    }

    @Test
    void costsInAMatrixCannotBeComputedOnline() {
        TransportProblem problem = threePoints().regulariser(Regulariser.ENTROPY, 1).build();
        SolverException refusal = assertThrows(SolverException.class,
                () -> SOLVER.solve(problem, new TestContext().with("costs", SinkhornOptions.Costs.ONLINE)));
        assertTrue(refusal.getMessage().contains("matrix"), refusal::getMessage);
    }

    @Test
    void threadsDoNotChangeTheResult() throws Exception {
        TransportProblem problem = random(500, 600, 0.01, 13);
        Solution<TransportPlan> one = solve(problem, 1e-10);
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            for (Acceleration acceleration : new Acceleration[] {Acceleration.ADAPTIVE, Acceleration.ANDERSON}) {
                Solution<TransportPlan> expected = acceleration == Acceleration.ADAPTIVE ? one
                        : SOLVER.solve(problem, new TestContext().with("tolerance", 1e-10).with("acceleration", acceleration));
                Solution<TransportPlan> three = SOLVER.solve(problem,
                        new TestContext().with("tolerance", 1e-10).with("acceleration", acceleration).threads(3, executor));
                assertEquals(expected.value(), three.value());
                assertEquals(expected.counters(), three.counters());
            }
        } finally {
            executor.shutdown();
            assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void transpositionTransposesThePlan() throws SolverException {
        TransportProblem problem = random(15, 22, 0.03, 14);
        DMatrixRMaj transposed = new DMatrixRMaj(22, 15);
        for (int i = 0; i < 15; i++) {
            for (int j = 0; j < 22; j++) {
                transposed.set(j, i, costsOf(problem).get(i, j));
            }
        }
        TransportProblem exchanged = TransportProblem.of(problem.target(), problem.source(), new GroundCost.Matrix(transposed))
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.03).build();
        TransportPlan plan = solve(problem, 1e-13).value();
        TransportPlan other = solve(exchanged, 1e-13).value();
        assertArrayEquals(plan.f(), other.g(), 1e-11);
        assertArrayEquals(plan.g(), other.f(), 1e-11);
    }

    @Test
    void costsOfSinglePointsAndCommonScalesLeaveThePlan() throws SolverException {
        TransportProblem problem = random(15, 22, 0.03, 15);
        DMatrixRMaj shifted = costsOf(problem).copy();
        DMatrixRMaj scaled = costsOf(problem).copy();
        Random random = new Random(16);
        double[] ofSource = random.doubles(15, -1, 1).toArray();
        double[] ofTarget = random.doubles(22, -1, 1).toArray();
        for (int i = 0; i < 15; i++) {
            for (int j = 0; j < 22; j++) {
                shifted.add(i, j, ofSource[i] + ofTarget[j]);
                scaled.set(i, j, 7 * scaled.get(i, j));
            }
        }
        double[] plan = ((DMatrixRMaj) solve(problem, 1e-13).value().plan()).data;
        assertArrayEquals(plan, ((DMatrixRMaj) solve(with(problem, shifted, 0.03), 1e-13).value().plan()).data, 1e-12);
        assertArrayEquals(plan, ((DMatrixRMaj) solve(with(problem, scaled, 0.21), 1e-13).value().plan()).data, 1e-12);
    }

    @Test
    void thePlanIsTheDerivativeOfTheValue() throws SolverException {
        TransportProblem problem = random(6, 5, 0.1, 17);
        TransportPlan plan = solve(problem, 1e-13).value();
        double step = 1e-5;
        for (int k = 0; k < 30; k += 7) {
            double[] values = new double[2];
            for (int side = 0; side < 2; side++) {
                DMatrixRMaj changed = costsOf(problem).copy();
                changed.data[k] += side == 0 ? -step : step;
                TransportProblem near = with(problem, changed, 0.1);
                values[side] = Verified.certificate(near, solve(near, 1e-13)).quantities().get(Certificate.DUAL_OBJECTIVE);
            }
            assertEquals(plan.plan().get(k / 5, k % 5), (values[1] - values[0]) / (2 * step), 1e-9);
        }
    }

    @Test
    void largePlansAreGivenByTheirPotentials() throws SolverException {
        TransportProblem problem = random(30, 30, 0.1, 18);
        assertTrue(solve(problem, 1e-9).value().explicit());
        Solution<TransportPlan> implicit = Verified.solve(SOLVER, problem, new TestContext().with("planEntries", 899L));
        assertEquals(Status.CONVERGED, implicit.status());
        assertTrue(!implicit.value().explicit());
    }

    @Test
    void unitsOfCostAndEpsilonAreThoseOfTheProblem() throws SolverException {
        TransportProblem plain = random(10, 12, 0.05, 19);
        double largest = Arrays.stream(costsOf(plain).data).max().orElseThrow();
        TransportProblem inUnits = TransportProblem.of(plain.source(), plain.target(), plain.cost())
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.05 / largest).costScale(CostScale.MAX).build();
        assertArrayEquals(((DMatrixRMaj) solve(plain, 1e-12).value().plan()).data,
                ((DMatrixRMaj) solve(inUnits, 1e-12).value().plan()).data, 1e-12);
    }
}
