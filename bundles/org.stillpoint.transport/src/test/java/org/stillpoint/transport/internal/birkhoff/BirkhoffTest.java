package org.stillpoint.transport.internal.birkhoff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem.Divergence;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.DoublyStochasticVerifier;

class BirkhoffTest {

    private static Stream<Solver<DoublyStochasticProblem, MatrixBatch>> solvers() {
        return Stream.of(new BirkhoffSinkhornSolver(), new BirkhoffNewtonSolver(), new BirkhoffEuclideanSolver());
    }

    private static Solution<MatrixBatch> solve(Solver<DoublyStochasticProblem, MatrixBatch> solver, DoublyStochasticProblem problem,
            TestContext context) throws SolverException {
        Solution<MatrixBatch> solution = solver.solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new DoublyStochasticVerifier(), problem, solution);
            assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    private static DoublyStochasticProblem normal(int size, int count, double deviation, Divergence divergence, long seed) {
        Random random = new Random(seed);
        return new DoublyStochasticProblem(size, random.doubles((long) count * size * size).map(any -> deviation * random.nextGaussian())
                .toArray(), divergence);
    }

    /** The largest error of a row of each matrix, in rising order. */
    private static double[] rowErrors(MatrixBatch batch) {
        int size = batch.size();
        double[] errors = new double[batch.count()];
        for (int row = 0; row < batch.count() * size; row++) {
            double sum = Arrays.stream(batch.matrices(), row * size, (row + 1) * size).sum();
            errors[row / size] = Math.max(errors[row / size], Math.abs(sum - 1));
        }
        Arrays.sort(errors);
        return errors;
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsSelfCheck(Solver<DoublyStochasticProblem, MatrixBatch> solver) throws SolverException {
        assertEquals(Status.CONVERGED, solve(solver, solver.selfCheck(), new TestContext()).status());
        assertTrue(solver.expectedSeconds(solver.selfCheck()) < 1);
    }

    /** P has the diagonal p with p / (1 - p) = exp((X_11 + X_22 - X_12 - X_21) / 2). */
    @Test
    void twoRowsHaveAClosedForm() throws SolverException {
        DoublyStochasticProblem problem = normal(2, 50, 2, Divergence.KULLBACK_LEIBLER, 3);
        for (Solver<DoublyStochasticProblem, MatrixBatch> solver : List.of(new BirkhoffSinkhornSolver(), new BirkhoffNewtonSolver())) {
            Solution<MatrixBatch> solution = solve(solver, problem, new TestContext().with("tolerance", 1e-13));
            assertEquals(Status.CONVERGED, solution.status());
            for (int k = 0; k < problem.count(); k++) {
                double[] x = Arrays.copyOfRange(problem.inputs(), 4 * k, 4 * k + 4);
                double p = 1 / (1 + Math.exp((x[1] + x[2] - x[0] - x[3]) / 2));
                // The sums are flat where p is near 0 or 1: there its error is the root of theirs.
                assertArrayEquals(new double[] {p, 1 - p, 1 - p, p}, Arrays.copyOfRange(solution.value().matrices(), 4 * k, 4 * k + 4),
                        1e-9);
            }
        }
    }

    /** A known doubly stochastic matrix, changed by numbers for rows and columns only, comes back. */
    @Test
    void knownProjectionsAreFound() throws SolverException {
        double[] known = {0.5, 0.3, 0.2, 0.1, 0.6, 0.3, 0.4, 0.1, 0.5};
        double[] rows = {3, -7, 20};
        double[] columns = {0.5, 40, -9};
        double[] logits = new double[9];
        double[] sums = new double[9];
        for (int k = 0; k < 9; k++) {
            logits[k] = Math.log(known[k]) + rows[k / 3] + columns[k % 3];
            sums[k] = known[k] + rows[k / 3] + columns[k % 3];
        }
        assertArrayEquals(known, solve(new BirkhoffNewtonSolver(), new DoublyStochasticProblem(3, logits, Divergence.KULLBACK_LEIBLER),
                new TestContext()).value().matrices(), 1e-12);
        assertArrayEquals(known, solve(new BirkhoffSinkhornSolver(), new DoublyStochasticProblem(3, logits, Divergence.KULLBACK_LEIBLER),
                new TestContext().with("tolerance", 1e-13)).value().matrices(), 1e-12);
        assertArrayEquals(known, solve(new BirkhoffEuclideanSolver(), new DoublyStochasticProblem(3, sums, Divergence.EUCLIDEAN),
                new TestContext()).value().matrices(), 1e-12);
    }

    /** The error that the customary twenty sweeps leave, median and maximum of 200 draws: measured elsewhere, with other draws. */
    @ParameterizedTest
    @ValueSource(strings = {"1 2e-13 3.7e-6", "5 8.2e-3 6.5e-2", "10 2.9e-2 0.15", "20 4.0e-2 1.0", "30 4.7e-2 1.0"})
    void twentySweepsAreNotEnough(String row) throws SolverException {
        double[] expected = Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
        DoublyStochasticProblem problem = normal(4, 200, expected[0], Divergence.KULLBACK_LEIBLER, 1);
        Solution<MatrixBatch> swept = solve(new BirkhoffSinkhornSolver(), problem,
                new TestContext().with("maxIterations", 20L).with("tolerance", 1e-14));
        assertEquals(Status.ITERATION_LIMIT, swept.status());
        double[] errors = rowErrors(swept.value());
        assertEquals(Math.log10(expected[1]), Math.log10(errors[100]), 0.5, "median");
        assertEquals(Math.log10(expected[2]), Math.log10(errors[199]), 1.5, "maximum");
        Solution<MatrixBatch> newton = solve(new BirkhoffNewtonSolver(), problem, new TestContext());
        assertEquals(Status.CONVERGED, newton.status());
        assertTrue(rowErrors(newton.value())[199] <= 1e-15, newton.toString());
        assertTrue(newton.iterations() <= 25, newton.toString());
    }

    @Test
    void newtonIsExactToRoundingForAnyLogits() throws SolverException {
        for (int size : new int[] {1, 2, 3, 5, 8, 17, 32}) {
            for (double deviation : new double[] {0, 1e-3, 1, 30, 1e3, 1e6, 1e32, 1e300}) {
                Solution<MatrixBatch> solution = solve(new BirkhoffNewtonSolver(),
                        normal(size, 20, deviation, Divergence.KULLBACK_LEIBLER, size), new TestContext());
                assertEquals(Status.CONVERGED, solution.status(), () -> size + " " + deviation + " " + solution);
            }
        }
    }

    /** Inputs of magnitude m determine the potentials, and so the sums, to their own rounding of 1e-16 m. */
    @Test
    void euclideanProjectionsAreAsExactAsTheInputs() throws SolverException {
        for (int size : new int[] {1, 2, 3, 5, 8, 17, 32}) {
            for (double deviation : new double[] {0, 1e-3, 1, 30, 1e3, 1e6}) {
                double tolerance = 1e-12 + 1e-14 * size * deviation;
                Solution<MatrixBatch> solution = solve(new BirkhoffEuclideanSolver(),
                        normal(size, 20, deviation, Divergence.EUCLIDEAN, size), new TestContext().with("tolerance", tolerance));
                assertEquals(Status.CONVERGED, solution.status(), () -> size + " " + deviation + " " + solution);
            }
        }
        Solution<MatrixBatch> beyond = solve(new BirkhoffEuclideanSolver(), normal(4, 20, 1e32, Divergence.EUCLIDEAN, 1),
                new TestContext());
        assertTrue(beyond.status() == Status.STAGNATED || beyond.status() == Status.ITERATION_LIMIT, beyond.toString());
        assertTrue(beyond.residual() > 1 && beyond.residual() < 1e20, beyond.toString());
    }

    @Test
    void noneOfManyMatricesIsMissed() throws SolverException {
        for (double deviation : new double[] {1, 30}) {
            assertEquals(Status.CONVERGED, solve(new BirkhoffNewtonSolver(),
                    normal(4, 4_000, deviation, Divergence.KULLBACK_LEIBLER, 7), new TestContext()).status());
            assertEquals(Status.CONVERGED, solve(new BirkhoffEuclideanSolver(),
                    normal(4, 4_000, deviation, Divergence.EUCLIDEAN, 7), new TestContext()).status());
        }
    }

    @Test
    void bothMethodsFindTheSameProjection() throws SolverException {
        DoublyStochasticProblem problem = normal(5, 30, 0.7, Divergence.KULLBACK_LEIBLER, 4);
        double[] newton = solve(new BirkhoffNewtonSolver(), problem, new TestContext()).value().matrices();
        Solution<MatrixBatch> swept = solve(new BirkhoffSinkhornSolver(), problem, new TestContext().with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, swept.status());
        assertArrayEquals(newton, swept.value().matrices(), 1e-11);
    }

    /** The derivative of half the squared distance along any way to another doubly stochastic matrix is not negative. */
    @Test
    void euclideanProjectionsAreNearest() throws SolverException {
        DoublyStochasticProblem problem = normal(4, 50, 1, Divergence.EUCLIDEAN, 5);
        double[] nearest = solve(new BirkhoffEuclideanSolver(), problem, new TestContext()).value().matrices();
        double[] others = solve(new BirkhoffNewtonSolver(), normal(4, 50, 3, Divergence.KULLBACK_LEIBLER, 6), new TestContext()).value()
                .matrices();
        for (int k = 0; k < 50; k++) {
            double derivative = 0;
            for (int entry = 16 * k; entry < 16 * k + 16; entry++) {
                derivative += (nearest[entry] - problem.inputs()[entry]) * (others[entry] - nearest[entry]);
            }
            assertTrue(derivative >= -1e-12, "matrix " + k + ": " + derivative);
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void threadsDoNotChangeAnything(Solver<DoublyStochasticProblem, MatrixBatch> solver) throws SolverException {
        DoublyStochasticProblem problem = normal(4, 3000, 2, divergence(solver), 8);
        Solution<MatrixBatch> one = solve(solver, problem, new TestContext().with("tolerance", 1e-2));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Solution<MatrixBatch> three = solve(solver, problem, new TestContext().with("tolerance", 1e-2).threads(3, threads));
            assertArrayEquals(one.value().matrices(), three.value().matrices());
            assertEquals(one.counters(), three.counters());
        } finally {
            threads.shutdownNow();
        }
        int last = problem.count() - 1;
        DoublyStochasticProblem alone = new DoublyStochasticProblem(4, Arrays.copyOfRange(problem.inputs(), 16 * last, 16 * last + 16),
                problem.divergence());
        assertArrayEquals(Arrays.copyOfRange(one.value().matrices(), 16 * last, 16 * last + 16),
                solve(solver, alone, new TestContext().with("tolerance", 1e-2)).value().matrices());
    }

    private static Divergence divergence(Solver<DoublyStochasticProblem, MatrixBatch> solver) {
        return solver.selfCheck().divergence();
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsAndCancellationReturnWhatIsThere(Solver<DoublyStochasticProblem, MatrixBatch> solver) throws SolverException {
        DoublyStochasticProblem problem = normal(4, 300, 10, divergence(solver), 9);
        TestContext limit = new TestContext().with("maxIterations", 2L);
        Solution<MatrixBatch> limited = solver.solve(problem, limit);
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(2, limited.iterations());
        assertTrue(Double.isFinite(limited.residual()) && limited.warnings().get(0).contains("of 300 matrices miss the tolerance"));
        Solution<MatrixBatch> cancelled = solver.solve(problem, new TestContext().cancelAt(1));
        assertEquals(Status.CANCELLED, cancelled.status());
        assertTrue(Arrays.stream(cancelled.value().matrices()).allMatch(Double::isFinite));
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(0)).status());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void theOtherDivergenceIsRefused(Solver<DoublyStochasticProblem, MatrixBatch> solver) {
        Divergence other = divergence(solver) == Divergence.EUCLIDEAN ? Divergence.KULLBACK_LEIBLER : Divergence.EUCLIDEAN;
        DoublyStochasticProblem problem = normal(2, 1, 1, other, 1);
        assertTrue(assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext())).getMessage()
                .contains("the divergence is " + other));
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
    }
}
