package org.stillpoint.transport.internal.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FlowCoupling;
import org.stillpoint.api.problem.transport.RectifiedFlowProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.VerifiedSolve;
import org.stillpoint.verify.internal.RectifiedFlowVerifier;

class RectifiedFlowSolverTest {

    private static final RectifiedFlowSolver SOLVER = new RectifiedFlowSolver();
    private static final RectifiedFlowVerifier VERIFIER = new RectifiedFlowVerifier();

    /** Independent pairs of a normal distribution and one around two points. */
    private static RectifiedFlowProblem clusters(int pairs, int dimension, double exponent, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj source = new DMatrixRMaj(pairs, dimension);
        DMatrixRMaj target = new DMatrixRMaj(pairs, dimension);
        for (int i = 0; i < pairs; i++) {
            double side = random.nextBoolean() ? 2 : -2;
            for (int j = 0; j < dimension; j++) {
                source.set(i, j, random.nextGaussian());
                target.set(i, j, (j == 0 ? 1 + side : 0) + 0.7 * random.nextGaussian());
            }
        }
        return new RectifiedFlowProblem(source, target, exponent, 0.01);
    }

    private static double orderedCost(RectifiedFlowProblem problem) {
        double[] x = problem.source().data.clone();
        double[] y = problem.target().data.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.pow(Math.abs(y[i] - x[i]), problem.exponent()) / problem.exponent();
        }
        return sum / x.length;
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        VerifiedSolve.value(SOLVER, VERIFIER, SOLVER.selfCheck(), new TestContext());
    }

    /** The verifier compares with the least cost between the ends; this does with that between the given points. */
    @ParameterizedTest
    @ValueSource(doubles = {1.5, 2, 3})
    void onALineTheCouplingIsOptimal(double exponent) throws SolverException {
        RectifiedFlowProblem problem = clusters(200, 1, exponent, 3);
        FlowCoupling coupling = VerifiedSolve.value(SOLVER, VERIFIER, problem, new TestContext());
        double[] costs = coupling.costs();
        assertEquals(orderedCost(problem), costs[costs.length - 1], 0.02 * costs[0]);
        assertTrue(EnergyCoefficient.of(coupling.ends(), problem.target()) < 0.002);
    }

    @Test
    void inThePlaneTheCostFallsAndTheEndsStayWhereTheyAre() throws SolverException {
        RectifiedFlowProblem problem = clusters(200, 2, 2, 1);
        Solution<FlowCoupling> solution = VerifiedSolve.solve(SOLVER, VERIFIER, problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        double[] costs = solution.value().costs();
        for (int round = 1; round < costs.length; round++) {
            assertTrue(costs[round] <= costs[round - 1]);
        }
        Certificate start = Verification.of(VERIFIER, problem, Solution.of(Status.ITERATION_LIMIT,
                new FlowCoupling(problem.target(), new double[] {costs[0]})).build(), 1);
        Certificate end = Verification.of(VERIFIER, problem, solution, 1);
        String gain = "largestGainByAnExchange";
        assertTrue(end.quantities().get(gain) < 0.2 * start.quantities().get(gain), start + " and " + end);
    }

    /** What an affine gradient moves is coupled optimally already: the flow is straight, and linear features follow it exactly. */
    @Test
    void optimalCouplingsStayAsTheyAre() throws SolverException {
        Random random = new Random(8);
        DMatrixRMaj source = new DMatrixRMaj(100, 2);
        DMatrixRMaj target = new DMatrixRMaj(100, 2);
        for (int i = 0; i < 100; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            source.set(i, 0, x);
            source.set(i, 1, y);
            target.set(i, 0, 2 * x + 0.5 * y + 3);
            target.set(i, 1, 0.5 * x + 0.8 * y - 1);
        }
        RectifiedFlowProblem problem = new RectifiedFlowProblem(source, target, 2, 1e-4);
        FlowCoupling coupling = VerifiedSolve.value(SOLVER, VERIFIER, problem,
                new TestContext().with("degree", 2).with("centres", 0).with("ridge", 1e-12).with("noise", 0.0).with("bins", 40));
        assertEquals(2, coupling.costs().length);
        assertArrayEquals(target.data, coupling.ends().data, 2e-3);
    }

    /** The potential with which the fit attains the gap 0 of Fenchel and Young's inequality. */
    @Test
    void fitsFindTheirPotential() {
        for (double exponent : new double[] {1.3, 2, 4}) {
            ConjugateCost cost = new ConjugateCost(exponent);
            VelocityFit fit = new VelocityFit(cost, 4);
            double[] theta = {0.7, -0.4, 0.3, 0.2};
            Random random = new Random(1);
            fit.clear(60);
            for (int row = 0; row < 60; row++) {
                double[] gradient = {1, 2 * random.nextGaussian()};
                double time = random.nextDouble();
                double y = theta[0] + theta[1] * gradient[1] + time * (theta[2] + theta[3] * gradient[1]);
                fit.add(gradient, 0, time, cost.conjugateSlope(y));
            }
            double[] found = new double[4];
            assertTrue(fit.solve(1e-14, found, () -> true));
            assertArrayEquals(theta, found, 1e-5, "exponent " + exponent);
        }
    }

    @Test
    void gradientsOfFeaturesAreThoseOfFiniteDifferences() {
        RectifiedFlowProblem problem = clusters(50, 2, 2, 4);
        FlowFeatures features = new FlowFeatures(problem.target(), 3, 4);
        assertEquals(13, features.size());
        // The gradient field of each feature has no rotation: d/dy of the first coordinate is d/dx of the second.
        double[] x = {0.4, -0.2};
        double[][] moved = new double[4][26];
        double step = 1e-5;
        features.gradients(new double[] {x[0], x[1] + step}, 0, moved[0]);
        features.gradients(new double[] {x[0], x[1] - step}, 0, moved[1]);
        features.gradients(new double[] {x[0] + step, x[1]}, 0, moved[2]);
        features.gradients(new double[] {x[0] - step, x[1]}, 0, moved[3]);
        for (int m = 0; m < 13; m++) {
            double across = (moved[0][m] - moved[1][m]) / (2 * step);
            assertEquals(across, (moved[2][13 + m] - moved[3][13 + m]) / (2 * step), 1e-8 * (1 + Math.abs(across)));
        }
        double[] outside = new double[26];
        double[] further = new double[26];
        features.gradients(new double[] {1e3, 1e3}, 0, outside);
        features.gradients(new double[] {1e9, 1e9}, 0, further);
        assertArrayEquals(outside, further);
    }

    @Test
    void poorFeaturesEndTheRunWithAReason() throws SolverException {
        RectifiedFlowProblem loose = clusters(200, 1, 2, 3);
        RectifiedFlowProblem problem = new RectifiedFlowProblem(loose.source(), loose.target(), 2, 1e-4);
        Solution<FlowCoupling> solution = SOLVER.solve(problem, new TestContext().with("centres", 0));
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.warnings().get(0).contains("energy coefficient"), solution.warnings()::toString);
        assertArrayEquals(problem.target().data, solution.value().ends().data);
    }

    @Test
    void specialCasesHaveClearAnswers() throws SolverException {
        DMatrixRMaj points = new DMatrixRMaj(new double[][] {{1}, {4}});
        RectifiedFlowProblem still = new RectifiedFlowProblem(points, points, 2, 0.01);
        Solution<FlowCoupling> nothing = VerifiedSolve.solve(SOLVER, VERIFIER, still, new TestContext());
        assertEquals(Status.CONVERGED, nothing.status());
        assertEquals(0, nothing.iterations());
        DMatrixRMaj one = new DMatrixRMaj(new double[][] {{1}});
        DMatrixRMaj other = new DMatrixRMaj(new double[][] {{7}});
        // Two points that are not the same are as different as distributions can be, however near they are.
        Solution<FlowCoupling> single = SOLVER.solve(new RectifiedFlowProblem(one, other, 2, 0.01), new TestContext());
        assertEquals(Status.STAGNATED, single.status());
        assertEquals(7, single.value().ends().get(0, 0));
        DMatrixRMaj far = new DMatrixRMaj(new double[][] {{1e200}});
        assertEquals(Status.NONFINITE, SOLVER.solve(new RectifiedFlowProblem(one, far, 2, 0.01), new TestContext()).status());
    }

    @Test
    void limitsStopAndRunsRepeat() throws SolverException {
        RectifiedFlowProblem problem = clusters(200, 2, 2, 1);
        Solution<FlowCoupling> limited = SOLVER.solve(problem, new TestContext().with("maxIterations", 1L).with("tolerance", 1e-9));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(1, limited.iterations());
        assertFalse(Verification.of(VERIFIER, problem, limited, 1e-9).holds());
        assertEquals(Status.CANCELLED, SOLVER.solve(problem, new TestContext().cancelAt(1)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(SOLVER.solve(problem, new TestContext()).value(), SOLVER.solve(problem, new TestContext()).value());
    }

    @Test
    void couplingsThatAreOffAreNotCertified() throws SolverException {
        RectifiedFlowProblem problem = clusters(60, 1, 2, 2);
        double first = 0;
        for (int i = 0; i < 60; i++) {
            first += Math.pow(problem.target().get(i, 0) - problem.source().get(i, 0), 2) / 120;
        }
        // The sources themselves cost nothing, but they are no targets; the given pairs are, but not in order.
        assertEquals(1, failures(problem, new FlowCoupling(problem.source(), new double[] {first, 0, 0})));
        assertEquals(1, failures(problem, new FlowCoupling(problem.target(), new double[] {first, first})));
        assertEquals(2, failures(problem, new FlowCoupling(problem.target(), new double[] {first, first * 1.001, first})));
        assertEquals(2, failures(problem, new FlowCoupling(problem.target(), new double[] {first * 1.001, first})));
    }

    private static long failures(RectifiedFlowProblem problem, FlowCoupling coupling) throws SolverException {
        Solution<FlowCoupling> claim = Solution.of(Status.CONVERGED, coupling).residual(0, 1).build();
        return Verification.of(VERIFIER, problem, claim, 0.01).checks().stream().filter(check -> !check.holds()).count();
    }
}
