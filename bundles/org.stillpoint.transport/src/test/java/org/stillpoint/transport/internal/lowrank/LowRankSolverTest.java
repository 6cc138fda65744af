package org.stillpoint.transport.internal.lowrank;

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
import org.stillpoint.api.problem.transport.GroundCost;
import org.stillpoint.api.problem.transport.LowRankPlan;
import org.stillpoint.api.problem.transport.LowRankProblem;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.LowRankVerifier;

class LowRankSolverTest {

    private static final GroundCost SQUARES = GroundCost.Distance.SQUARED_EUCLIDEAN;

    private static TestContext context() {
        return new TestContext().blas(new JavaBlas());
    }

    private static Measure cloud(int size, int dimension, double shift, Random random) {
        DMatrixRMaj points = new DMatrixRMaj(size, dimension);
        for (int k = 0; k < points.getNumElements(); k++) {
            points.data[k] = shift + (1 + shift) * random.nextGaussian();
        }
        double[] weights = random.doubles(size).map(value -> .1 + value).toArray();
        return new Measure(weights, points).normalised();
    }

    private static Solution<LowRankPlan> solve(LowRankProblem problem, TestContext context) throws SolverException {
        Solution<LowRankPlan> solution = new LowRankSolver().solve(problem, context);
        if (solution.status().isClaim()) {
            Certificate certificate = Verification.of(new LowRankVerifier(), problem, solution);
            assertTrue(certificate.holds(), certificate::toString);
        }
        return solution;
    }

    private static LowRankPlan plan(LowRankProblem problem) throws SolverException {
        Solution<LowRankPlan> solution = solve(problem, context());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value();
    }

    /** The cost entry by entry. */
    private static double cost(LowRankProblem problem, LowRankPlan plan) {
        DMatrixRMaj x = problem.source().points();
        DMatrixRMaj y = problem.target().points();
        double sum = 0;
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < y.numRows; j++) {
                double square = 0;
                for (int k = 0; k < x.numCols; k++) {
                    square += (x.get(i, k) - y.get(j, k)) * (x.get(i, k) - y.get(j, k));
                }
                sum += plan.mass(i, j) * square;
            }
        }
        return sum;
    }

    /** Two clusters that go to two others: within each the plan of rank 2 is the product. */
    @Test
    void clustersAreFound() throws SolverException {
        LowRankProblem problem = new LowRankSolver().selfCheck();
        LowRankPlan plan = plan(problem);
        assertEquals(1.0625, cost(problem, plan), 1e-5);
        assertEquals(.125, plan.mass(0, 1), 1e-5);
        assertEquals(0, plan.mass(0, 2), 1e-5);
    }

    /** Of rank 1 there is the product plan only. */
    @Test
    void rankOneIsTheProduct() throws SolverException {
        Random random = new Random(1);
        LowRankProblem problem = new LowRankProblem(cloud(7, 2, 0, random), cloud(5, 2, 1, random), SQUARES, 1, .1);
        LowRankPlan plan = plan(problem);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 5; j++) {
                assertEquals(problem.source().weights()[i] * problem.target().weights()[j], plan.mass(i, j), 1e-15);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, .02, .5})
    void costsFallAsTheRankGrows(double epsilon) throws SolverException {
        Random random = new Random(2);
        Measure from = cloud(40, 2, 0, random);
        Measure to = cloud(50, 2, .5, random);
        double before = Double.POSITIVE_INFINITY;
        for (int rank : new int[] {1, 2, 6}) {
            LowRankProblem problem = new LowRankProblem(from, to, SQUARES, rank, epsilon);
            double cost = cost(problem, plan(problem));
            assertTrue(cost < before, rank + ": " + cost);
            before = cost;
        }
    }

    /** A permuted and shifted copy: transport costs the squared shift, and a plan of full rank comes near. */
    @Test
    void fullRankIsNearlyExact() throws SolverException {
        Random random = new Random(3);
        Measure from = Measure.uniform(cloud(12, 2, 0, random).points());
        DMatrixRMaj moved = new DMatrixRMaj(12, 2);
        for (int i = 0; i < 12; i++) {
            moved.set(i, 0, from.points().get((5 * i + 3) % 12, 0) + 3);
            moved.set(i, 1, from.points().get((5 * i + 3) % 12, 1) - 4);
        }
        LowRankProblem problem = new LowRankProblem(from, Measure.uniform(moved), SQUARES, 12, 0);
        double cost = cost(problem, plan(problem));
        assertTrue(cost >= 25 - 1e-6 && cost < 25.5, cost + "");
    }

    @Test
    void otherCostsAndPointsWithoutWeightAreTreated() throws SolverException {
        Random random = new Random(4);
        Measure from = cloud(10, 3, 0, random);
        from.weights()[4] += from.weights()[3];
        from.weights()[3] = 0;
        Measure to = cloud(14, 3, 1, random);
        for (GroundCost cost : new GroundCost[] {GroundCost.Distance.CITY_BLOCK, SQUARES, new GroundCost.Cosine()}) {
            LowRankPlan plan = plan(new LowRankProblem(from, to, cost, 3, .01));
            assertEquals(0, plan.q().get(3, 0) + plan.q().get(3, 1) + plan.q().get(3, 2));
        }
        DMatrixRMaj huge = new DMatrixRMaj(new double[][] {{0, 1e32, 1}, {1e32, 2, 1}});
        Solution<LowRankPlan> extreme = solve(new LowRankProblem(Measure.of(.5, .5), Measure.of(.25, .5, .25), new GroundCost.Matrix(huge),
                2, 0), context());
        assertTrue(Double.isFinite(extreme.value().mass(0, 0)), extreme::toString);
        LowRankPlan point = plan(new LowRankProblem(Measure.uniform(new DMatrixRMaj(new double[] {1})),
                Measure.uniform(new DMatrixRMaj(new double[] {1})), SQUARES, 2, 0));
        assertEquals(1, point.mass(0, 0), 1e-15);
    }

    /** Linear in the number of points: the matrix of costs would have four million entries. */
    @Test
    void manyPointsNeedNoMatrix() throws SolverException {
        Random random = new Random(5);
        LowRankProblem problem = new LowRankProblem(cloud(2000, 3, 0, random), cloud(2000, 3, 1, random), SQUARES, 5, 0);
        Solution<LowRankPlan> solution = solve(problem, context().with("tolerance", 1e-2));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
    }

    @Test
    void limitsReturnWhatThereIsAndSeedsChoose() throws SolverException {
        Random random = new Random(6);
        LowRankProblem problem = new LowRankProblem(cloud(40, 2, 0, random), cloud(40, 2, 1, random), SQUARES, 6, 0);
        Solution<LowRankPlan> limited = solve(problem, context().with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertTrue(limited.residual() > limited.tolerance());
        assertEquals(Status.CANCELLED, solve(problem, context().cancelAt(1)).status());
        assertEquals(Status.TIME_LIMIT, solve(problem, context().timeLimit(0)).status());
        LowRankPlan first = solve(problem, context().cancelAt(1)).value();
        assertEquals(1, Arrays.stream(first.q().data).sum(), 1e-12);
        assertEquals(1, Arrays.stream(first.r().data).sum(), 1e-12);
        assertEquals(plan(problem), plan(problem));
        assertFalse(plan(problem).equals(solve(problem, context().seed(1)).value()));
    }

    @Test
    void plansThatAreNotStationaryAreNotCertified() throws SolverException {
        LowRankProblem problem = new LowRankSolver().selfCheck();
        LowRankPlan plan = plan(problem);
        DMatrixRMaj product = new DMatrixRMaj(4, 2);
        product.fill(.125);
        double[] half = {.5, .5};
        DMatrixRMaj heavy = plan.q().copy();
        heavy.add(0, 0, 1e-3);
        double[] shifted = {plan.mu()[0] + 1, plan.mu()[1]};
        for (LowRankPlan wrong : new LowRankPlan[] {new LowRankPlan(heavy, plan.r(), plan.g(), plan.mu(), plan.nu()),
            new LowRankPlan(plan.q(), plan.r(), plan.g(), shifted, plan.nu()),
            new LowRankPlan(plan.q(), product, half, plan.mu(), plan.nu()),
            new LowRankPlan(new DMatrixRMaj(4, 1), new DMatrixRMaj(4, 1), new double[1], new double[1], new double[1])}) {
            assertFalse(Verification.of(new LowRankVerifier(), problem,
                    Solution.of(Status.CONVERGED, wrong).residual(0, 1e-4).build()).holds());
        }
    }
}
