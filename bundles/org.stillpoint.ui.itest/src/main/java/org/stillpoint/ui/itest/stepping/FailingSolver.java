package org.stillpoint.ui.itest.stepping;

import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;

/** Fails at its seventh step, as solvers with an error in them do, unless the program has a single column. */
public final class FailingSolver implements Solver<LinearProgram, LinearProgramSolution> {

    private static final int GOOD_STEPS = 6;

    private final SlowSolver good = new SlowSolver();

    @Override
    public Solution<LinearProgramSolution> solve(LinearProgram problem, SolveContext context) {
        if (problem.columns() == 1) {
            return good.solve(problem, context);
        }
        for (int step = 1; step <= GOOD_STEPS; step++) {
            context.proceed(step, 1.0 / step);
        }
        throw new IllegalStateException("the seventh step has no direction");
    }

    @Override
    public LinearProgram selfCheck() {
        return good.selfCheck();
    }
}
