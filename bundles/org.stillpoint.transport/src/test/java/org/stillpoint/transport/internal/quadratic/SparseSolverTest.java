package org.stillpoint.transport.internal.quadratic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.transport.internal.plan.Verified.costs;
import static org.stillpoint.transport.internal.plan.Verified.points;
import static org.stillpoint.transport.internal.plan.Verified.value;

import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
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
import org.stillpoint.transport.internal.plan.Verified;

class SparseSolverTest {

    private final SparseSolver solver = new SparseSolver();

    private Solution<TransportPlan> solve(TransportProblem problem) throws SolverException {
        Solution<TransportPlan> solution = Verified.solve(solver, problem, new TestContext());
        DMatrixSparseCSC plan = (DMatrixSparseCSC) solution.value().plan();
        for (int j = 0; j < plan.numCols; j++) {
            double sum = 0;
            for (int k = plan.col_idx[j]; k < plan.col_idx[j + 1]; k++) {
                sum += plan.nz_values[k];
            }
            assertEquals(problem.target().weights()[j], sum, 1e-13);
            assertTrue(plan.col_idx[j + 1] - plan.col_idx[j] <= problem.support());
        }
        return solution;
    }

    @Test
    void twoEntriesSufficeForThreePoints() throws SolverException {
        Solution<TransportPlan> solution = solve(Verified.threePoints().regulariser(Regulariser.SPARSE, 1).support(2).build());
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        double[][] expected = {{0.2, 0, 0}, {0.1, 0.3, 0.1}, {0, 0, 0.3}};
        double[][] plan = Verified.rows(solution.value().plan());
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], plan[i], 1e-9);
        }
    }

    /** With one entry for each column the source's weights cannot be met: columns of .3, .3 and .4 do not add up to .2 and .5. */
    @Test
    void oneEntryDoesNotSufficeAndThatIsSaid() throws SolverException {
        TransportProblem problem = Verified.threePoints().regulariser(Regulariser.SPARSE, 1).support(1).build();
        Solution<TransportPlan> solution = solve(problem);
        assertEquals(Status.STAGNATED, solution.status(), solution::toString);
        assertTrue(solution.residual() > 0.19, solution::toString);
        assertTrue(solution.warnings().get(0).contains(String.valueOf(solution.residual())), () -> solution.warnings().toString());
    }

    @Test
    void manyEntriesAreQuadraticRegularisation() throws SolverException {
        Random random = new Random(21);
        for (double gamma : new double[] {10, 1, 0.05}) {
            Measure source = new Measure(Verified.weights(25, random), points(25, 2, random));
            Measure target = new Measure(Verified.weights(20, random), points(20, 2, random));
            TransportProblem.Builder problem = TransportProblem.of(source, target, GroundCost.Distance.SQUARED_EUCLIDEAN);
            double quadratic = value(new QuadraticSolver(), problem.regulariser(Regulariser.QUADRATIC, gamma).build());
            assertEquals(quadratic, value(solver, problem.regulariser(Regulariser.SPARSE, gamma).support(25).build()), 1e-8);
        }
    }

    private static TransportProblem histograms(int support) {
        double[] places = new double[100];
        Arrays.setAll(places, i -> i);
        return costs(Verified.squares(places, places), Verified.histogram(100, Verified.normal(20, 5)),
                Verified.histogram(100, Verified.normal(60, 10))).costScale(CostScale.MAX).regulariser(Regulariser.SPARSE, 0.1)
                .support(support).build();
    }

    @Test
    void gapsAreReportedNeverConverged() throws SolverException {
        TransportProblem problem = histograms(2);
        Solution<TransportPlan> two = solve(problem);
        assertEquals(Status.STAGNATED, two.status(), two::toString);
        assertEquals(0.018, Verified.certificate(problem, two).quantities().get("largestMarginalError"), 5e-4);
        Solution<TransportPlan> five = solve(histograms(5));
        assertEquals(Status.STAGNATED, five.status(), five::toString);
        assertTrue(five.residual() > 1e-7 && five.residual() < 4e-5, five::toString);
        assertEquals(0.16596872, Verified.certificate(histograms(5), five).quantities().get("linearCost"), 5e-7);
        Solution<TransportPlan> twenty = solve(histograms(20));
        assertEquals(Status.CONVERGED, twenty.status(), twenty::toString);
    }

    @Test
    void stopsWhenTold() throws SolverException {
        TransportProblem problem = TransportProblem.of(Measure.uniform(points(60, 2, new Random(6))),
                Measure.uniform(points(50, 2, new Random(7))), GroundCost.Distance.SQUARED_EUCLIDEAN)
                .regulariser(Regulariser.SPARSE, 0.1).support(3).build();
        assertEquals(Status.ITERATION_LIMIT,
                Verified.solve(solver, problem, new TestContext().with("maxIterations", 3L)).status());
        assertEquals(Status.CANCELLED, Verified.solve(solver, problem, new TestContext().cancelAt(2)).status());
        assertEquals(Status.TIME_LIMIT, Verified.solve(solver, problem, new TestContext().timeLimit(0)).status());
    }

    @Test
    void refusesWhatOthersSolve() {
        TransportProblem problem = Verified.threePoints().regulariser(Regulariser.SPARSE, 1).support(2)
                .rules(MarginalRule.FREE, MarginalRule.EXACT).build();
        assertThrows(SolverException.class, () -> solver.solve(problem, new TestContext()));
        assertEquals(Double.POSITIVE_INFINITY, solver.expectedSeconds(problem));
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        assertEquals(Status.CONVERGED, solve(solver.selfCheck()).status());
    }
}
