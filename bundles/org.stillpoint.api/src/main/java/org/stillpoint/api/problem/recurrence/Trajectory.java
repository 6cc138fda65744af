package org.stillpoint.api.problem.recurrence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link RecurrenceProblem}: the kept states of every layer and direction.
 *
 * <p>In records, the states of the first layer are {@code hidden}, and {@code cell} for components that are no output; those of further
 * layers and of the backward direction have the suffixes {@code _l1}, {@code _reverse}, {@code _l1_reverse} and so on.
 *
 * @param layers for each layer the states of each of its directions, forwards first
 * @param output the output of the readout at the kept steps, if there is a readout
 */
public record Trajectory(List<List<StatePath>> layers, Optional<Sequences> output) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "trajectory";

    /** Copies the lists. */
    public Trajectory {
        layers = layers.stream().map(List::copyOf).toList();
        Objects.requireNonNull(output, "output");
        if (layers.isEmpty() || layers.stream().anyMatch(directions -> directions.isEmpty() || directions.size() > 2)) {
            throw new DataException("a trajectory needs at least one layer, and one or two directions of each");
        }
    }

    /** The states of a single layer of one direction. */
    public static Trajectory of(Sequences states, int hiddenSize) {
        return new Trajectory(List.of(List.of(new StatePath(states, hiddenSize))), Optional.empty());
    }

    /** The states of the first layer forwards. */
    public StatePath path() {
        return layers.get(0).get(0);
    }

    /** The states of the last layer forwards. */
    public StatePath lastPath() {
        return layers.get(layers.size() - 1).get(0);
    }

    /** The same trajectory with the output of a readout of its last layer. */
    public Trajectory withOutput(Optional<Readout> readout) {
        if (readout.isEmpty()) {
            return this;
        }
        List<StatePath> last = layers.get(layers.size() - 1);
        int rows = last.get(0).states().batch() * last.get(0).states().steps();
        DMatrixRMaj weight = readout.get().weight();
        double[] values = new double[rows * weight.numRows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < weight.numRows; i++) {
                double sum = readout.get().bias()[i];
                int column = i * weight.numCols;
                for (StatePath path : last) {
                    int from = row * path.states().size();
                    for (int k = 0; k < path.hiddenSize(); k++) {
                        sum += weight.data[column++] * path.states().values()[from + k];
                    }
                }
                values[row * weight.numRows + i] = sum;
            }
        }
        return new Trajectory(layers, Optional.of(new Sequences(values, last.get(0).states().batch(), last.get(0).states().steps(),
                weight.numRows)));
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        for (int i = 0; i < layers.size(); i++) {
            for (int direction = 0; direction < layers.get(i).size(); direction++) {
                StatePath path = layers.get(i).get(direction);
                record.array("hidden" + suffix(i, direction), path.hidden().array());
                if (path.hiddenSize() < path.states().size()) {
                    record.array("cell" + suffix(i, direction), path.cell().array());
                }
                record.array("final_state" + suffix(i, direction), path.last());
            }
        }
        output.ifPresent(values -> record.array("output", values.array()));
        return record.build();
    }

    /** Recreates a trajectory. */
    public static Trajectory fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<List<StatePath>> layers = new ArrayList<>();
        while (layers.isEmpty() || record.has("hidden" + suffix(layers.size(), 0))) {
            List<StatePath> directions = new ArrayList<>();
            do {
                directions.add(path(record, suffix(layers.size(), directions.size())));
            } while (directions.size() < 2 && record.has("hidden" + suffix(layers.size(), 1)));
            layers.add(directions);
        }
        return new Trajectory(layers, record.has("output") ? Optional.of(Sequences.of(record, "output")) : Optional.empty());
    }

    private static StatePath path(DataRecord record, String suffix) {
        Sequences hidden = Sequences.of(record, "hidden" + suffix);
        Sequences cell = record.has("cell" + suffix) ? Sequences.of(record, "cell" + suffix)
                : Sequences.none(hidden.batch(), hidden.steps());
        return StatePath.join(hidden, cell);
    }

    private static String suffix(int layer, int direction) {
        return (layer == 0 ? "" : "_l" + layer) + (direction == 0 ? "" : "_reverse");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trajectory that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }
}
