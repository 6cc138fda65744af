package org.stillpoint.halpern.internal.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.halpern.internal.EuclideanDistance;
import org.stillpoint.testing.TestContext;

class PicardSolverTest {

    private final PicardSolver solver = new PicardSolver();

    private static TestContext context(Operator operator) {
        return new TestContext().function("T", operator);
    }

    private Solution<FixedPoint> solve(TestContext context, double... start) throws SolverException {
        return solver.solve(new FixedPointProblem("T", start), context);
    }

    @Test
    void theWorstContractionAttainsTheBound() throws SolverException {
        double lipschitz = 0.8;
        Operator worst = Operators.operator(1, (x, result) -> result[0] = -lipschitz * x[0]);
        for (int steps : new int[] {0, 1, 10, 50}) {
            double[][] pair = Iterates.relaxed(worst, new double[] {3}, steps, 1);
            double bound = Math.pow(lipschitz, steps) * (1 + lipschitz) * 3;
            assertEquals(1, EuclideanDistance.between(pair[0], pair[1]) / bound, 1e-13);
        }
    }

    @Test
    void contractionsAreSolved() throws SolverException {
        Operator cosine = Operators.operator(1, (x, result) -> result[0] = Math.cos(x[0]));
        Solution<FixedPoint> solution = solve(context(cosine).with("tolerance", 1e-12), 1);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0.7390851332151607, solution.value().x()[0], 1e-11);
    }

    @Test
    void rotationsStagnate() throws SolverException {
        Solution<FixedPoint> solution = solve(context(new QuarterTurn()), 1, 0);
        assertEquals(Status.STAGNATED, solution.status());
        assertEquals(Math.sqrt(2), solution.residual(), 1e-15);
        Solution<FixedPoint> impatient = solve(context(new QuarterTurn()).with("patience", 10L), 1, 0);
        assertEquals(20, impatient.iterations());
    }

    @Test
    void expansionsDiverge() throws SolverException {
        Operator doubling = Operators.operator(1, (x, result) -> result[0] = 2 * x[0]);
        Solution<FixedPoint> solution = solve(context(doubling), 1);
        assertEquals(Status.DIVERGED, solution.status());
        assertEquals(1, solution.residual());
        assertEquals(1, solution.value().x()[0]);
    }
}
