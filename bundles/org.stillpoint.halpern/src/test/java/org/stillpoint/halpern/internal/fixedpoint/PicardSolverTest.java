package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.TestContext;

class PicardSolverTest {

    private final PicardSolver solver = new PicardSolver();

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator);
    }

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    @Test
    void solvesItsSelfCheck() throws SolverException {
        TestContext context = new TestContext().function(QuarterTurn.NAME, new QuarterTurn());
        Solution<FixedPoint> solution = solver.solve(solver.selfCheck(), context);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 50);
    }

    @Test
    void rotationsAttainTheTightBoundOfKrasnoselskiiMannIterations() throws SolverException {
        for (double relaxation : new double[] {0.5, 0.6, 0.75}) {
            for (int steps : new int[] {3, 10, 40}) {
                double product = 4 * relaxation * (1 - relaxation);
                double bound = Math.pow(steps / (steps + 1.0), steps) / ((steps + 1) * product);
                double angle = 2 * Math.asin(Math.sqrt(1 / (product * (steps + 1))));
                TestContext context = context(Operators.rotation(angle)).with("relaxation", relaxation).with("tolerance", 1e-15)
                        .cancelAt(steps);
                assertEquals(Status.CANCELLED, solve(context, 0.6, -0.8).status());
                double residual = context.lastResidual();
                assertEquals(bound, residual * residual / 4, 1e-14, "relaxation " + relaxation + ", N " + steps);
                if (relaxation == 0.75 && steps == 3) {
                    assertEquals(0.140625, residual * residual / 4, 1e-14);
                }
            }
        }
    }

    @Test
    void normalisedIteratesTendToTheDisplacement() throws SolverException {
        Operator displaced = Operators.displacedRotation(0.5);
        double[] last = new double[3];
        Operator watched = Operators.operator(3, (x, result) -> {
            System.arraycopy(x, 0, last, 0, 3);
            displaced.apply(x, result);
        });
        Solution<FixedPoint> solution = solve(context(watched).with("maxIterations", 1000L), 0, 1, 1);
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        assertEquals(1, solution.residual(), 1e-9);
        assertEquals(-0.5, last[0] / 1000, 1e-12);
        assertEquals(0, last[1] / 1000, 1e-3);
    }

    @Test
    void plainIterationsSolveContractions() throws SolverException {
        Operator cosine = Operators.operator(1, (x, result) -> result[0] = Math.cos(x[0]));
        Solution<FixedPoint> solution = solve(context(cosine).with("relaxation", 1.0).with("tolerance", 1e-12), 1);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0.7390851332151607, solution.value().x()[0], 1e-11);
    }

    @Test
    void plainIterationsStagnateOnRotations() throws SolverException {
        Solution<FixedPoint> solution = solve(context(new QuarterTurn()).with("relaxation", 1.0), 1, 0);
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(Math.sqrt(2), solution.residual(), 1e-15);
        Solution<FixedPoint> impatient = solve(context(new QuarterTurn()).with("relaxation", 1.0).with("patience", 10L), 1, 0);
        assertEquals(20, impatient.iterations());
    }

    @Test
    void slowConvergenceIsNotStagnation() throws SolverException {
        Operator slow = Operators.operator(1, (x, result) -> result[0] = x[0] - Math.pow(x[0], 3) / 4);
        Solution<FixedPoint> solution = solve(context(slow).with("tolerance", 1e-8).with("patience", 100L), 1);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() > 10_000, solution.toString());
    }

    @Test
    void expansionsDiverge() throws SolverException {
        Operator doubling = Operators.operator(1, (x, result) -> result[0] = 2 * x[0]);
        Solution<FixedPoint> solution = solve(context(doubling), 1);
        assertEquals(Status.DIVERGED, solution.status());
        assertEquals(1, solution.residual());
        assertEquals(1, solution.value().x()[0]);
        Operator explosion = Operators.operator(1, (x, result) -> result[0] = Double.POSITIVE_INFINITY);
        Solution<FixedPoint> nonfinite = solve(context(explosion), 1);
        assertEquals(Status.NONFINITE, nonfinite.status());
        assertTrue(Double.isNaN(nonfinite.residual()));
    }

    @Test
    void hugeVectorsDoNotOverflow() throws SolverException {
        Operator halving = Operators.operator(2, (x, result) -> {
            result[0] = x[0] / 2;
            result[1] = x[1] / 2;
        });
        assertEquals(Status.CONVERGED, solve(context(halving), 1e200, -1e200).status());
    }
}
