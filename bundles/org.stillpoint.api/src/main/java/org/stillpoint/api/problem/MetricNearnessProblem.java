package org.stillpoint.api.problem;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The metric nearest to given dissimilarities: of all symmetric X with a zero diagonal and x_ij &lt;= x_ik + x_kj for all i, j, k the one
 * with the least sum over the pairs i &lt; j of w_ij (x_ij - d_ij)^2.
 *
 * @param dissimilarities the dissimilarities d, symmetric, at least 0, zero on the diagonal; shared, not copied
 * @param weights the weights w of the pairs, symmetric, positive outside the diagonal; without rows where all are 1
 */
public record MetricNearnessProblem(DMatrixRMaj dissimilarities, DMatrixRMaj weights) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "metric-nearness";

    private static final String DISSIMILARITIES = "dissimilarities";
    private static final String WEIGHTS = "weights";

    /** Checks the parts. */
    public MetricNearnessProblem {
        checkSymmetric(DISSIMILARITIES, dissimilarities);
        int points = dissimilarities.numRows;
        for (int i = 0; i < points; i++) {
            if (dissimilarities.get(i, i) != 0) {
                throw new DataException("dissimilarity (" + i + ", " + i + ") is " + dissimilarities.get(i, i) + "; expected 0");
            }
            for (int j = 0; j < i; j++) {
                if (!(dissimilarities.get(i, j) >= 0)) {
                    throw new DataException("dissimilarity (" + i + ", " + j + ") is " + dissimilarities.get(i, j)
                            + "; expected a number of at least 0");
                }
            }
        }
        if (weights.numRows > 0) {
            checkSymmetric(WEIGHTS, weights);
            if (weights.numRows != points) {
                throw new DataException("weights are " + weights.numRows + " x " + weights.numRows + "; expected " + points + " x "
                        + points);
            }
            for (int i = 0; i < points; i++) {
                for (int j = 0; j < i; j++) {
                    if (!(weights.get(i, j) > 0)) {
                        throw new DataException("weight (" + i + ", " + j + ") is " + weights.get(i, j) + "; expected a positive number");
                    }
                }
            }
        }
    }

    /** A problem in which all pairs have the weight 1. */
    public MetricNearnessProblem(DMatrixRMaj dissimilarities) {
        this(dissimilarities, new DMatrixRMaj(0, 0));
    }

    /** Checks that a matrix is finite, square and symmetric, with at least one row. */
    static void checkSymmetric(String name, DMatrixRMaj matrix) {
        Fields.matrix(name, matrix);
        if (matrix.numRows == 0 || matrix.numRows != matrix.numCols) {
            throw new DataException(name + " is " + matrix.numRows + " x " + matrix.numCols + "; expected a square matrix");
        }
        Fields.symmetric(name, matrix);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of points. */
    public int points() {
        return dissimilarities.numRows;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, DISSIMILARITIES, dissimilarities);
        if (weights.numRows > 0) {
            Fields.matrix(record, WEIGHTS, weights);
        }
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MetricNearnessProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MetricNearnessProblem(Fields.dense(record, DISSIMILARITIES),
                record.has(WEIGHTS) ? Fields.dense(record, WEIGHTS) : new DMatrixRMaj(0, 0));
    }

    /** How a host recreates these problems and their solutions. */
    public static ProblemType<MetricNearnessProblem, NearestMetric> problemType() {
        return new StandardType<>(TYPE, "Nearest metric", MetricNearnessProblem.class, NearestMetric.class,
                MetricNearnessProblem::fromRecord, NearestMetric::fromRecord).withMainField(DISSIMILARITIES, null, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MetricNearnessProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return dissimilarities.numRows;
    }
}
