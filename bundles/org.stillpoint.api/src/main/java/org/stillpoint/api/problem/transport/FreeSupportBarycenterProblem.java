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
 * The barycentre, on points that are free to move, of measures a_1, ..., a_K of mass 1 on points: the points x_1, ..., x_n, each of the
 * weight 1 / n, with the least
 *
 * <pre>
 *   sum over k of w_k OT(x, a_k),   OT the entropic transport with the cost |x_i - y_j|^2 and {@link Regulariser#RELATIVE_ENTROPY}.
 * </pre>
 *
 * The problem is not convex in the points; what is looked for is a stationary arrangement, in which each point is the weighted mean of the
 * means of where its mass goes. The residual is the larger of the mean of the marginal errors of the K plans, weighted by w, and of the
 * root of the mean squared distance of the points from those means, relative to that of the measures' points from their common mean.
 *
 * @param measures the measures, on points of as many coordinates each
 * @param weights the weight w_k of each measure, positive with sum 1
 * @param size the number of points n
 * @param epsilon the weight of the entropy, positive and finite
 */
public record FreeSupportBarycenterProblem(List<Measure> measures, double[] weights, int size, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "free-support-barycenter";

    private static final double MASS_TOLERANCE = 1e-9;

    /** Checks that the parts fit. */
    public FreeSupportBarycenterProblem {
        measures = List.copyOf(measures);
        Objects.requireNonNull(weights, "weights");
        if (measures.isEmpty()) {
            throw new DataException("there are no measures; expected at least one");
        }
        Fields.length("weights", weights.length, measures.size());
        Fields.distributions("weight", weights, weights.length);
        int dimension = measures.get(0).points().numCols;
        for (int k = 0; k < weights.length; k++) {
            Measure measure = measures.get(k);
            if (measure.points().numCols != dimension || dimension == 0) {
                throw new DataException("measure " + k + " has points of " + measure.points().numCols
                        + " coordinates; expected as many in all measures, and at least one");
            }
            if (Math.abs(measure.mass() - 1) > MASS_TOLERANCE) {
                throw new DataException("measure " + k + " has the mass " + measure.mass() + "; expected 1: normalise it");
            }
            if (weights[k] == 0) {
                throw new DataException("weight " + k + " is 0; expected a positive number: leave the measure out");
            }
        }
        if (size < 1) {
            throw new DataException("size is " + size + "; expected at least 1");
        }
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected a positive finite number");
        }
    }

    /** The barycentre with equal weights. */
    public FreeSupportBarycenterProblem(List<Measure> measures, int size, double epsilon) {
        this(measures, even(measures.size()), size, epsilon);
    }

    private static double[] even(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** The number of coordinates. */
    public int dimension() {
        return measures.get(0).points().numCols;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("measures", measures.stream().map(Measure::toRecord).toList()).doubles("weights", weights)
                .integer("size", size).number("epsilon", epsilon).build();
    }

    /**
     * Recreates a problem, from its record or from a document; without weights they are equal.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static FreeSupportBarycenterProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        List<Measure> measures = record.records("measures").stream().map(Measure::fromRecord).toList();
        return new FreeSupportBarycenterProblem(measures, record.has("weights") ? record.numbers("weights") : even(measures.size()),
                Fields.integer(record, "size"), record.number("epsilon"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<FreeSupportBarycenterProblem, FreeSupportBarycenter> problemType() {
        return new StandardType<>(TYPE, "Barycentre on free points", FreeSupportBarycenterProblem.class, FreeSupportBarycenter.class,
                FreeSupportBarycenterProblem::fromRecord, FreeSupportBarycenter::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FreeSupportBarycenterProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }
}
