package org.stillpoint.api.problem.recurrence;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link SmoothMinimisation}.
 *
 * @param point the point
 * @param value the value of the function there
 */
public record StationaryPoint(double[] point, double value) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "smooth-minimisation-solution";

    /** Checks that nothing is null. */
    public StationaryPoint {
        Objects.requireNonNull(point, "point");
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("point", point).number("value", value).build();
    }

    /** Recreates a value. */
    public static StationaryPoint fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new StationaryPoint(record.numbers("point"), record.number("value"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StationaryPoint that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(point);
    }
}
