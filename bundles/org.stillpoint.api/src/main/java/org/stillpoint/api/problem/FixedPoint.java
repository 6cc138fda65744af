package org.stillpoint.api.problem;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link FixedPointProblem}.
 *
 * @param x the point
 */
public record FixedPoint(double[] x) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "fixed-point-solution";

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).doubles("x", x).build();
    }

    /** Recreates a fixed point. */
    public static FixedPoint fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FixedPoint(record.doubles("x"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedPoint that && Arrays.equals(x, that.x);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }
}
