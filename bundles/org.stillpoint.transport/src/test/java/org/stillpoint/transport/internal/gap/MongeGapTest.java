package org.stillpoint.transport.internal.gap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MongeGap;
import org.stillpoint.api.problem.transport.MongeGapProblem;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.transport.internal.exact.ExactSolver;
import org.stillpoint.transport.internal.newton.NewtonSolver;
import org.stillpoint.verify.internal.MongeGapVerifier;

class MongeGapTest {

    private static final MongeGapAsTransport REDUCTION = new MongeGapAsTransport();

    private static Solution<MongeGap> solve(MongeGapProblem problem) throws SolverException {
        Solver<TransportProblem, TransportPlan> solver = problem.epsilon() == 0 ? new ExactSolver() : new NewtonSolver();
        Solution<TransportPlan> transport = solver.solve(REDUCTION.reduce(problem), new TestContext());
        assertEquals(Status.CONVERGED, transport.status(), transport::toString);
        Solution<MongeGap> solution = Solution.of(transport.status(), REDUCTION.restore(problem, transport.value()))
                .residual(transport.residual(), transport.tolerance()).build();
        Certificate certificate = Verification.of(new MongeGapVerifier(), problem, solution);
        assertTrue(certificate.holds(), certificate::toString);
        return solution;
    }

    private static DMatrixRMaj cloud(int count, long seed) {
        Random random = new Random(seed);
        return DMatrixRMaj.wrap(count, 2, random.doubles(2L * count).map(any -> random.nextGaussian()).toArray());
    }

    private static Measure weighted(DMatrixRMaj points, long seed) {
        double[] weights = new Random(seed).doubles(points.numRows, 0.1, 1).toArray();
        return new Measure(weights, points);
    }

    /** The gradient of 3 x^2 / 2 + log cosh x + x y / 2 + y^2, which is convex. */
    private static DMatrixRMaj gradient(DMatrixRMaj x) {
        DMatrixRMaj images = x.copy();
        for (int i = 0; i < x.numRows; i++) {
            double first = x.get(i, 0);
            images.set(i, 0, 3 * first + Math.tanh(first) + x.get(i, 1) / 2);
            images.set(i, 1, first / 2 + 2 * x.get(i, 1));
        }
        return images;
    }

    @Test
    void gradientsOfConvexFunctionsHaveNoGap() throws SolverException {
        DMatrixRMaj points = cloud(40, 1);
        MongeGapProblem problem = new MongeGapProblem(weighted(points, 2), gradient(points), GroundCost.Distance.SQUARED_EUCLIDEAN, 0);
        assertEquals(0, solve(problem).value().gap(), 1e-13);
    }

    /** A quarter turn of a square costs 1 at each corner, and the best map of the same image nothing. */
    @Test
    void turnsHaveAGap() throws SolverException {
        DMatrixRMaj corners = new DMatrixRMaj(new double[][] {{0, 0}, {1, 0}, {1, 1}, {0, 1}});
        DMatrixRMaj turned = new DMatrixRMaj(new double[][] {{1, 0}, {1, 1}, {0, 1}, {0, 0}});
        for (GroundCost cost : List.of(GroundCost.Distance.SQUARED_EUCLIDEAN, GroundCost.Distance.EUCLIDEAN,
                GroundCost.Distance.CITY_BLOCK, new GroundCost.Distance(Double.POSITIVE_INFINITY, 3))) {
            assertEquals(1, solve(new MongeGapProblem(Measure.uniform(corners), turned, cost, 0)).value().gap(), 1e-15);
        }
        assertEquals(0, solve(new MongeGapProblem(Measure.uniform(corners), corners, GroundCost.Distance.EUCLIDEAN, 0)).value().gap(), 0);
    }

    @Test
    void otherMapsHaveAGap() throws SolverException {
        DMatrixRMaj points = cloud(30, 3);
        for (GroundCost cost : List.of(GroundCost.Distance.SQUARED_EUCLIDEAN, GroundCost.Distance.EUCLIDEAN, new GroundCost.Cosine(),
                new GroundCost.Distance(1.5, 2))) {
            double gap = solve(new MongeGapProblem(Measure.uniform(points), cloud(30, 4), cost, 0)).value().gap();
            assertTrue(gap > 1e-3, cost + ": " + gap);
        }
    }

    /** With entropy a map's own plan is no longer the best; the gap tends to the one without as epsilon does to 0, within its entropy. */
    @Test
    void entropyChangesTheGapByAtMostItsOwnSize() throws SolverException {
        DMatrixRMaj points = cloud(30, 3);
        DMatrixRMaj images = cloud(30, 4);
        double exact = solve(new MongeGapProblem(Measure.uniform(points), images, GroundCost.Distance.SQUARED_EUCLIDEAN, 0)).value().gap();
        for (double epsilon : new double[] {1, 0.1, 0.01}) {
            double gap = solve(new MongeGapProblem(Measure.uniform(points), images, GroundCost.Distance.SQUARED_EUCLIDEAN, epsilon)).value()
                    .gap();
            assertTrue(gap <= exact + 1e-9 && gap >= exact - epsilon * Math.log(30) - 1e-9, epsilon + ": " + gap + " and " + exact);
        }
        double negative = solve(new MongeGapProblem(Measure.uniform(points), points, GroundCost.Distance.SQUARED_EUCLIDEAN, 0.1)).value()
                .gap();
        assertTrue(negative < 0, "the identity: " + negative);
    }

    @Test
    void aWrongGapIsFound() throws SolverException {
        MongeGapProblem problem = new MongeGapProblem(Measure.uniform(cloud(10, 3)), cloud(10, 4),
                GroundCost.Distance.SQUARED_EUCLIDEAN, 0);
        MongeGap right = solve(problem).value();
        for (double wrong : new double[] {right.gap() * (1 + 1e-6), 0, Double.NaN}) {
            Solution<MongeGap> solution = Solution.of(Status.CONVERGED, new MongeGap(wrong, right.transport())).residual(0, 1e-9).build();
            assertFalse(Verification.of(new MongeGapVerifier(), problem, solution).holds());
        }
    }
}
