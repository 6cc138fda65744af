package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The barycentre of normal distributions at squared Euclidean cost without entropy. It is normal itself; its mean m is the weighted mean of
 * their means, and its covariance S the only positive definite matrix with
 *
 * <pre>
 *   S = sum over k of w_k (S^(1/2) S_k S^(1/2))^(1/2).
 * </pre>
 *
 * The residual is the difference of both sides in the Frobenius norm, relative to that of S, plus the distance of the mean from the
 * weighted mean, relative to the root of the trace of S.
 *
 * @param measures the normal distributions, of mass 1 and in as many dimensions each
 * @param weights the weight of each, positive with sum 1
 */
public record GaussianBarycenterProblem(List<Gaussian> measures, double[] weights) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "gaussian-barycenter";

    /** Checks that the parts fit. */
    public GaussianBarycenterProblem {
        measures = List.copyOf(measures);
        Objects.requireNonNull(weights, "weights");
        if (measures.isEmpty()) {
            throw new DataException("there are no measures; expected at least one");
        }
        Fields.length("weights", weights.length, measures.size());
        Fields.distributions("weight", weights, weights.length);
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] == 0) {
                throw new DataException("weight " + k + " is 0; expected a positive number: leave the measure out");
            }
            if (measures.get(k).dimension() != measures.get(0).dimension() || measures.get(k).mass() != 1) {
                throw new DataException("measure " + k + " has " + measures.get(k).dimension() + " coordinates and the mass "
                        + measures.get(k).mass() + "; expected as many coordinates in all measures, and the mass 1");
            }
        }
    }

    /** The number of coordinates. */
    public int dimension() {
        return measures.get(0).dimension();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("measures", measures.stream().map(Gaussian::toRecord).toList()).doubles("weights", weights)
                .build();
    }

    /**
     * Recreates a problem, from its record or from a document; without weights they are equal.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static GaussianBarycenterProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<Gaussian> measures = record.records("measures").stream().map(Gaussian::fromRecord).toList();
        double[] weights = new double[measures.size()];
        Arrays.fill(weights, 1.0 / weights.length);
        return new GaussianBarycenterProblem(measures, record.has("weights") ? record.numbers("weights") : weights);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<GaussianBarycenterProblem, Gaussian> problemType() {
        return new StandardType<>(TYPE, "Barycentre of normal distributions", GaussianBarycenterProblem.class, Gaussian.class,
                GaussianBarycenterProblem::fromRecord, Gaussian::fromRecord).withValueRecord(Gaussian.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianBarycenterProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
