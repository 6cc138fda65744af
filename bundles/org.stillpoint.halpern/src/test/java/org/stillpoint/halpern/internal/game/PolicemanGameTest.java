package org.stillpoint.halpern.internal.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.halpern.internal.inclusion.AnchoredExtragradientSolver;
import org.stillpoint.halpern.internal.inclusion.ExtragradientSolver;
import org.stillpoint.halpern.internal.variancereduced.ResolventSolver;
import org.stillpoint.halpern.internal.variancereduced.VarianceReducedExtragradientSolver;
import org.stillpoint.testing.TestContext;

/**
 * The least residuals within 400 passes through the components of the game with 200 houses, against those that a program in another language
 * found.
 */
class PolicemanGameTest {

    private static final int SIZE = 200;
    private static final int PASSES = 400;

    private static MonotoneInclusion problem;

    @BeforeAll
    static void reduce() {
        problem = new GameAsInclusion().reduce(new MatrixGame(Games.policeman(Games.weights(SIZE))));
    }

    private static double residual(Solver<MonotoneInclusion, InclusionPoint> solver, double step, long iterations, TestContext context)
            throws SolverException {
        Solution<InclusionPoint> solution = solver.solve(problem, context.with("stepSize", step).with("tolerance", 1e-12)
                .with("maxIterations", iterations));
        assertTrue(solution.counters().get(Counter.COMPONENT_EVALUATIONS) <= 1.05 * PASSES * SIZE);
        return solution.residual();
    }

    @Test
    void extragradient() throws SolverException {
        assertEquals(.0220, residual(new ExtragradientSolver(), 1, PASSES / 2, Games.context()), 5e-5);
        assertEquals(.0168, residual(new ExtragradientSolver(), 5, PASSES / 2, Games.context()), 5e-5);
    }

    @Test
    void anchoredExtragradient() throws SolverException {
        assertEquals(.130, residual(new AnchoredExtragradientSolver(), .125, PASSES / 2, Games.context().with("restart", 0.0)), 5e-4);
    }

    /** With the step sqrt(p (1 - p)) / (sqrt(n) + 1) and a twentieth of n log (k + 2) inner iterations. */
    @Test
    void resolvents() throws SolverException {
        double unit = problem.operator(Games.context()).averageLipschitz() / Games.frobenius(Games.policeman(Games.weights(SIZE)));
        TestContext context = Games.context().with("restart", 0.0).with("innerIterations", .05).with("resolventStep", unit);
        assertEquals(.0167, residual(new ResolventSolver(), 5, 10_400, context), 1e-4);
    }

    /** The step 3 sqrt(p) / ||A||_F of the experiments in the literature. */
    @Test
    void varianceReducedExtragradient() throws SolverException {
        double unit = problem.operator(Games.context()).averageLipschitz() / Games.frobenius(Games.policeman(Games.weights(SIZE)));
        assertTrue(residual(new VarianceReducedExtragradientSolver(), 3 * unit, 25_700, Games.context()) < .0025);
    }
}
