package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.testing.TestContext;

class RestartedSolverTest {

    private final RestartedSolver solver = new RestartedSolver();

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    @Test
    void rotationsConvergeLinearlyWithinTheBound() throws SolverException {
        for (double angle : new double[] {0.1, 0.5, 1, 2, Math.PI}) {
            for (double part : new double[] {0.3, 0.5, 0.7}) {
                TestContext context = new TestContext().function("T", Operators.rotation(angle)).with("tolerance", 1e-12)
                        .with("restart", part);
                Solution<FixedPoint> solution = solve(context, 1, 0);
                assertEquals(Status.CONVERGED, solution.status());
                // ||x - T x|| = 2 sin(angle / 2) ||x||, so c = 1 / (2 sin(angle / 2)), and a run has at most 2 c / q iterations.
                double run = Math.ceil(1 / (Math.sin(angle / 2) * part));
                double restarts = Math.ceil(Math.log(2e12 * Math.sin(angle / 2)) / Math.log(1 / part));
                assertTrue(solution.iterations() <= run * restarts, angle + " " + part + " " + solution);
                assertTrue(solution.counters().get(Counter.RESTARTS) <= restarts);
            }
        }
    }

    @Test
    void isFarFasterThanHalpernIterationsOnAffineOperators() throws SolverException {
        TestContext context = new TestContext().function("T", Operators.worstCase(40, 1)).with("tolerance", 1e-10);
        Solution<FixedPoint> solution = solve(context, new double[41]);
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 2500, solution.toString());
    }

    @Test
    void restartsDoNotHideThatThereIsNoFixedPoint() throws SolverException {
        TestContext context = new TestContext().function("T", Operators.displacedRotation(0.5)).with("searchRadius", 100.0)
                .with("restart", 0.9);
        Solution<FixedPoint> solution = solve(context, 0, 1, 1);
        assertEquals(Status.INFEASIBLE, solution.status());
        assertEquals(1, solution.residual(), 1e-2);
    }
}
