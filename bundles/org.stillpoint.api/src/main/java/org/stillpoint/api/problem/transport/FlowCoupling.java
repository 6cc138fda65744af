package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link RectifiedFlowProblem}. The arrays are shared, not copied.
 *
 * @param ends the point that each source is coupled with, one in each row
 * @param costs the mean cost of the given pairs, and then that after each round
 */
public record FlowCoupling(DMatrixRMaj ends, double[] costs) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "rectified-flow-solution";

    /** Checks that nothing is null. */
    public FlowCoupling {
        Objects.requireNonNull(ends, "ends");
        Objects.requireNonNull(costs, "costs");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "ends", ends);
        return record.doubles("costs", costs).build();
    }

    /** Recreates a value. */
    public static FlowCoupling fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FlowCoupling(Fields.dense(record, "ends"), record.numbers("costs"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowCoupling that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(costs);
    }
}
