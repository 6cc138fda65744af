package org.stillpoint.api.problem.recurrence;

import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves an {@link ImplicitStateSpace}.
 *
 * @param hidden the states h: batch x steps x states
 * @param equilibria z: batch x steps x components
 */
public record ImplicitStates(Sequences hidden, Sequences equilibria) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "implicit-states";

    /** Checks that the parts fit. */
    public ImplicitStates {
        if (hidden.batch() != equilibria.batch() || hidden.steps() != equilibria.steps()) {
            throw new DataException("states are " + hidden + " and equilibria " + equilibria
                    + "; expected as many sequences and steps of both");
        }
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("hidden", hidden.array()).array("z", equilibria.array()).build();
    }

    /** Recreates states. */
    public static ImplicitStates fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new ImplicitStates(Sequences.of(record, "hidden"), Sequences.of(record, "z"));
    }
}
