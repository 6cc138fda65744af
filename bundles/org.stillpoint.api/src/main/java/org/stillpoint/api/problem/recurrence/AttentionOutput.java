package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link LinearAttention}.
 *
 * @param output y: batch x steps x components
 */
public record AttentionOutput(Sequences output) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "attention-output";

    /** Checks that there is an output. */
    public AttentionOutput {
        Objects.requireNonNull(output, "output");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).array("output", output.array()).build();
    }

    /** Recreates an output. */
    public static AttentionOutput fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new AttentionOutput(Sequences.of(record, "output"));
    }
}
