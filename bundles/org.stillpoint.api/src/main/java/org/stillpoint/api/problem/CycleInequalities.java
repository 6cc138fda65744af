package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * Inequalities that hold for every metric, with multipliers: for vertices v_0, v_1, ..., v_k the distance from v_0 to v_k is at most the
 * sum of those along the path, x(v_0, v_k) - x(v_0, v_1) - ... - x(v_{k-1}, v_k) &lt;= 0. The arrays are shared, not copied.
 *
 * @param starts where the path of each inequality starts among the vertices, and at last their number; starts with 0
 * @param vertices the vertices of the paths, at least three each
 * @param multipliers the multiplier of each inequality, at least 0
 */
public record CycleInequalities(int[] starts, int[] vertices, double[] multipliers) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "cycle-inequalities";

    private static final int SHORTEST_PATH = 3;

    /** Checks that the parts fit. */
    public CycleInequalities {
        Objects.requireNonNull(vertices, "vertices");
        Fields.length("starts of cycle inequalities", starts.length, multipliers.length + 1L);
        if (starts[0] != 0 || starts[multipliers.length] != vertices.length) {
            throw new DataException("paths from " + starts[0] + " to " + starts[multipliers.length] + "; expected 0 to " + vertices.length
                    + ", the number of their vertices");
        }
        for (int i = 0; i < multipliers.length; i++) {
            if (starts[i + 1] - starts[i] < SHORTEST_PATH) {
                throw new DataException("path " + i + " has " + (starts[i + 1] - starts[i]) + " vertices; expected at least 3");
            }
            if (!(multipliers[i] >= 0 && multipliers[i] < Double.POSITIVE_INFINITY)) {
                throw new DataException("multiplier " + i + " is " + multipliers[i] + "; expected a finite number of at least 0");
            }
        }
    }

    /** The number of inequalities. */
    public int count() {
        return multipliers.length;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).ints("starts", starts).ints("vertices", vertices).doubles("multipliers", multipliers).build();
    }

    /** Recreates inequalities. */
    public static CycleInequalities fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new CycleInequalities(Fields.integers(record, "starts"), Fields.integers(record, "vertices"), record.numbers("multipliers"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CycleInequalities that && Arrays.equals(starts, that.starts) && Arrays.equals(vertices, that.vertices)
                && Arrays.equals(multipliers, that.multipliers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vertices);
    }
}
