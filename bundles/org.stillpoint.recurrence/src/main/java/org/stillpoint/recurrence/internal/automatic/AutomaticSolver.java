package org.stillpoint.recurrence.internal.automatic;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.Precision;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.shooting.ShootingSolver;

/**
 * Solves a recurrence by the method of this family that suits it, and says which it was and why: it looks at how differences grow on the
 * first steps (the largest Lyapunov exponent), how soon states are forgotten and how many sweeps Newton's method takes for a window, and
 * weighs what the methods would take. Where the caller gives a trajectory to start from, such as that of the same problem with another
 * input here and there, only what changed is computed anew, until the states merge with those given.
 *
 * <p>Sources: Gonzalez et al.: Predictability enables parallelization of nonlinear state space models, 2025, arXiv:2508.16817, for what the
 * exponent says about sweeps.
 */
@Component
@Designate(ocd = AutomaticOptions.class)
@SolverInfo(id = "recurrence.auto", family = "recurrence", problem = RecurrenceProblem.TYPE,
        title = "Recurrences: the method that suits the problem",
        paper = "Gonzalez et al.: Predictability enables parallelization of nonlinear state space models, 2025, arXiv:2508.16817")
public final class AutomaticSolver implements Solver<RecurrenceProblem, Trajectory> {

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        AutomaticOptions options = context.options(AutomaticOptions.class);
        double tolerance = options.precision().admit(options.tolerance());
        return RecurrenceSolve.solve(problem, new AutomaticMethod(options), tolerance, context);
    }

    /** A ParaGRU of one unit. */
    @Override
    public RecurrenceProblem selfCheck() {
        return new ShootingSolver().selfCheck();
    }

    /** To be preferred wherever nothing else is asked for. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        return 0;
    }
}
