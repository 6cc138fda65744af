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
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

class KrasnoselskiiMannSolverTest {

    private final KrasnoselskiiMannSolver solver = new KrasnoselskiiMannSolver();

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    /** A quarter of the squared residual of iterate N on the rotation by that angle, from distance 1. */
    private static double measure(double angle, int steps, double relaxation) throws SolverException {
        double[][] pair = Iterates.relaxed(Operators.rotation(angle), new double[] {0.6, -0.8}, steps, relaxation);
        double residual = EuclideanDistance.between(pair[0], pair[1]);
        return residual * residual / 4;
    }

    private static double bound(int steps, double relaxation) {
        double product = 4 * relaxation * (1 - relaxation);
        return product * (steps + 1) >= 1 ? Math.pow(steps / (steps + 1.0), steps) / ((steps + 1) * product)
                : Math.pow(2 * relaxation - 1, 2 * steps);
    }

    @Test
    void rotationsAttainTheBoundBelowTheThreshold() throws SolverException {
        for (double relaxation : new double[] {0.5, 0.6, 0.75}) {
            for (int steps : new int[] {3, 10, 40}) {
                double angle = 2 * Math.asin(Math.sqrt(1 / (4 * relaxation * (1 - relaxation) * (steps + 1))));
                assertEquals(bound(steps, relaxation), measure(angle, steps, relaxation), 1e-14,
                        "relaxation " + relaxation + ", N " + steps);
            }
        }
        assertEquals(0.140625, bound(3, 0.75), 1e-16);
    }

    @Test
    void theHalfTurnAttainsTheBoundAboveTheThreshold() throws SolverException {
        for (int steps : new int[] {1, 3, 10}) {
            double threshold = (1 + Math.sqrt(steps / (steps + 1.0))) / 2;
            for (double relaxation : new double[] {threshold + 1e-9, (1 + threshold) / 2, 0.999}) {
                assertEquals(Math.pow(2 * relaxation - 1, 2 * steps), measure(Math.PI, steps, relaxation), 1e-14);
                assertEquals(Math.pow(2 * relaxation - 1, 2 * steps), bound(steps, relaxation), 0);
            }
            double below = Math.pow(steps / (steps + 1.0), steps) / ((steps + 1) * 4 * threshold * (1 - threshold));
            assertEquals(below, Math.pow(2 * threshold - 1, 2 * steps), 1e-14, "the two cases meet");
        }
    }

    @Test
    void noRotationExceedsTheBound() throws SolverException {
        for (double relaxation = 0.5; relaxation < 1; relaxation += 0.07) {
            for (int steps = 1; steps < 30; steps += 4) {
                for (double angle = 0.02; angle <= Math.PI; angle += 0.02) {
                    assertTrue(measure(angle, steps, relaxation) <= bound(steps, relaxation) + 1e-14);
                }
            }
        }
    }

    @Test
    void slowConvergenceIsNotStagnation() throws SolverException {
        Operator slow = Operators.operator(1, (x, result) -> result[0] = x[0] - Math.pow(x[0], 3) / 4);
        Solution<FixedPoint> solution = solve(new TestContext().function("T", slow).with("tolerance", 1e-8).with("patience", 100L), 1);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() > 10_000, solution.toString());
    }

    @Test
    void hugeVectorsDoNotOverflow() throws SolverException {
        Operator halving = Operators.operator(2, (x, result) -> {
            result[0] = x[0] / 2;
            result[1] = x[1] / 2;
        });
        assertEquals(Status.CONVERGED, solve(new TestContext().function("T", halving), 1e200, -1e200).status());
    }
}
