package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link DigitRoutine}.
 *
 * @param path the numbers from the start up to, without, the first that recurs for ever
 * @param cycle the numbers that recur for ever, from the first one reached; one number where it is a fixed point
 */
public record DigitOrbit(long[] path, long[] cycle) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "digit-routine-solution";

    /** Checks that nothing is null. */
    public DigitOrbit {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(cycle, "cycle");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).longs("path", path).longs("cycle", cycle).build();
    }

    /** Recreates a value. */
    public static DigitOrbit fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new DigitOrbit(Fields.longs(record, "path"), Fields.longs(record, "cycle"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DigitOrbit that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(path);
    }
}
