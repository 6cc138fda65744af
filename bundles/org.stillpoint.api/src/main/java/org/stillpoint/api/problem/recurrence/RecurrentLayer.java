package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import java.util.Optional;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;

/**
 * One layer: a cell that runs over the sequence forwards and, where it has parameters for that, another of the same kind that runs
 * backwards. The output of a layer of both directions at a step is the forward one followed by the backward one.
 *
 * @param cell the name of a {@link StandardCell}, or of the service of a {@link RecurrentCell} or the factory that makes it
 * @param forward the parameters of the cell that runs from the first step to the last
 * @param backward the parameters of the cell that runs from the last step to the first
 */
public record RecurrentLayer(String cell, DataRecord forward, Optional<DataRecord> backward) {

    static final String TYPE = "recurrent-layer";

    /** Checks that nothing is null. */
    public RecurrentLayer {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(forward, "forward");
        Objects.requireNonNull(backward, "backward");
    }

    /** A layer of one direction. */
    public RecurrentLayer(String cell, DataRecord parameters) {
        this(cell, parameters, Optional.empty());
    }

    /** The number of directions, 1 or 2. */
    public int directions() {
        return backward.isPresent() ? 2 : 1;
    }

    /** The parameters of a direction: 0 forwards, 1 backwards. */
    public DataRecord parameters(int direction) {
        return direction == 0 ? forward : backward.orElseThrow(() -> new DataException("the layer of cell " + cell
                + " has no backward direction"));
    }

    /** The cell, if it is a standard one. */
    public Optional<StandardCell> standardCell() {
        return StandardCell.named(cell);
    }

    DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("cell", cell).record("parameters", forward);
        backward.ifPresent(parameters -> record.record("parametersBackward", parameters));
        return record.build();
    }

    static RecurrentLayer fromRecord(DataRecord record) {
        String cell = record.text("cell");
        return new RecurrentLayer(cell, initialised(cell, Fields.parameters(record)), record.has("parametersBackward")
                ? Optional.of(initialised(cell, record.record("parametersBackward"))) : Optional.empty());
    }

    /** The parameters of a standard cell, drawn if an initialiser stands in their place. */
    private static DataRecord initialised(String cell, DataRecord parameters) {
        return parameters.has(CellInitialiser.FIELD)
                ? StandardCell.named(cell).map(standard -> CellInitialiser.parameters(standard, parameters)).orElse(parameters) : parameters;
    }
}
