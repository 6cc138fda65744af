package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.testing.TestContext;

class AndersonSolversTest {

    private static final List<Solver<FixedPointProblem, FixedPoint>> SOLVERS =
            List.of(new AndersonTypeOneSolver(), new AndersonTypeTwoSolver());

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator).with("tolerance", 1e-10);
    }

    private static Operator poisson(int n) {
        double h = 1.0 / (n + 1);
        return Operators.operator(n, (x, result) -> {
            for (int i = 0; i < n; i++) {
                result[i] = ((i > 0 ? x[i - 1] : 0) + (i < n - 1 ? x[i + 1] : 0)) / 2 + h * h / 2;
            }
        });
    }

    @Test
    void affineOperatorsOfThePlaneTakeAsManyStepsAsTheyHaveDimensions() throws SolverException {
        for (var solver : SOLVERS) {
            for (double angle : new double[] {0.05, 1, 3}) {
                Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {1, 2}),
                        context(Operators.rotation(angle)));
                assertEquals(Status.CONVERGED, solution.status());
                assertTrue(solution.iterations() <= 8, solution.toString());
            }
        }
    }

    @Test
    void aDiscretePoissonProblemIsSolvedFarFasterThanByItsJacobiIterations() throws SolverException {
        int n = 60;
        for (var solver : SOLVERS) {
            Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[n]), context(poisson(n)));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.iterations() <= 600, solution.toString());
            for (int i = 0; i < n; i++) {
                double place = (i + 1.0) / (n + 1);
                assertEquals(place * (1 - place) / 2, solution.value().x()[i], 1e-6);
            }
        }
    }

    @Test
    void residualsOfKeptIteratesNeverGrowOnNonexpansiveOperators() throws SolverException {
        Random random = new Random(1);
        for (int seed = 0; seed < 10; seed++) {
            double[] point = random.doubles(3, -1, 1).toArray();
            // Averaged projections onto two balls that meet in one point only: convergence is slow, and not linear.
            Operator operator = Operators.operator(3, (x, result) -> {
                double norm = Math.max(1, Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]));
                double shifted = Math.max(1, Math.sqrt(Math.pow(x[0] - 2, 2) + x[1] * x[1] + x[2] * x[2]));
                for (int i = 0; i < 3; i++) {
                    double centre = i == 0 ? 2 : 0;
                    result[i] = (x[i] / norm + centre + (x[i] - centre) / shifted) / 2;
                }
            });
            for (var solver : SOLVERS) {
                for (int interval : new int[] {1, 5}) {
                    List<Double> residuals = new ArrayList<>();
                    TestContext context = new TestContext().function("T", operator).with("maxIterations", 2000L).with("interval", interval);
                    Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", point), new Recorded(context, residuals));
                    for (int k = 1; k < residuals.size(); k++) {
                        assertTrue(residuals.get(k) <= residuals.get(k - 1) * (1 + 1e-12), "iteration " + k + " of " + solution);
                    }
                    assertTrue(solution.counters().get(AndersonIteration.ACCEPTED) > 0);
                }
            }
        }
    }

    @Test
    void rejectedTrialsAreCountedAndCostLittle() throws SolverException {
        // The direction of the secant changes with every step, so that trials fail over and over.
        Operator kink = Operators.operator(2, (x, result) -> {
            double a = Math.abs(x[0]) - Math.abs(x[1]);
            result[0] = x[0] - 0.4 * Math.sin(40 * a) / 40 - 0.1 * Math.signum(x[0]) * Math.min(1, Math.abs(x[0]));
            result[1] = x[1] - 0.1 * Math.signum(x[1]) * Math.min(1, Math.abs(x[1]));
        });
        for (var solver : SOLVERS) {
            Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {30, -20}),
                    context(kink).with("maxIterations", 2000L));
            assertTrue(solution.counters().get(AndersonIteration.REJECTED) > 0, solution.toString());
            assertTrue(solution.counters().get(AndersonIteration.REJECTED) <= solution.iterations() / 2);
        }
    }

    @Test
    void trialsThatGiveNoNumbersAreRejected() throws SolverException {
        // The operator is undefined where extrapolation leads first.
        Operator guarded = Operators.operator(1, (x, result) -> result[0] = x[0] > 3 ? Double.NaN : x[0] + 0.01 * (3 - x[0]));
        for (var solver : SOLVERS) {
            Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {0}),
                    context(guarded).with("tolerance", 1e-3).with("safeguard", 1.0));
            assertEquals(Status.CONVERGED, solution.status(), solution.toString());
            assertEquals(3, solution.value().x()[0], 0.11);
        }
    }

    @Test
    void linearProblemsThatDivergeWithoutAccelerationAreSolved() throws SolverException {
        Operator doubling = Operators.operator(1, (x, result) -> result[0] = 2 * x[0] + 1);
        for (var solver : SOLVERS) {
            Solution<FixedPoint> solution = solver.solve(new FixedPointProblem("T", new double[] {5}), context(doubling));
            assertEquals(Status.CONVERGED, solution.status());
            assertEquals(-1, solution.value().x()[0], 1e-9);
        }
    }
}
