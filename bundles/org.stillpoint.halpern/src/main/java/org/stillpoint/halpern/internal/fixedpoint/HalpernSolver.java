package org.stillpoint.halpern.internal.fixedpoint;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;

/**
 * Halpern iterations: every step is drawn a little to the point x_0 where the iterations started, so that the residual falls at the
 * best rate there is for nonexpansive operators. See {@link AnchoredIteration} for the formulas and bounds.
 */
@Component
@Designate(ocd = HalpernOptions.class)
@SolverInfo(id = "halpern.fixed-point", family = "halpern", problem = FixedPointProblem.TYPE,
        title = "Fixed points: Halpern iterations",
        paper = "Park and Ryu: Exact optimal accelerated complexity for fixed-point iterations, 2022, arXiv:2201.11413; "
                + "Accelerated infeasibility detection of constrained optimization and fixed-point iterations, 2023, arXiv:2303.15876")
public final class HalpernSolver implements Solver<FixedPointProblem, FixedPoint> {

    @Override
    public Solution<FixedPoint> solve(FixedPointProblem problem, SolveContext context) throws SolverException {
        return new AnchoredIteration(problem, context, context.options(HalpernOptions.class)).run();
    }

    /** The quarter turn of the plane from a point near the origin, its fixed point: some 2000 iterations. */
    @Override
    public FixedPointProblem selfCheck() {
        return new FixedPointProblem(QuarterTurn.NAME, new double[] {1e-3, 0});
    }
}
