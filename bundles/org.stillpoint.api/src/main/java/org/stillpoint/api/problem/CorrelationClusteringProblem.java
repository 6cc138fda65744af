package org.stillpoint.api.problem;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Clusters, as many as it takes, that agree best with opinions on pairs: the least cost of the sum of s_ij over the pairs apart with a
 * positive opinion plus the sum of -s_ij over the pairs together with a negative one (Bansal, Blum and Chawla 2004).
 *
 * @param opinions the opinions s, symmetric: positive for pairs that belong together, negative for those that do not, 0 for none; the
 *     diagonal is not used; shared, not copied
 */
public record CorrelationClusteringProblem(DMatrixRMaj opinions) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "correlation-clustering";

    private static final String OPINIONS = "opinions";

    /** Checks the opinions. */
    public CorrelationClusteringProblem {
        MetricNearnessProblem.checkSymmetric(OPINIONS, opinions);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of points. */
    public int points() {
        return opinions.numRows;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, OPINIONS, opinions);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static CorrelationClusteringProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new CorrelationClusteringProblem(Fields.dense(record, OPINIONS));
    }

    /** How a host recreates these problems and their solutions. */
    public static ProblemType<CorrelationClusteringProblem, Clustering> problemType() {
        return new StandardType<>(TYPE, "Correlation clustering", CorrelationClusteringProblem.class, Clustering.class,
                CorrelationClusteringProblem::fromRecord, Clustering::fromRecord).withMainField(OPINIONS, null, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CorrelationClusteringProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return opinions.numRows;
    }
}
