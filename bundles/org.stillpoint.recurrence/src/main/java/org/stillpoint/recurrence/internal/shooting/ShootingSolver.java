package org.stillpoint.recurrence.internal.shooting;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.run.Precision;
import org.stillpoint.recurrence.internal.run.RecurrenceSolve;

/**
 * Recurrences by multiple shooting in lanes: all chunks of a sequence run at once from guessed states, s_{l+1} = e_l, and are repaired
 * from the ends of their predecessors until they merge with the states that are there. See {@link MultipleShooting}.
 */
@Component
@Designate(ocd = ShootingOptions.class)
@SolverInfo(id = "recurrence.shooting", family = "recurrence", problem = RecurrenceProblem.TYPE,
        title = "Recurrences: multiple shooting in lanes",
        paper = "Lions, Maday and Turinici: A parareal in time discretization of PDEs, 2001, doi:10.1016/S0764-4442(00)01793-6; "
                + "Gander and Vandewalle: Analysis of the parareal time-parallel time-integration method, 2007, doi:10.1137/05064607X")
public final class ShootingSolver implements Solver<RecurrenceProblem, Trajectory> {

    private static final int SELF_CHECK_STEPS = 2000;

    @Override
    public Solution<Trajectory> solve(RecurrenceProblem problem, SolveContext context) throws SolverException {
        ShootingOptions options = context.options(ShootingOptions.class);
        double tolerance = options.precision().admit(options.tolerance());
        ShootingSettings settings = new ShootingSettings(options.lanes(), options.mergeTolerance() * tolerance, options.transfer(),
                options.maxIterations(), options.precision().single());
        return RecurrenceSolve.solve(problem, (stretch, session) -> new MultipleShooting(stretch, session, settings).run(), tolerance,
                context);
    }

    /** A ParaGRU of one unit. */
    @Override
    public RecurrenceProblem selfCheck() {
        double[] input = new double[SELF_CHECK_STEPS];
        for (int t = 0; t < SELF_CHECK_STEPS; t++) {
            input[t] = Math.sin(0.7 * t);
        }
        DataRecord parameters = DataRecord.of("parameters", 1).array("weight_ih", new NamedArray(new double[] {1, -1, 0.5}, 3, 1))
                .array("recurrent", new NamedArray(new double[] {0.5, 0.3, 0.4}, 3, 1)).build();
        return RecurrenceProblem.of(StandardCell.PARA_GRU.label(), parameters, Sequences.of(input, 1));
    }

    /** Steps of long narrow sequences in lanes take about a tenth of the time of sequential ones. */
    @Override
    public double expectedSeconds(RecurrenceProblem problem) {
        return problem.batch() * (double) problem.steps() * 1e-8;
    }
}
