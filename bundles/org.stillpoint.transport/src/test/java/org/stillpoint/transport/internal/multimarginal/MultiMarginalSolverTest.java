package org.stillpoint.transport.internal.multimarginal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MultiMarginalPlan;
import org.stillpoint.api.problem.transport.MultiMarginalProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.MultiMarginalVerifier;

class MultiMarginalSolverTest {

    private static Solution<MultiMarginalPlan> solve(MultiMarginalProblem problem, TestContext context) throws SolverException {
        Solution<MultiMarginalPlan> solution = new MultiMarginalSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new MultiMarginalVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static MultiMarginalPlan plan(MultiMarginalProblem problem) throws SolverException {
        Solution<MultiMarginalPlan> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static double[] normal(int size, double mean, double deviation) {
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = Math.exp(-(i - mean) * (i - mean) / (2 * deviation * deviation));
        }
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    /** Between two measures it is the usual problem: the plan and the cost of the reference case. */
    @Test
    void twoMarginalsAreTransport() throws SolverException {
        Measure from = new Measure(new double[] {.2, .5, .3}, new DMatrixRMaj(new double[] {0, 1, 2}));
        Measure to = new Measure(new double[] {.3, .3, .4}, new DMatrixRMaj(new double[] {.5, 1.5, 3}));
        MultiMarginalProblem problem = MultiMarginalProblem.ofSquaredDistances(List.of(from, to), 1);
        Solution<MultiMarginalPlan> solution = solve(problem, new TestContext().with("tolerance", 1e-13));
        Certificate certificate = Verification.of(new MultiMarginalVerifier(), problem, solution);
        assertEquals(1.016773533891401, certificate.quantities().get(Certificate.OBJECTIVE), 1e-11);
        assertEquals(1.3757095898637224, certificate.quantities().get(Certificate.DUAL_OBJECTIVE), 1e-12);
        double entry = .2 * .3 * Math.exp(solution.value().potentials().get(0)[0] + solution.value().potentials().get(1)[0] - .25);
        assertEquals(.1612235329, entry, 1e-10);
    }

    /**
     * Three normal distributions on a line at squared distances: of each triple of points the mean has the law of the barycentre, whose
     * mean and deviation are the means of theirs.
     */
    @Test
    void threeNormalDistributionsMeetInTheirBarycentre() throws SolverException {
        int size = 20;
        DMatrixRMaj line = new DMatrixRMaj(size, 1);
        for (int i = 0; i < size; i++) {
            line.set(i, 0, i);
        }
        double[][] parameters = {{5, 1.1}, {9, 1.5}, {13, 1.3}};
        List<Measure> measures = Arrays.stream(parameters).map(p -> new Measure(normal(size, p[0], p[1]), line)).toList();
        MultiMarginalProblem problem = MultiMarginalProblem.ofSquaredDistances(measures, .5);
        MultiMarginalPlan plan = plan(problem);
        double mean = 0;
        double square = 0;
        double cross = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    double mass = measures.get(0).weights()[i] * measures.get(1).weights()[j] * measures.get(2).weights()[k]
                            * Math.exp((plan.potentials().get(0)[i] + plan.potentials().get(1)[j] + plan.potentials().get(2)[k]
                                    - problem.costs()[(i * size + j) * size + k]) / .5);
                    double middle = (i + j + k) / 3.0;
                    mean += mass * middle;
                    square += mass * middle * middle;
                    cross += mass * (i - 5) * (j - 9);
                }
            }
        }
        assertEquals(9, mean, .001);
        assertEquals(1.69, square - mean * mean, .1);
        assertEquals(1.65, cross, .2);
    }

    @Test
    void fourMarginalsWithZerosAndAnyCostsAreTreated() throws SolverException {
        Random random = new Random(3);
        List<Measure> measures = List.of(Measure.of(.5, 0, .5), Measure.of(.25, .75), Measure.of(.1, .2, .3, .4), Measure.of(1));
        for (double epsilon : new double[] {.01, .1, 10}) {
            MultiMarginalPlan plan = plan(new MultiMarginalProblem(measures, random.doubles(24).toArray(), epsilon));
            assertTrue(Double.isFinite(plan.potentials().get(0)[1]));
        }
        double[] huge = new double[24];
        Arrays.setAll(huge, i -> i % 5 == 0 ? 1e32 : i);
        for (double epsilon : new double[] {1e26, 1e29, 1e31}) {
            Solution<MultiMarginalPlan> solution = solve(new MultiMarginalProblem(measures, huge, epsilon),
                    new TestContext().with("maxIterations", 2000L));
            assertTrue(Double.isFinite(solution.residual()), solution::toString);
        }
    }

    @Test
    void limitsReturnWhatThereIs() throws SolverException {
        Random random = new Random(4);
        double[] even = new double[8];
        Arrays.fill(even, .125);
        List<Measure> measures = List.of(Measure.of(even), Measure.of(even), Measure.of(even));
        MultiMarginalProblem problem = new MultiMarginalProblem(measures, random.doubles(512).toArray(), .01);
        Solution<MultiMarginalPlan> limited = solve(problem, new TestContext().with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > limited.tolerance());
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().cancelAt(0)).status());
        assertEquals(Status.TIME_LIMIT, solve(problem, new TestContext().timeLimit(0)).status());
        assertEquals(plan(problem), plan(problem));
    }

    @Test
    void wrongPotentialsAreNotCertified() throws SolverException {
        MultiMarginalProblem problem = new MultiMarginalSolver().selfCheck();
        List<double[]> right = plan(problem).potentials();
        double[] moved = {right.get(0)[0] + 1e-6, right.get(0)[1]};
        for (MultiMarginalPlan wrong : List.of(new MultiMarginalPlan(List.of(moved, right.get(1), right.get(2))),
                new MultiMarginalPlan(right.subList(0, 2)), new MultiMarginalPlan(List.of(right.get(0), right.get(1), new double[3])),
                new MultiMarginalPlan(List.of(new double[] {Double.NaN, 0}, right.get(1), right.get(2))))) {
            assertFalse(Verification.of(new MultiMarginalVerifier(), problem,
                    Solution.of(Status.CONVERGED, wrong).residual(0, 1e-9).build()).holds());
        }
    }
}
