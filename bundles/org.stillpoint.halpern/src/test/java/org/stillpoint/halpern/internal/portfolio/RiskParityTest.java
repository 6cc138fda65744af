package org.stillpoint.halpern.internal.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.RiskParityVerifier;

class RiskParityTest {

    private static Stream<Solver<RiskParityProblem, Portfolio>> solvers() {
        return Stream.of(new RiskParitySolver(), new RiskParityNewtonSolver());
    }

    /** Solves, and has a claim verified. */
    private static Solution<Portfolio> solve(Solver<RiskParityProblem, Portfolio> solver, RiskParityProblem problem, TestContext context)
            throws SolverException {
        Solution<Portfolio> solution = solver.solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = new RiskParityVerifier().verify(problem, solution, Verification.context(solution.tolerance()));
            assertTrue(certificate.holds(), () -> solution + " is not confirmed: " + certificate);
        }
        return solution;
    }

    private static double[] weights(Solver<RiskParityProblem, Portfolio> solver, RiskParityProblem problem) throws SolverException {
        Solution<Portfolio> solution = solve(solver, problem, new TestContext().with("tolerance", 1e-14));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value().weights();
    }

    private static double[] shares(double... amounts) {
        double sum = Arrays.stream(amounts).sum();
        return Arrays.stream(amounts).map(amount -> amount / sum).toArray();
    }

    /** A covariance of a market, some sectors, and noise of each asset. */
    private static RiskParityProblem factors(int assets, Random random, boolean equal) {
        int factors = 1 + assets / 20;
        double[][] loadings = new double[assets][factors];
        double[] volatilities = new double[assets];
        for (int i = 0; i < assets; i++) {
            loadings[i][0] = 0.3 + random.nextDouble();
            for (int k = 1; k < factors; k++) {
                loadings[i][k] = 0.4 * random.nextGaussian();
            }
            volatilities[i] = Math.exp(random.nextGaussian()) / 10;
        }
        DMatrixRMaj covariance = new DMatrixRMaj(assets, assets);
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 0.3 + random.nextDouble() : 0;
                for (int k = 0; k < factors; k++) {
                    sum += loadings[i][k] * loadings[j][k];
                }
                covariance.set(i, j, sum * volatilities[i] * volatilities[j]);
                covariance.set(j, i, covariance.get(i, j));
            }
        }
        double[] budgets = random.doubles(assets).map(uniform -> equal ? 1 : 0.1 + uniform).toArray();
        return new RiskParityProblem(covariance, shares(budgets), List.of());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void solvesItsSelfCheck(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        assertEquals(Status.CONVERGED, solve(solver, solver.selfCheck(), new TestContext()).status());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void uncorrelatedAssetsHaveTheRootOfTheBudgetOverTheVolatility(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{4, 0, 0}, {0, 0.09, 0}, {0, 0, 1e8}});
        double[] budgets = {0.6, 0.3, 0.1};
        double[] expected = shares(Math.sqrt(0.6) / 2, Math.sqrt(0.3) / 0.3, Math.sqrt(0.1) / 1e4);
        assertArrayEquals(expected, weights(solver, new RiskParityProblem(covariance, budgets, List.of())), 1e-14);
        assertArrayEquals(new double[] {1}, weights(solver, new RiskParityProblem(new DMatrixRMaj(new double[][] {{7}}),
                new double[] {1}, List.of())), 0);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void constantCorrelationsDoNotMatterForEqualBudgets(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        double[] volatilities = {0.1, 0.5, 2, 0.25, 1};
        for (double correlation : new double[] {-0.2, 0, 0.5, 0.99}) {
            DMatrixRMaj covariance = new DMatrixRMaj(5, 5);
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                    covariance.set(i, j, (i == j ? 1 : correlation) * volatilities[i] * volatilities[j]);
                }
            }
            double[] weights = weights(solver, new RiskParityProblem(covariance, shares(1, 1, 1, 1, 1), List.of()));
            assertArrayEquals(shares(10, 2, 0.5, 4, 1), weights, 1e-13);
        }
    }

    /** The ratio r of the positions in units of volatility solves r^2 + c (1 - k) r - k = 0, c the correlation, k the budgets' ratio. */
    @ParameterizedTest
    @MethodSource("solvers")
    void twoAssetsHaveAClosedForm(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        for (double correlation : new double[] {-0.9, -0.3, 0.2, 0.95}) {
            for (double budget : new double[] {0.01, 0.3, 0.5, 0.8}) {
                double ratio = budget / (1 - budget);
                double linear = correlation * (1 - ratio);
                double positions = (Math.sqrt(linear * linear + 4 * ratio) - linear) / 2;
                DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{0.04, 0.06 * correlation}, {0.06 * correlation, 0.09}});
                double[] weights = weights(solver, new RiskParityProblem(covariance, new double[] {budget, 1 - budget}, List.of()));
                assertArrayEquals(shares(positions / 0.2, 1 / 0.3), weights, 1e-12);
            }
        }
    }

    /** A covariance of eigenvalues drawn uniformly, along random axes. */
    private static RiskParityProblem spectrum(int assets, Random random) {
        double[][] axes = new double[assets][];
        double[][] matrix = new double[assets][assets];
        for (int k = 0; k < assets; k++) {
            double[] axis = random.doubles(assets).map(ignored -> random.nextGaussian()).toArray();
            for (int before = 0; before < 2 * k; before++) {
                VectorKernels.axpy(-VectorKernels.dot(axis, axes[before % k]), axes[before % k], axis);
            }
            VectorKernels.scale(1 / VectorKernels.norm2(axis), axis, 0, axis, 0, assets);
            axes[k] = axis;
            double eigenvalue = random.nextDouble();
            for (int i = 0; i < assets; i++) {
                for (int j = 0; j < assets; j++) {
                    matrix[i][j] += eigenvalue * axis[i] * axis[j];
                }
            }
        }
        for (int i = 0; i < assets; i++) {
            for (int j = 0; j < i; j++) {
                matrix[j][i] = matrix[i][j];
            }
        }
        return new RiskParityProblem(new DMatrixRMaj(matrix), shares(random.doubles(assets).map(ignored -> 1).toArray()), List.of());
    }

    /** The experiment of Choi and Chen, to a smaller tolerance: they save more than 40% of the sweeps. */
    @Test
    void theImprovedMethodSavesFourSweepsInTen() throws SolverException {
        Random random = new Random(2);
        long improved = 0;
        long original = 0;
        for (int assets : new int[] {10, 50, 100}) {
            for (int repeat = 0; repeat < 5; repeat++) {
                RiskParityProblem problem = spectrum(assets, random);
                Solution<Portfolio> descent = solve(new RiskParitySolver(), problem, new TestContext());
                Solution<Portfolio> old = solve(new RiskParitySolver(), problem, new TestContext().with("improved", false));
                assertEquals(Status.CONVERGED, descent.status());
                assertEquals(Status.CONVERGED, old.status());
                improved += descent.iterations();
                original += old.iterations();
            }
        }
        assertTrue(improved <= 0.6 * original, improved + " and " + original + " sweeps");
    }

    @Test
    void allMethodsAgreeAndTheImprovedGuessSavesNewtonSteps() throws SolverException {
        Random random = new Random(2);
        long improved = 0;
        long plain = 0;
        for (int assets : new int[] {10, 30, 100, 200}) {
            for (int repeat = 0; repeat < 4; repeat++) {
                RiskParityProblem problem = factors(assets, random, repeat % 2 == 0);
                Solution<Portfolio> newton = solve(new RiskParityNewtonSolver(), problem, new TestContext());
                Solution<Portfolio> unguided = solve(new RiskParityNewtonSolver(), problem, new TestContext().with("improvedStart", false));
                Solution<Portfolio> descent = solve(new RiskParitySolver(), problem, new TestContext().with("tolerance", 1e-12));
                Solution<Portfolio> old = solve(new RiskParitySolver(), problem,
                        new TestContext().with("tolerance", 1e-12).with("improved", false));
                for (Solution<Portfolio> solution : List.of(newton, unguided, descent, old)) {
                    assertEquals(Status.CONVERGED, solution.status(), solution::toString);
                    assertArrayEquals(newton.value().weights(), solution.value().weights(), 1e-9);
                }
                improved += newton.counters().get(Counter.FINISH);
                plain += unguided.counters().get(Counter.FINISH);
            }
        }
        assertTrue(improved <= 0.7 * plain, improved + " and " + plain + " steps");
    }

    /** An example with published weights, in thousandths. */
    @ParameterizedTest
    @MethodSource("solvers")
    void publishedWeightsAreFound(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        DMatrixRMaj covariance = new DMatrixRMaj(new double[][] {{94.868, 33.750, 12.325, -1.178, 8.778},
            {33.750, 445.642, 98.955, -7.901, 84.954}, {12.325, 98.955, 117.265, 0.503, 45.184}, {-1.178, -7.901, 0.503, 5.460, 1.057},
            {8.778, 84.954, 45.184, 1.057, 34.126}});
        assertArrayEquals(new double[] {0.125, 0.047, 0.083, 0.613, 0.132},
                weights(solver, new RiskParityProblem(covariance, shares(1, 1, 1, 1, 1), List.of())), 5e-4);
        assertArrayEquals(new double[] {0.077, 0.025, 0.074, 0.648, 0.176},
                weights(solver, new RiskParityProblem(covariance, new double[] {0.1, 0.1, 0.2, 0.3, 0.3}, List.of())), 5e-4);
    }

    @Test
    void fiveHundredAssetsTakeFewSweeps() throws SolverException {
        RiskParityProblem problem = factors(500, new Random(4), false);
        Solution<Portfolio> descent = solve(new RiskParitySolver(), problem, new TestContext());
        Solution<Portfolio> newton = solve(new RiskParityNewtonSolver(), problem, new TestContext());
        assertEquals(Status.CONVERGED, descent.status());
        assertEquals(Status.CONVERGED, newton.status());
        assertArrayEquals(newton.value().weights(), descent.value().weights(), 1e-9);
        assertTrue(descent.iterations() < 50, descent.toString());
        assertTrue(newton.iterations() < 12, newton.toString());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void limitsAndCancellationReturnTheBestPortfolio(Solver<RiskParityProblem, Portfolio> solver) throws SolverException {
        RiskParityProblem problem = factors(40, new Random(9), false);
        TestContext limit = new TestContext().with("maxIterations", 1L).with("tolerance", 1e-14);
        Solution<Portfolio> limited = solver.solve(problem, limit);
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(1, limited.iterations());
        assertEquals(1, Arrays.stream(limited.value().weights()).sum(), 1e-12);
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().with("tolerance", 1e-14).cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().with("tolerance", 1e-14).timeLimit(0)).status());
        Solution<Portfolio> first = solver.solve(problem, new TestContext());
        Solution<Portfolio> second = solver.solve(problem, new TestContext());
        assertArrayEquals(first.value().weights(), second.value().weights());
        assertEquals(first.counters(), second.counters());
        assertEquals(0, solver.solve(problem, new TestContext().with("tolerance", 1e-9).start(first.value())).iterations());
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void matricesThatAreNoCovariancesAreRefused(Solver<RiskParityProblem, Portfolio> solver) {
        assertTrue(refusal(solver, 3, new TestContext()).contains("covariance (0, 1) means a correlation of 1.5"));
        assertTrue(refusal(solver, -2, new TestContext()).contains("expected a covariance that is positive definite"));
        TestContext wrong = new TestContext().start(new Portfolio(new double[3]));
        assertTrue(refusal(solver, 1, wrong).contains("expected 2"));
        TestContext zero = new TestContext().start(new Portfolio(new double[2]));
        assertTrue(refusal(solver, 1, zero).contains("weight 0 = 0.0"));
    }

    private static String refusal(Solver<RiskParityProblem, Portfolio> solver, double covariance, TestContext context) {
        RiskParityProblem problem = new RiskParityProblem(new DMatrixRMaj(new double[][] {{1, covariance}, {covariance, 4}}),
                shares(1, 1), List.of());
        return assertThrows(SolverException.class, () -> solver.solve(problem, context)).getMessage();
    }
}
