package org.stillpoint.api.problem.recurrence;

import java.util.List;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.NamedArray;

/**
 * The kept states of one direction of one layer, in the order of time whatever the direction.
 *
 * @param states the states: batch x kept steps x components of the state
 * @param hiddenSize how many of the first components are the output
 */
public record StatePath(Sequences states, int hiddenSize) {

    /** Checks that the sizes fit. */
    public StatePath {
        if (hiddenSize < 1 || hiddenSize > states.size()) {
            throw new DataException("an output of " + hiddenSize + " of " + states.size() + " components");
        }
    }

    /** The output: the states themselves where all their components are output. */
    public Sequences hidden() {
        return part(0, hiddenSize);
    }

    /** The output of a layer: those of its directions, one or two, side by side. */
    public static Sequences hidden(List<StatePath> directions) {
        Sequences forward = directions.get(0).hidden();
        return directions.size() == 1 ? forward : forward.beside(directions.get(1).hidden());
    }

    /** The components that are no output, such as the memory of an LSTM. */
    public Sequences cell() {
        return part(hiddenSize, states.size());
    }

    /** The states after the last step: batch x components. */
    public NamedArray last() {
        int size = states.size();
        double[] last = new double[states.batch() * size];
        for (int b = 0; b < states.batch(); b++) {
            System.arraycopy(states.values(), states.offset(b, states.steps() - 1), last, b * size, size);
        }
        return new NamedArray(last, states.batch(), size);
    }

    private Sequences part(int from, int to) {
        int size = states.size();
        if (from == 0 && to == size) {
            return states;
        }
        int rows = states.batch() * states.steps();
        double[] part = new double[rows * (to - from)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(states.values(), row * size + from, part, row * (to - from), to - from);
        }
        return new Sequences(part, states.batch(), states.steps(), to - from);
    }

    /** Puts the parts of the states together again. */
    static StatePath join(Sequences hidden, Sequences cell) {
        return new StatePath(cell.size() == 0 ? hidden : hidden.beside(cell), hidden.size());
    }
}
