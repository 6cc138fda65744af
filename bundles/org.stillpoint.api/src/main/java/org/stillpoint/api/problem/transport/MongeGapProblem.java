package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The Monge gap of a map T between points: by how much it costs more than the best transport to the same images,
 *
 * <pre>
 *   gap = sum of w_i c(x_i, T(x_i)) - OT(source, images),
 * </pre>
 *
 * w the weights, c the cost, OT the least cost of a transport plan, or with epsilon the least value of entropic transport with the relative
 * entropy. Without epsilon it is 0 exactly for optimal maps and positive for all others. The value is not cut off at 0: with epsilon
 * and few points it may be negative by the entropy of the map itself.
 *
 * @param source the points with their weights
 * @param images the image of each point, a row
 * @param cost the cost
 * @param epsilon the weight of the relative entropy; 0 for none
 */
public record MongeGapProblem(Measure source, DMatrixRMaj images, GroundCost cost, double epsilon) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "monge-gap";

    /** Checks the parts. */
    public MongeGapProblem {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(cost, "cost");
        Fields.matrix("images", images);
        if (images.numRows != source.size() || images.numCols != source.points().numCols || images.numCols == 0) {
            throw new DataException("images are " + images.numRows + " x " + images.numCols + ", the points " + source.size() + " x "
                    + source.points().numCols + "; expected as many, with at least one coordinate");
        }
        if (!(cost instanceof GroundCost.Distance) && !(cost instanceof GroundCost.Cosine)) {
            throw new DataException("the cost is a " + cost.getClass().getSimpleName() + "; expected a distance or cosine of points");
        }
        if (!(epsilon >= 0) || Double.isInfinite(epsilon)) {
            throw new DataException("epsilon is " + epsilon + "; expected 0 or a positive finite number");
        }
    }

    /** The transport problem from the points to their images. */
    public TransportProblem transport() {
        return TransportProblem.of(source, new Measure(source.weights(), images), cost)
                .regulariser(epsilon == 0 ? Regulariser.NONE : Regulariser.RELATIVE_ENTROPY, epsilon).build();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("source", source.toRecord());
        Fields.matrix(record, "images", images);
        return record.record("cost", cost.toRecord()).number("epsilon", epsilon).build();
    }

    /**
     * Recreates a problem, from its record or from a document; the cost is the squared Euclidean distance, epsilon 0 if they are left out.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MongeGapProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MongeGapProblem(Measure.fromRecord(record.record("source")), Fields.dense(record, "images"),
                record.has("cost") ? GroundCost.fromRecord(record.record("cost")) : GroundCost.Distance.SQUARED_EUCLIDEAN,
                Fields.number(record, "epsilon", 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<MongeGapProblem, MongeGap> problemType() {
        return new StandardType<>(TYPE, "Monge gap of a map", MongeGapProblem.class, MongeGap.class, MongeGapProblem::fromRecord,
                MongeGap::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MongeGapProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
