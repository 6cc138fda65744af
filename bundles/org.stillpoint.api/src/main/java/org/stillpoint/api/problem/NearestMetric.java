package org.stillpoint.api.problem;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link MetricNearnessProblem}. With z the multipliers and a the coefficients of the inequalities, x_ij = d_ij - (sum of
 * z a_ij) / w_ij, which makes a metric the nearest one if inequalities of positive multiplier are tight.
 *
 * @param distances the distances x, symmetric with a zero diagonal
 * @param inequalities the tight inequalities and their multipliers
 */
public record NearestMetric(DMatrixRMaj distances, CycleInequalities inequalities) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "metric-nearness-solution";

    /** Checks that nothing is null. */
    public NearestMetric {
        Objects.requireNonNull(distances, "distances");
        Objects.requireNonNull(inequalities, "inequalities");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("inequalities", inequalities.toRecord());
        Fields.matrix(record, "distances", distances);
        return record.build();
    }

    /** Recreates a metric. */
    public static NearestMetric fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new NearestMetric(Fields.dense(record, "distances"), CycleInequalities.fromRecord(record.record("inequalities")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NearestMetric that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return inequalities.hashCode();
    }
}
