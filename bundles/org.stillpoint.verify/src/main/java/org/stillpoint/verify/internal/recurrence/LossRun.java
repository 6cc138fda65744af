package org.stillpoint.verify.internal.recurrence;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;

/** Runs a recurrence step after step, all sequences side by side, and adds up losses of its output. */
final class LossRun {

    private final Functions functions;
    private final Optional<Sequences> forcing;
    private final double weight;

    /**
     * Runs with or without teacher forcing.
     *
     * @param forcing the states that the data show
     * @param weight the weight of teacher forcing
     */
    LossRun(Functions functions, Optional<Sequences> forcing, double weight) {
        this.functions = functions;
        this.forcing = forcing;
        this.weight = weight;
    }

    /** The output of a recurrence on its input. */
    Sequences output(RecurrenceProblem problem) throws SolverException {
        Sequences values = problem.input().sequences(functions);
        int place = 0;
        for (RecurrentLayer layer : problem.layers()) {
            Sequences[] outputs = new Sequences[layer.directions()];
            for (int direction = 0; direction < outputs.length; direction++) {
                StepMap map = StepMaps.of(layer, direction, functions);
                double[] initial = new double[problem.batch() * map.shape().state()];
                if (problem.initialState().length > 0) {
                    System.arraycopy(problem.initialState(), place, initial, 0, initial.length);
                }
                place += initial.length;
                outputs[direction] = run(map, values, initial, direction == 1);
            }
            values = outputs.length == 1 ? outputs[0] : outputs[0].beside(outputs[1]);
        }
        return problem.readout().isPresent() ? read(problem.readout().get(), values) : values;
    }

    private Sequences run(StepMap map, Sequences input, double[] initial, boolean backward) {
        int size = map.shape().state();
        int hidden = map.shape().hidden();
        int batch = input.batch();
        int steps = input.steps();
        double[] state = initial;
        double[] next = new double[state.length];
        double[] result = new double[batch * steps * hidden];
        for (int t = 0; t < steps; t++) {
            int step = backward ? steps - 1 - t : t;
            if (t > 0 && forcing.isPresent()) {
                for (int i = 0; i < state.length; i++) {
                    double shown = forcing.get().values()[(i / size * steps + t - 1) * size + i % size];
                    state[i] = (1 - weight) * state[i] + weight * shown;
                }
            }
            if (map.implicit()) {
                System.arraycopy(state, 0, next, 0, state.length);
            }
            // Rows of inputs of no components are all at the same place; those of one sequence have no distance.
            map.step(state, 0, input.values(), step * input.size(), steps * input.size(), batch, next, 0);
            for (int b = 0; b < batch; b++) {
                System.arraycopy(next, b * size, result, (b * steps + step) * hidden, hidden);
            }
            double[] swapped = state;
            state = next;
            next = swapped;
        }
        return new Sequences(result, batch, steps, hidden);
    }

    private static Sequences read(Readout readout, Sequences hidden) {
        int size = readout.size();
        double[] values = new double[hidden.batch() * hidden.steps() * size];
        for (int i = 0; i < values.length; i++) {
            double sum = readout.bias()[i % size];
            for (int k = 0; k < hidden.size(); k++) {
                sum += readout.weight().data[i % size * hidden.size() + k] * hidden.values()[i / size * hidden.size() + k];
            }
            values[i] = sum;
        }
        return new Sequences(values, hidden.batch(), hidden.steps(), size);
    }

    /** The loss of an output, and the sum of the magnitudes of its terms. */
    static double[] loss(SequenceLoss definition, Sequences output) {
        return loss(definition, output, definition.firstStep(), output.steps());
    }

    /** The same over some steps. */
    static double[] loss(SequenceLoss definition, Sequences output, int from, int to) {
        boolean target = definition.kind() == SequenceLoss.Kind.TARGET;
        double[] given = definition.values().values();
        double sum = 0;
        double correction = 0;
        double magnitudes = 0;
        for (int b = 0; b < output.batch(); b++) {
            for (int i = output.offset(b, from); i < output.offset(b, to); i++) {
                double difference = output.values()[i] - given[i];
                double term = target ? difference * difference : given[i] * output.values()[i];
                magnitudes += Math.abs(term);
                // Kahan's sum: differences of losses are looked at.
                double corrected = term - correction;
                double next = sum + corrected;
                correction = next - sum - corrected;
                sum = next;
            }
        }
        double count = target ? (double) output.batch() * (to - from) * output.size() : 1;
        return new double[] {sum / count, magnitudes / count};
    }
}
