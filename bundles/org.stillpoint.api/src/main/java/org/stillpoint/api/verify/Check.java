package org.stillpoint.api.verify;

import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * One thing that a verifier measured, and the bound it must keep.
 *
 * @param name what was measured, for people: {@code primal violation (relative)}
 * @param value the measured value
 * @param relation on which side of the bound it must lie
 * @param bound the bound
 */
public record Check(String name, double value, Relation relation, double bound) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "check";

    /** On which side of the bound a value must lie. */
    public enum Relation {
        /** The value must not exceed the bound. */
        AT_MOST,
        /** The value must not fall below the bound. */
        AT_LEAST
    }

    /** Checks that nothing is null. */
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(relation, "relation");
    }

    /** A value that must not exceed a bound. */
    public static Check atMost(String name, double value, double bound) {
        return new Check(name, value, Relation.AT_MOST, bound);
    }

    /** A value that must not fall below a bound. */
    public static Check atLeast(String name, double value, double bound) {
        return new Check(name, value, Relation.AT_LEAST, bound);
    }

    /** Whether the value is finite and lies where it must. */
    public boolean holds() {
        return Double.isFinite(value) && (relation == Relation.AT_MOST ? value <= bound : value >= bound);
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).text("name", name).number("value", value).text("relation", relation.name())
                .number("bound", bound).build();
    }

    /** Recreates a check. */
    public static Check fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Check(record.text("name"), record.number("value"), record.constant("relation", Relation.class),
                record.number("bound"));
    }
}
