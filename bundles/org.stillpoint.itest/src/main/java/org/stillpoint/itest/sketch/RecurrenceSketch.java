package org.stillpoint.itest.sketch;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/** The recurrence h_t = tanh(w h_{t-1} + x_t) over a whole single-precision sequence at once, by Newton's method. */
@Component(service = Solver.class)
@Designate(ocd = IterationOptions.class)
@SolverInfo(id = "sketch.newton", family = "sketch", problem = "recurrence", title = "Newton over the sequence")
public final class RecurrenceSketch implements Solver<RecurrenceSketch.Recurrence, RecurrenceSketch.Trajectory> {

    /** Part of the sketch. */
    public record Recurrence(float weight, float[] input) implements Problem {

        @Override
        public String type() {
            return "recurrence";
        }

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("recurrence", 1).number("weight", weight).array("input", new NamedArray(input, input.length)).build();
        }
    }

    /** Part of the sketch. */
    public record Trajectory(float[] hidden) implements Recordable {

        @Override
        public DataRecord toRecord() {
            return DataRecord.of("trajectory", 1).array("hidden", new NamedArray(hidden, hidden.length)).build();
        }
    }

    @Override
    public Solution<Trajectory> solve(Recurrence problem, SolveContext context) {
        IterationOptions options = context.options(IterationOptions.class);
        float[] hidden = context.start(Trajectory.class).map(start -> start.hidden.clone()).orElseGet(() -> new float[problem.input.length]);
        long sweep = 0;
        Status status = Status.CONVERGED;
        double residual = residual(problem, hidden);
        while (!(residual <= options.tolerance())) {
            if (sweep == options.maxIterations() || !context.proceed(sweep, residual)) {
                status = sweep == options.maxIterations() ? Status.ITERATION_LIMIT : context.interruption();
                break;
            }
            newtonSweep(problem, hidden);
            residual = residual(problem, hidden);
            sweep++;
        }
        return Solution.of(status, new Trajectory(hidden)).residual(residual, options.tolerance()).count(Counter.ITERATIONS, sweep)
                .count(Counter.FINISH, sweep).build();
    }

    /** Solves the linearised recurrence, an affine scan: h_t + d_t = f(h_{t-1}) + f'(h_{t-1}) d_{t-1}. */
    private static void newtonSweep(Recurrence problem, float[] hidden) {
        float previous = 0;
        double step = 0;
        for (int t = 0; t < hidden.length; t++) {
            double value = Math.tanh(problem.weight * previous + problem.input[t]);
            double next = value + problem.weight * (1 - value * value) * step;
            previous = hidden[t];
            step = next - hidden[t];
            hidden[t] = (float) next;
        }
    }

    private static double residual(Recurrence problem, float[] hidden) {
        double worst = 0;
        float previous = 0;
        for (int t = 0; t < hidden.length; t++) {
            worst = Math.max(worst, Math.abs(hidden[t] - Math.tanh(problem.weight * previous + problem.input[t])));
            previous = hidden[t];
        }
        return worst;
    }

    @Override
    public Recurrence selfCheck() {
        return new Recurrence(.5f, new float[] {1, -1, .5f});
    }
}
