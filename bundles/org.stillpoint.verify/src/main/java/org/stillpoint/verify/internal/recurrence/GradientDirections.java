package org.stillpoint.verify.internal.recurrence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.verify.internal.DirectionalDifferences;

/**
 * Compares derivatives with differences of losses along directions whose components are 1 and -1 at random.
 */
final class GradientDirections {

    /** An array that the loss depends on, with the derivatives reported. */
    private record Argument(String name, double[] value, double[] derivatives) {
    }

    private final RecurrenceProblem problem;
    private final SequenceLoss loss;
    private final LossRun run;
    private final List<Argument> arguments = new ArrayList<>();
    private final Random random = new Random(20);

    GradientDirections(RecurrenceProblem problem, SequenceLoss loss, LossRun run) {
        this.problem = problem;
        this.loss = loss;
        this.run = run;
    }

    /** Adds an array, in the order in which {@link #moved} takes them. */
    void add(String name, double[] value, double[] derivatives) {
        arguments.add(new Argument(name, value, derivatives));
    }

    /** The number of arrays. */
    int size() {
        return arguments.size();
    }

    /** The name of an array. */
    String name(int argument) {
        return arguments.get(argument).name();
    }

    /** The error along a direction in all arrays together, in parts of the length of the gradient. */
    double errorOfAll(double tolerance) throws SolverException {
        return error(-1, tolerance);
    }

    /** The error along a direction in one array, in parts of the length of its derivatives. */
    double error(int argument, double tolerance) throws SolverException {
        double[][] direction = new double[arguments.size()][];
        double expected = 0;
        double squares = 0;
        for (int i = 0; i < direction.length; i++) {
            Argument other = arguments.get(i);
            direction[i] = new double[other.value().length];
            for (int k = 0; k < direction[i].length && (argument < 0 || argument == i); k++) {
                direction[i][k] = random.nextBoolean() ? 1 : -1;
                expected += direction[i][k] * other.derivatives()[k];
                squares += other.derivatives()[k] * other.derivatives()[k];
            }
        }
        return DirectionalDifferences.error(expected, Math.sqrt(squares), tolerance,
                distance -> LossRun.loss(loss, run.output(moved(direction, distance))));
    }

    /** The problem with its arrays moved: parameters by layer and direction, input, initial states, readout. */
    private RecurrenceProblem moved(double[][] direction, double step) {
        int next = 0;
        List<RecurrentLayer> layers = new ArrayList<>();
        for (RecurrentLayer layer : problem.layers()) {
            DataRecord[] records = new DataRecord[layer.directions()];
            for (int i = 0; i < records.length; i++) {
                DataRecord old = layer.parameters(i);
                if (next == arguments.size() || !arguments.get(next).name().startsWith(name(layers.size(), i, ""))) {
                    records[i] = old;
                    continue;
                }
                DataRecord.Builder record = DataRecord.of(old.type(), old.version());
                for (String name : old.names()) {
                    record.array(name, new NamedArray(sum(next++, direction, step), old.array(name).shape()));
                }
                records[i] = record.build();
            }
            layers.add(new RecurrentLayer(layer.cell(), records[0], records.length > 1 ? Optional.of(records[1]) : Optional.empty()));
        }
        Sequences input = new Sequences(sum(next++, direction, step), problem.batch(), problem.steps(), problem.input().size());
        double[] initial = sum(next++, direction, step);
        Optional<Readout> readout = Optional.empty();
        if (problem.readout().isPresent()) {
            DMatrixRMaj weight = problem.readout().get().weight();
            readout = Optional.of(new Readout(DMatrixRMaj.wrap(weight.numRows, weight.numCols, sum(next++, direction, step)),
                    sum(next, direction, step)));
        }
        return new RecurrenceProblem(layers, input, initial, readout, 1);
    }

    private double[] sum(int argument, double[][] direction, double step) {
        double[] sum = arguments.get(argument).value().clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += step * direction[argument][k];
        }
        return sum;
    }

    /** What a parameter is called in checks. */
    static String name(int layer, int direction, String name) {
        return "layer " + layer + (direction == 0 ? "" : " backwards") + ", " + name;
    }
}
