package org.stillpoint.verify.internal.recurrence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.VerificationContext;

/** Trajectories by a plain loop over steps, and their certificates. */
final class Runs {

    private Runs() {
    }

    /** A context with functions by name. */
    record Context(double tolerance, Map<String, Object> functions) implements VerificationContext {

        @Override
        public String verifier() {
            return "test";
        }

        @Override
        public <F> F function(Class<F> type, String name) throws SolverException {
            if (!functions.containsKey(name)) {
                throw new SolverException("no function " + name);
            }
            return type.cast(functions.get(name));
        }
    }

    static Context context(double tolerance) {
        return new Context(tolerance, Map.of());
    }

    static DataRecord.Builder parameters() {
        return DataRecord.of("parameters", 1);
    }

    static NamedArray matrix(int rows, int columns, double... values) {
        return new NamedArray(values, rows, columns);
    }

    /** The trajectory of a problem, all of its layers one step after the other. */
    static Trajectory sequential(RecurrenceProblem problem, Context context) throws SolverException {
        List<List<StatePath>> layers = new ArrayList<>();
        InputRows input = InputRows.of(problem.input(), context);
        int offset = 0;
        for (RecurrentLayer layer : problem.layers()) {
            List<StatePath> paths = new ArrayList<>();
            for (int direction = 0; direction < layer.directions(); direction++) {
                StepMap map = StepMaps.of(layer, direction, context);
                int values = problem.batch() * map.shape().state();
                double[] initial = problem.initialState().length == 0 ? new double[values]
                        : Arrays.copyOfRange(problem.initialState(), offset, offset + values);
                offset += values;
                paths.add(path(problem, map, input, initial, direction == 1));
            }
            layers.add(paths);
            input = InputRows.of(StatePath.hidden(paths));
        }
        return new Trajectory(layers, Optional.empty()).withOutput(problem.readout());
    }

    private static StatePath path(RecurrenceProblem problem, StepMap map, InputRows input, double[] initial, boolean backward) {
        int size = map.shape().state();
        Sequences kept = new Sequences(new double[problem.batch() * problem.keptSteps() * size], problem.batch(), problem.keptSteps(),
                size);
        for (int b = 0; b < problem.batch(); b++) {
            double[] state = Arrays.copyOfRange(initial, b * size, (b + 1) * size);
            for (int step = 0; step < problem.steps(); step++) {
                int time = backward ? problem.steps() - 1 - step : step;
                double[] next = state.clone();
                int row = input.find(b, time, 1);
                map.step(state, 0, input.values(), row, 0, 1, next, 0);
                state = next;
                if (time == problem.keptStep(time / problem.keepEvery()) - 1) {
                    System.arraycopy(state, 0, kept.values(), kept.offset(b, time / problem.keepEvery()), size);
                }
            }
        }
        return new StatePath(kept, map.shape().hidden());
    }

    static Certificate verify(RecurrenceProblem problem, Trajectory trajectory, Context context) throws SolverException {
        return new RecurrenceVerifier().verify(problem, Solution.of(Status.ITERATION_LIMIT, trajectory).build(), context);
    }

    static Certificate verify(RecurrenceProblem problem, Trajectory trajectory) throws SolverException {
        return verify(problem, trajectory, context(1e-10));
    }

    /** The certificate of the plain loop's own answer. */
    static Certificate verify(RecurrenceProblem problem) throws SolverException {
        return verify(problem, sequential(problem, context(1e-10)));
    }

    static List<String> failures(Certificate certificate) {
        return certificate.checks().stream().filter(check -> !check.holds()).map(Check::name).toList();
    }
}
