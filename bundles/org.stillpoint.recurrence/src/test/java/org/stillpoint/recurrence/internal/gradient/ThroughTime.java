package org.stillpoint.recurrence.internal.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.CellShape;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;

/** Back-propagation through time, written from the definitions of the cells, operation by operation. */
final class ThroughTime {

    final Tape tape = new Tape();
    /** For each layer and direction the parameters by name. */
    final List<Map<String, Tape.Number[]>> parameters = new ArrayList<>();
    final Tape.Number[] input;
    final Tape.Number[] initial;
    Tape.Number[] readoutWeight = {};
    Tape.Number[] readoutBias = {};
    Tape.Number loss;
    private final int batch;
    private final int steps;
    private int initialPlace;

    ThroughTime(RecurrenceProblem problem, SequenceLoss definition) {
        batch = problem.batch();
        steps = problem.steps();
        Sequences given = (Sequences) problem.input();
        input = tape.numbers(given.values());
        int states = 0;
        for (RecurrentLayer layer : problem.layers()) {
            for (int direction = 0; direction < layer.directions(); direction++) {
                states += layer.standardCell().orElseThrow().shape(layer.parameters(direction)).state();
            }
        }
        initial = tape.numbers(problem.initialState().length == 0 ? new double[batch * states] : problem.initialState());
        Tape.Number[][] values = new Tape.Number[batch * steps][];
        for (int row = 0; row < values.length; row++) {
            values[row] = Arrays.copyOfRange(input, row * given.size(), (row + 1) * given.size());
        }
        for (RecurrentLayer layer : problem.layers()) {
            Tape.Number[][] forward = run(layer, 0, values);
            if (layer.directions() == 2) {
                Tape.Number[][] backward = run(layer, 1, values);
                for (int row = 0; row < forward.length; row++) {
                    Tape.Number[] both = Arrays.copyOf(forward[row], forward[row].length + backward[row].length);
                    System.arraycopy(backward[row], 0, both, forward[row].length, backward[row].length);
                    forward[row] = both;
                }
            }
            values = forward;
        }
        if (problem.readout().isPresent()) {
            readoutWeight = tape.numbers(problem.readout().get().weight().data.clone());
            readoutBias = tape.numbers(problem.readout().get().bias());
            Tape.Number[][] read = new Tape.Number[values.length][];
            for (int row = 0; row < values.length; row++) {
                read[row] = affine(readoutWeight, values[row], readoutBias);
            }
            values = read;
        }
        loss = tape.number(0);
        boolean target = definition.kind() == SequenceLoss.Kind.TARGET;
        for (int row = 0; row < values.length; row++) {
            for (int k = 0; k < values[row].length && row % steps >= definition.firstStep(); k++) {
                Tape.Number wanted = tape.number(definition.values().values()[row * values[row].length + k]);
                Tape.Number difference = values[row][k].minus(wanted);
                loss = loss.plus(target ? difference.times(difference).times(tape.number(1.0 / definition.counted()))
                        : wanted.times(values[row][k]));
            }
        }
        tape.differentiate(loss);
    }

    private Tape.Number[] affine(Tape.Number[] matrix, Tape.Number[] x, Tape.Number[] vector) {
        int rows = x.length == 0 ? vector.length : matrix.length / x.length;
        Tape.Number[] result = new Tape.Number[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = vector == null ? tape.number(0) : vector[i];
            for (int j = 0; j < x.length; j++) {
                result[i] = result[i].plus(matrix[i * x.length + j].times(x[j]));
            }
        }
        return result;
    }

    private Tape.Number[][] run(RecurrentLayer layer, int direction, Tape.Number[][] values) {
        DataRecord record = layer.parameters(direction);
        Map<String, Tape.Number[]> named = new LinkedHashMap<>();
        record.names().forEach(name -> named.put(name, tape.numbers(record.numbers(name))));
        parameters.add(named);
        CellShape shape = layer.standardCell().orElseThrow().shape(record);
        Tape.Number[][] result = new Tape.Number[batch * steps][];
        for (int b = 0; b < batch; b++) {
            Tape.Number[] state = Arrays.copyOfRange(initial, initialPlace, initialPlace + shape.state());
            initialPlace += shape.state();
            for (int step = 0; step < steps; step++) {
                int row = b * steps + (direction == 0 ? step : steps - 1 - step);
                state = step(layer.cell(), named, state, values[row]);
                result[row] = Arrays.copyOf(state, shape.hidden());
            }
        }
        return result;
    }

    /** One step by the definition of the cell. */
    private Tape.Number[] step(String cell, Map<String, Tape.Number[]> p, Tape.Number[] state, Tape.Number[] x) {
        Tape.Number[] u = !p.containsKey("weight_ih") ? null : affine(p.get("weight_ih"), x, p.get("bias_ih"));
        int d = cell.endsWith("lstm") && !cell.equals("min-lstm") || cell.equals("complex-diagonal") ? state.length / 2 : state.length;
        Tape.Number[] h = Arrays.copyOf(state, d);
        Tape.Number[] v = p.containsKey("weight_hh") ? affine(p.get("weight_hh"), h, p.get("bias_hh"))
                : cell.equals("linear") ? affine(p.get("transition"), h, null) : null;
        Tape.Number[] a = cell.startsWith("para") ? p.get("recurrent") : p.get("transition");
        Tape.Number[] next = new Tape.Number[state.length];
        for (int i = 0; i < d; i++) {
            switch (cell) {
                case "elman" -> next[i] = u[i].plus(v[i]).tanh();
                case "elman-relu" -> next[i] = u[i].plus(v[i]).positivePart();
                case "linear" -> next[i] = u == null ? v[i] : u[i].plus(v[i]);
                case "diagonal" -> next[i] = u == null ? a[i].times(h[i]) : u[i].plus(a[i].times(h[i]));
                case "complex-diagonal" -> {
                    next[i] = u[i].plus(a[i].times(h[i])).minus(a[d + i].times(state[d + i]));
                    next[d + i] = u[d + i].plus(a[i].times(state[d + i])).plus(a[d + i].times(h[i]));
                }
                case "gru" -> {
                    Tape.Number r = u[i].plus(v[i]).sigmoid();
                    Tape.Number z = u[d + i].plus(v[d + i]).sigmoid();
                    Tape.Number m = u[2 * d + i].plus(r.times(v[2 * d + i])).tanh();
                    next[i] = z.fromOne().times(m).plus(z.times(h[i]));
                }
                case "lstm" -> {
                    Tape.Number in = u[i].plus(v[i]).sigmoid();
                    Tape.Number f = u[d + i].plus(v[d + i]).sigmoid();
                    Tape.Number g = u[2 * d + i].plus(v[2 * d + i]).tanh();
                    Tape.Number o = u[3 * d + i].plus(v[3 * d + i]).sigmoid();
                    next[d + i] = f.times(state[d + i]).plus(in.times(g));
                    next[i] = o.times(next[d + i].tanh());
                }
                case "para-gru" -> {
                    Tape.Number z = u[i].plus(a[i].times(h[i])).sigmoid();
                    Tape.Number r = u[d + i].plus(a[d + i].times(h[i])).sigmoid();
                    Tape.Number m = u[2 * d + i].plus(a[2 * d + i].times(h[i]).times(r)).tanh();
                    next[i] = z.times(m).plus(z.fromOne().times(h[i]));
                }
                case "para-lstm" -> {
                    Tape.Number[] peephole = p.get("peephole");
                    Tape.Number c = state[d + i];
                    Tape.Number f = u[i].plus(a[i].times(h[i])).plus(peephole[i].times(c)).sigmoid();
                    Tape.Number g = u[d + i].plus(a[d + i].times(h[i])).tanh();
                    next[d + i] = f.times(c).plus(f.fromOne().times(g));
                    Tape.Number o = u[2 * d + i].plus(a[2 * d + i].times(h[i])).plus(peephole[d + i].times(next[d + i])).sigmoid();
                    next[i] = o.times(next[d + i].tanh());
                }
                case "min-gru" -> {
                    Tape.Number z = u[i].sigmoid();
                    next[i] = z.fromOne().times(h[i]).plus(z.times(u[d + i]));
                }
                case "min-lstm" -> {
                    Tape.Number f = u[i].sigmoid();
                    Tape.Number in = u[d + i].sigmoid();
                    next[i] = f.times(h[i]).plus(in.times(u[2 * d + i])).over(f.plus(in));
                }
                default -> throw new IllegalArgumentException(cell);
            }
        }
        return next;
    }
}
