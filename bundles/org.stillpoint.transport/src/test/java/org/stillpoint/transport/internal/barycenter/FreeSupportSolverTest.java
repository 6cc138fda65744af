package org.stillpoint.transport.internal.barycenter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.FreeSupportBarycenter;
import org.stillpoint.api.problem.transport.FreeSupportBarycenterProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.FreeSupportBarycenterVerifier;

class FreeSupportSolverTest {

    private static Solution<FreeSupportBarycenter> solve(FreeSupportBarycenterProblem problem, TestContext context)
            throws SolverException {
        Solution<FreeSupportBarycenter> solution = new FreeSupportSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new FreeSupportBarycenterVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static FreeSupportBarycenter barycenter(FreeSupportBarycenterProblem problem) throws SolverException {
        Solution<FreeSupportBarycenter> solution = solve(problem, new TestContext());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    private static Measure cloud(int size, double[] shift, Random random) {
        DMatrixRMaj points = new DMatrixRMaj(size, 2);
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            points.set(i, 0, shift[0] + random.nextGaussian());
            points.set(i, 1, shift[1] + random.nextGaussian());
            weights[i] = .5 + random.nextDouble();
        }
        return new Measure(weights, points).normalised();
    }

    /** One point is the mean of all. */
    @Test
    void onePointIsTheMean() throws SolverException {
        Random random = new Random(1);
        List<Measure> measures = List.of(cloud(5, new double[] {0, 0}, random), cloud(7, new double[] {3, 1}, random));
        FreeSupportBarycenterProblem problem = new FreeSupportBarycenterProblem(measures, new double[] {.25, .75}, 1, .1);
        DMatrixRMaj point = barycenter(problem).points();
        for (int d = 0; d < 2; d++) {
            double mean = 0;
            for (int k = 0; k < 2; k++) {
                for (int j = 0; j < measures.get(k).size(); j++) {
                    mean += problem.weights()[k] * measures.get(k).weights()[j] * measures.get(k).points().get(j, d);
                }
            }
            assertEquals(mean, point.get(0, d), 1e-6);
        }
    }

    /** Without much entropy, two pairs of points far from each other meet in the middle of each. */
    @Test
    void pairsMeetInTheMiddle() throws SolverException {
        List<Measure> measures = List.of(Measure.uniform(new DMatrixRMaj(new double[][] {{0, 0}, {0, 4}})),
                Measure.uniform(new DMatrixRMaj(new double[][] {{2, 1}, {2, 5}})));
        for (long seed = 0; seed < 5; seed++) {
            Solution<FreeSupportBarycenter> solution = solve(new FreeSupportBarycenterProblem(measures, 2, .05),
                    new TestContext().seed(seed));
            assertEquals(Status.CONVERGED, solution.status(), solution::toString);
            DMatrixRMaj points = solution.value().points();
            double low = Math.min(points.get(0, 1), points.get(1, 1));
            double high = Math.max(points.get(0, 1), points.get(1, 1));
            assertEquals(1, points.get(0, 0), 1e-5);
            assertTrue(Math.abs(low - .5) < 1e-5 && Math.abs(high - 4.5) < 1e-5, points::toString);
        }
    }

    @Test
    void cloudsHaveABarycentreBetweenThem() throws SolverException {
        Random random = new Random(2);
        FreeSupportBarycenterProblem problem = new FreeSupportBarycenterProblem(List.of(cloud(30, new double[] {0, 0}, random),
                cloud(40, new double[] {6, 0}, random), cloud(20, new double[] {0, 6}, random)), 15, .3);
        DMatrixRMaj points = barycenter(problem).points();
        double x = 0;
        double y = 0;
        for (int i = 0; i < 15; i++) {
            x += points.get(i, 0) / 15;
            y += points.get(i, 1) / 15;
        }
        assertEquals(2, x, .5);
        assertEquals(2, y, .5);
    }

    @Test
    void limitsReturnWhatThereIsAndStartsAreUsed() throws SolverException {
        Random random = new Random(3);
        FreeSupportBarycenterProblem problem = new FreeSupportBarycenterProblem(List.of(cloud(30, new double[] {0, 0}, random),
                cloud(30, new double[] {4, 0}, random)), 10, .2);
        Solution<FreeSupportBarycenter> limited = solve(problem, new TestContext().with("maxIterations", 1L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > limited.tolerance());
        assertEquals(Status.CANCELLED, solve(problem, new TestContext().cancelAt(0)).status());
        assertEquals(Status.TIME_LIMIT, solve(problem, new TestContext().timeLimit(0)).status());
        FreeSupportBarycenter found = barycenter(problem);
        assertEquals(found, barycenter(problem));
        assertTrue(solve(problem, new TestContext().start(found)).iterations() <= 3);
        FreeSupportBarycenter wrong = new FreeSupportBarycenter(new DMatrixRMaj(3, 2), List.of(), List.of());
        assertThrows(SolverException.class, () -> solve(problem, new TestContext().start(wrong)));
    }

    @Test
    void arrangementsThatAreNotStationaryAreNotCertified() throws SolverException {
        FreeSupportBarycenterProblem problem = new FreeSupportSolver().selfCheck();
        FreeSupportBarycenter value = barycenter(problem);
        DMatrixRMaj moved = value.points().copy();
        moved.add(0, 0, 1e-3);
        for (FreeSupportBarycenter wrong : List.of(new FreeSupportBarycenter(moved, value.f(), value.g()),
                new FreeSupportBarycenter(value.points(), value.g(), value.f()),
                new FreeSupportBarycenter(new DMatrixRMaj(1, 2), value.f(), value.g()),
                new FreeSupportBarycenter(value.points(), List.of(), List.of()))) {
            Certificate certificate = Verification.of(new FreeSupportBarycenterVerifier(), problem,
                    Solution.of(Status.CONVERGED, wrong).residual(0, 1e-6).build());
            assertEquals(wrong.f() == value.g() && wrong.f().get(0)[0] == value.f().get(0)[0], certificate.holds());
        }
        assertFalse(Verification.of(new FreeSupportBarycenterVerifier(), problem,
                Solution.of(Status.UNBOUNDED, value).residual(0, 1e-6).build()).holds());
    }
}
