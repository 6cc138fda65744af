package org.stillpoint.api.problem;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/** Convex sets as fields of records. */
final class SetFields {

    private SetFields() {
    }

    /** A convex set that may be missing: then the whole space. */
    static ConvexSet set(DataRecord record, String name) {
        return record.has(name) ? ConvexSet.fromRecord(record.record(name)) : new ConvexSet.WholeSpace();
    }

    /** Checks that a set lies in the space of a point. */
    static void set(String name, ConvexSet set, int dimension) {
        Objects.requireNonNull(set, name);
        if (set.dimension() != 0 && set.dimension() != dimension) {
            throw new DataException(name + " has dimension " + set.dimension() + "; expected " + dimension);
        }
    }
}
