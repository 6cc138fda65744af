package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link FixedPointProblem}.
 *
 * @param x the point
 * @param displacement where the operator has no fixed point, the shortest displacement x - T x that it makes anywhere (the infimal
 *     displacement vector) as far as it is known; empty otherwise
 */
public record FixedPoint(double[] x, double[] displacement) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "fixed-point-solution";

    /** Checks that nothing is null. */
    public FixedPoint {
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(displacement, "displacement");
    }

    /** A point without a displacement. */
    public FixedPoint(double[] x) {
        this(x, new double[0]);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).doubles("x", x);
        return (displacement.length == 0 ? record : record.doubles("displacement", displacement)).build();
    }

    /** Recreates a fixed point. */
    public static FixedPoint fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FixedPoint(record.numbers("x"), Fields.numbers(record, "displacement"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedPoint that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x);
    }
}
