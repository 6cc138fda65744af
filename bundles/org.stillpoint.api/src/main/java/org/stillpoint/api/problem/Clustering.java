package org.stillpoint.api.problem;

import java.util.Arrays;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link CorrelationClusteringProblem}: clusters, and what bounds the cost of all others from below. The relaxation asks for
 * the metric x with values in [0, 1] of least cost; any multipliers z &gt;= 0 of inequalities with coefficients a prove that no clusters
 * cost less than the sum of -s over the negative opinions plus the sum over the pairs of min(s_ij + sum of z a_ij, 0).
 *
 * @param labels the cluster of each point, from 0
 * @param distances the metric of the relaxation, symmetric with a zero diagonal
 * @param inequalities the inequalities that make the bound, and their multipliers
 */
public record Clustering(int[] labels, DMatrixRMaj distances, CycleInequalities inequalities) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "correlation-clustering-solution";

    /** Checks that nothing is null. */
    public Clustering {
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(distances, "distances");
        Objects.requireNonNull(inequalities, "inequalities");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).ints("labels", labels).record("inequalities", inequalities.toRecord());
        Fields.matrix(record, "distances", distances);
        return record.build();
    }

    /** Recreates a clustering. */
    public static Clustering fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new Clustering(Fields.integers(record, "labels"), Fields.dense(record, "distances"),
                CycleInequalities.fromRecord(record.record("inequalities")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clustering that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(labels);
    }
}
