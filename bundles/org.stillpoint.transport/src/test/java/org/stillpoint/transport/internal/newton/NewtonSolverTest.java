package org.stillpoint.transport.internal.newton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.transport.internal.plan.Verified;

/** Newton's method for entropic transport. */
class NewtonSolverTest {

    private final NewtonSolver solver = new NewtonSolver();

    private Solution<TransportPlan> converged(TransportProblem problem, TestContext context) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution;
    }

    private static double quantity(TransportProblem problem, Solution<TransportPlan> solution, String name) throws SolverException {
        return Verified.certificate(problem, solution).quantities().get(name);
    }

    static TransportProblem clouds(int sources, int targets, double epsilon) {
        Random random = new Random(7);
        return TransportProblem.of(Measure.uniform(Verified.points(sources, 2, random)),
                Measure.uniform(Verified.points(targets, 2, random)), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .costScale(CostScale.MAX).regulariser(Regulariser.ENTROPY, epsilon).build();
    }

    private static TransportProblem assignment(int n, double epsilon) {
        DMatrixRMaj costs = DMatrixRMaj.wrap(n, n, new Random(11).doubles((long) n * n).toArray());
        double[] weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        return TransportProblem.of(Measure.of(weights), Measure.of(weights), new GroundCost.Matrix(costs))
                .regulariser(Regulariser.ENTROPY, epsilon).build();
    }

    /** Two bumps on a grid of 20 x 20 points (Brauer, Clason, Lorenz and Wirth 2017). */
    private static TransportProblem grid(double epsilon) {
        int n = 20;
        double[] axis = new double[n];
        for (int i = 0; i < n; i++) {
            axis[i] = i / (n - 1.0);
        }
        double[] source = new double[n * n];
        double[] target = new double[n * n];
        for (int k = 0; k < n * n; k++) {
            double x = axis[k / n];
            double y = axis[k % n];
            source[k] = 0.1 + Math.exp(-36 * (Math.pow(x - 1 / 3.0, 2) + Math.pow(y - 1 / 3.0, 2)));
            target[k] = 0.1 + Math.exp(-9 * (Math.pow(x - 2 / 3.0, 2) + Math.pow(y - 2 / 3.0, 2)));
        }
        return TransportProblem.of(Measure.of(Verified.normalised(source)), Measure.of(Verified.normalised(target)),
                new GroundCost.Grid(List.of(axis, axis), 2)).regulariser(Regulariser.ENTROPY, epsilon).build();
    }

    @Test
    void twoPoints() throws SolverException {
        TransportProblem problem = Verified.costs(new double[][] {{0, 1}, {1, 0}}, new double[] {0.5, 0.5}, new double[] {0.5, 0.5})
                .regulariser(Regulariser.ENTROPY, 1).build();
        Solution<TransportPlan> solution = converged(problem, new TestContext().with("tolerance", 1e-14));
        assertEquals(0.36552928931500245, solution.value().plan().get(0, 0), 1e-15);
        assertEquals(0.26894142136999516, quantity(problem, solution, "linearCost"), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.016773533891401, 1.3757095898637224", "0.1, 0.8500000024736367, 0.9113764704491829"})
    void threePoints(double epsilon, double linearCost, double value) throws SolverException {
        TransportProblem problem = Verified.threePoints().regulariser(Regulariser.RELATIVE_ENTROPY, epsilon).build();
        Solution<TransportPlan> solution = converged(problem, new TestContext().with("tolerance", 1e-13));
        assertEquals(linearCost, quantity(problem, solution, "linearCost"), 1e-12);
        assertEquals(value, quantity(problem, solution, Certificate.OBJECTIVE), 1e-12);
        assertEquals(value, quantity(problem, solution, Certificate.DUAL_OBJECTIVE), 1e-12);
    }

    @Test
    void bothEntropiesGiveOnePlan() throws SolverException {
        TransportPlan first = converged(Verified.threePoints().regulariser(Regulariser.ENTROPY, 0.3).build(), new TestContext()).value();
        TransportPlan second = converged(Verified.threePoints().regulariser(Regulariser.RELATIVE_ENTROPY, 0.3).build(),
                new TestContext()).value();
        assertArrayEquals(((DMatrixRMaj) first.plan()).data, ((DMatrixRMaj) second.plan()).data, 1e-10);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.0828521154", "0.001, 0.0745041134"})
    void gridsTakeFewSteps(double epsilon, double linearCost) throws SolverException {
        TransportProblem problem = grid(epsilon);
        Solution<TransportPlan> solution = converged(problem, new TestContext().with("tolerance", 1e-12));
        assertTrue(solution.counters().get(Counter.FINISH) <= 25, solution::toString);
        assertEquals(linearCost, quantity(problem, solution, "linearCost"), 1e-10);
    }

    @Test
    void randomAssignmentsTakeFewSteps() throws SolverException {
        Solution<TransportPlan> solution = converged(assignment(500, 1.0 / 1200), new TestContext().with("tolerance", 1e-12));
        assertTrue(solution.counters().get(Counter.FINISH) <= 15, solution::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-2, 1e-3, 1e-4})
    void samplesLeadTheWay(double epsilon) throws SolverException {
        Solution<TransportPlan> solution = converged(clouds(600, 530, epsilon), new TestContext().with("planEntries", 0L));
        assertTrue(solution.iterations() <= 40, solution::toString);
        assertTrue(epsilon == 0.1 || solution.counters().get("sampleSteps") > 0, solution::toString);
    }

    /** The tolerance is some three times what rounding of the exponents makes of the error. */
    @Test
    void roundingIsReached() throws SolverException {
        converged(clouds(100, 100, 1e-4), new TestContext().with("tolerance", 1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6})
    void everyEpsilonIsReached(double epsilon) throws SolverException {
        Solution<TransportPlan> solution = converged(clouds(120, 100, epsilon), new TestContext());
        for (double potential : solution.value().f()) {
            assertTrue(Double.isFinite(potential));
        }
    }

    @Test
    void pointsWithoutWeightAreLeftOut() throws SolverException {
        TransportProblem problem = Verified.costs(new double[][] {{1, 0, 2}, {5, 5, 5}, {0, 3, 1}}, new double[] {0.5, 0, 0.5},
                new double[] {0.25, 0.75, 0}).regulariser(Regulariser.ENTROPY, 0.2).build();
        TransportPlan plan = converged(problem, new TestContext()).value();
        assertEquals(Double.NEGATIVE_INFINITY, plan.f()[1]);
        assertEquals(Double.NEGATIVE_INFINITY, plan.g()[2]);
        for (int k = 0; k < 3; k++) {
            assertEquals(0, plan.plan().get(1, k));
            assertEquals(0, plan.plan().get(k, 2));
        }
    }

    @Test
    void weightsOfManyMagnitudes() throws SolverException {
        Random random = new Random(3);
        double[] source = new double[60];
        double[] target = new double[50];
        for (int i = 0; i < source.length; i++) {
            source[i] = Math.pow(10, -12 * random.nextDouble());
        }
        for (int j = 0; j < target.length; j++) {
            target[j] = Math.pow(10, -12 * random.nextDouble());
        }
        converged(TransportProblem.of(new Measure(Verified.normalised(source), Verified.points(60, 2, random)),
                new Measure(Verified.normalised(target), Verified.points(50, 2, random)), GroundCost.Distance.EUCLIDEAN)
                .regulariser(Regulariser.ENTROPY, 0.01).build(), new TestContext());
    }

    @Test
    void hugeCostsAreAvoided() throws SolverException {
        TransportProblem problem = Verified.costs(new double[][] {{1e32, 0.2}, {0.3, 1e32}}, new double[] {0.5, 0.5},
                new double[] {0.5, 0.5}).regulariser(Regulariser.ENTROPY, 0.01).build();
        TransportPlan plan = converged(problem, new TestContext()).value();
        assertEquals(0, plan.plan().get(0, 0));
        assertEquals(0.5, plan.plan().get(0, 1), 1e-9);
    }

    /** Costs that forbid pairs make the first epsilon large, whose potentials are rounded by more than the last one. */
    @ParameterizedTest
    @ValueSource(doubles = {1e5, 1e10, 1e32})
    void forbiddenPairsLeaveNoRounding(double forbidden) throws SolverException {
        int n = 60;
        Random random = new Random(5);
        double[][] costs = new double[n][n];
        for (double[] row : costs) {
            Arrays.setAll(row, j -> random.nextBoolean() ? forbidden : random.nextDouble());
        }
        double[] weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        converged(Verified.costs(costs, weights, weights).regulariser(Regulariser.ENTROPY, 0.01).build(), new TestContext());
    }

    @Test
    void singlePoints() throws SolverException {
        TransportProblem problem = Verified.costs(new double[][] {{3}}, new double[] {2}, new double[] {2})
                .regulariser(Regulariser.ENTROPY, 0.5).build();
        assertEquals(2, converged(problem, new TestContext()).value().plan().get(0, 0), 1e-12);
        TransportProblem fan = Verified.costs(new double[][] {{3, 1, 2}}, new double[] {1}, new double[] {0.2, 0.3, 0.5})
                .regulariser(Regulariser.RELATIVE_ENTROPY, 0.5).build();
        assertEquals(0.3, converged(fan, new TestContext()).value().plan().get(0, 1), 1e-9);
    }

    @Test
    void addingPotentialsToCostsChangesNoPlan() throws SolverException {
        Random random = new Random(5);
        double[] x = random.doubles(12).toArray();
        double[] y = random.doubles(9).toArray();
        double[][] costs = Verified.squares(x, y);
        double[] a = Verified.weights(12, random);
        double[] b = Verified.weights(9, random);
        TransportPlan first = converged(Verified.costs(costs, a, b).regulariser(Regulariser.ENTROPY, 0.05).build(),
                new TestContext().with("tolerance", 1e-13)).value();
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 9; j++) {
                costs[i][j] += 3 * x[i] - 2 * y[j];
            }
        }
        TransportPlan second = converged(Verified.costs(costs, a, b).regulariser(Regulariser.ENTROPY, 0.05).build(),
                new TestContext().with("tolerance", 1e-12)).value();
        assertArrayEquals(((DMatrixRMaj) first.plan()).data, ((DMatrixRMaj) second.plan()).data, 1e-11);
    }

    @Test
    void threadsDoNotChangeABit() throws SolverException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            TransportProblem problem = clouds(600, 600, 1e-3);
            TransportPlan alone = converged(problem, new TestContext().with("planEntries", 0L)).value();
            TransportPlan together = converged(problem, new TestContext().with("planEntries", 0L).threads(3, threads)).value();
            assertArrayEquals(alone.f(), together.f());
            assertArrayEquals(alone.g(), together.g());
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void solutionsAreGoodStarts() throws SolverException {
        TransportProblem problem = clouds(200, 150, 1e-3);
        Solution<TransportPlan> cold = converged(problem, new TestContext());
        Solution<TransportPlan> warm = converged(problem, new TestContext().start(cold.value()));
        assertTrue(warm.iterations() <= 2, warm::toString);
        Solution<TransportPlan> near = converged(clouds(200, 150, 0.8e-3), new TestContext().start(cold.value()));
        assertTrue(near.iterations() < cold.iterations(), near::toString);
        TransportPlan useless = new TransportPlan(new double[200], new Random(1).doubles(150, -1, 1).toArray());
        converged(problem, new TestContext().start(useless));
    }

    @Test
    void limitsEndWithTheErrorReached() throws SolverException {
        TransportProblem problem = clouds(600, 600, 1e-3);
        for (long iterations : new long[] {1, 2, 4}) {
            Solution<TransportPlan> solution = solver.solve(problem, new TestContext().with("maxIterations", iterations));
            assertEquals(Status.ITERATION_LIMIT, solution.status());
            assertTrue(solution.iterations() <= iterations + 3, solution::toString);
            assertTrue(solution.residual() > 1e-9 && solution.residual() < 2, solution::toString);
        }
        Solution<TransportPlan> cancelled = solver.solve(problem, new TestContext().cancelAt(2));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(cancelled.residual() > 1e-9 && cancelled.residual() < 2, cancelled::toString);
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().cancelAt(0)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(0)).status());
    }

    @Test
    void unreachableTolerancesStagnate() throws SolverException {
        Solution<TransportPlan> solution = solver.solve(clouds(60, 50, 1e-3), new TestContext().with("tolerance", 1e-15));
        assertEquals(Status.STAGNATED, solution.status(), solution::toString);
        assertTrue(solution.residual() < 1e-11, solution::toString);
        assertTrue(solution.warnings().stream().anyMatch(warning -> warning.contains("rounding")), solution::toString);
    }

    @Test
    void otherProblemsAreRefused() {
        TransportProblem plain = Verified.threePoints().build();
        assertThrows(SolverException.class, () -> solver.solve(plain, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(plain));
        TransportProblem relaxed = Verified.threePoints().regulariser(Regulariser.ENTROPY, 1)
                .rules(MarginalRule.FREE, MarginalRule.EXACT).build();
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(relaxed, new TestContext())).getMessage().contains("FREE"));
    }

    @Test
    void selfCheckIsSolved() throws SolverException {
        converged(solver.selfCheck(), new TestContext());
    }
}
