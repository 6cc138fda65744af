package org.stillpoint.recurrence.internal.picard;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.StandardField;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;
import org.stillpoint.recurrence.internal.sweep.SweptStretch;

/**
 * Solves h_t = h_{t-1} + s(h_{t-1}, x_t), with s = f - h for any cell f, by Picard sweeps over the steps of a window at once,
 *
 * <pre>
 *   h^{k+1}_t = h_0 + sum of s(h^k_{i-1}, x_i) over i = 1..t,
 * </pre>
 *
 * with h_0 the last solved state before the window, which moves on with the solved steps. Few sweeps where steps are small against what
 * they change in s: paths of differential equations, of samplers and of optimisers. Exact after at most T sweeps. Sources: Shih, Belkhale,
 * Ermon, Sadigh, Anari: Parallel sampling of diffusion models, 2023, arXiv:2305.16317 (moving window); Zhou et al.: DreamPropeller, 2023,
 * arXiv:2311.17082 (states of optimisers, adaptive threshold); PCM: Picard consistency model for fast parallel sampling of diffusion
 * models, 2025, arXiv:2503.19731 (a cheaper cell first, the cell itself at the end).
 */
@Component
@Designate(ocd = PicardOptions.class)
@SolverInfo(id = "recurrence.picard", family = "recurrence", problem = RecurrenceProblem.TYPE,
        title = "Picard sweeps in a moving window",
        paper = "Zhou et al.: DreamPropeller: supercharge text-to-3D generation with parallel sampling, 2023, arXiv:2311.17082")
public final class PicardSolver implements Solver<RecurrenceProblem, Trajectory> {

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        PicardOptions options = context.options(PicardOptions.class);
        return RecurrenceSolve.solve(problem, (stretch, session) -> SweptStretch.solve(stretch,
                new PicardSweeps(stretch, session, options), session), options.tolerance(), context);
    }

    /** The logistic differential equation by Euler steps. */
    @Override
    public RecurrenceProblem selfCheck() {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("field", StandardField.LOGISTIC.label())
                .number("step", 0.01).build();
        return RecurrenceProblem.autonomous(StandardCell.EULER.label(), parameters, 400, 0.1);
    }

    /** A few dozen sweeps where it pays at all. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        return 1e-3 + 1.2e-6 * problem.batch() * problem.steps();
    }
}
