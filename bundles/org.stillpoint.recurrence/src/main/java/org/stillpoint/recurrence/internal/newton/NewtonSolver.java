package org.stillpoint.recurrence.internal.newton;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;

/**
 * Recurrences h_t = f(h_{t-1}, x_t) by Newton's method on all steps of a window at once:
 *
 * <pre>
 *   h_t  becomes  f(h_{t-1}, x_t) + J_t d_{t-1},    d_t = f(h_{t-1}, x_t) - h_t + J_t d_{t-1},    d_0 = 0,
 * </pre>
 *
 * with J_t the Jacobian matrix of f by the state at h_{t-1}. The cell is evaluated at all steps together, where a sequential run has to
 * wait for each; only the linear recurrence of the corrections d_t goes step by step. Convergence is quadratic, in a number of iterations
 * that does not grow with the length where the recurrence forgets; each iteration makes one more state of the window exact, so that there
 * are at most as many as the window has steps. Variants: diagonals in place of Jacobian matrices (quasi-DEER), damped Jacobian matrices,
 * and the steps of Levenberg and Marquardt as a Kalman filter (ELK).
 *
 * @see WindowIteration the safeguards
 */
@Component
@Designate(ocd = NewtonOptions.class)
@SolverInfo(id = "recurrence.newton", family = "recurrence", problem = RecurrenceProblem.TYPE,
        title = "Recurrences: Newton's method on windows of steps",
        paper = "Lim et al.: Parallelizing non-linear sequential models over the sequence length, 2024, arXiv:2309.12252; "
                + "Danieli et al.: ParaRNN, 2025, arXiv:2510.21450; Gonzalez et al.: Towards scalable and stable parallelization of "
                + "nonlinear RNNs, 2024, arXiv:2407.19115")
public final class NewtonSolver implements Solver<RecurrenceProblem, Trajectory> {

    private static final int CHECKED_STEPS = 300;

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        NewtonOptions options = context.options(NewtonOptions.class);
        if (options.lowerBound() > options.upperBound()) {
            throw new SolverException("lowerBound is " + options.lowerBound() + " and upperBound is " + options.upperBound()
                    + "; expected the lower one to be at most the upper one");
        }
        return RecurrenceSolve.solve(problem, new NewtonMethod(NewtonSettings.of(options)), options.tolerance(), context);
    }

    /** The logistic map, which settles at 9/14 and makes plain Newton steps overflow. */
    @Override
    public RecurrenceProblem selfCheck() {
        return RecurrenceProblem.autonomous("logistic", DataRecord.of("parameters", 1).number("rate", 2.8).build(), CHECKED_STEPS, 0.2);
    }

    /** Slower than a sequential run for all but the narrowest cells. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        return 1e-3 + 1e-6 * problem.batch() * problem.steps();
    }
}
