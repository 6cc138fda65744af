package org.stillpoint.api.problem.transport;

import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link GaussianTransportProblem}: a normal distribution of pairs of points times a mass, by its marginals and its
 * cross-covariance, and the potentials.
 *
 * @param source the marginal of source points
 * @param target the marginal of target points, of the same mass
 * @param crossCovariance the covariances of the coordinates of source points, rows, with those of target points, columns
 * @param map where mass goes on average: from x to target mean + map (x - source mean); without entropy all of it goes there
 * @param f the potential of source points
 * @param g the potential of target points
 * @param value what is minimised
 * @param divergence the value less half the values of the two problems between each measure and itself, plus sigma^2 times the squared
 *     difference of the masses: the Sinkhorn divergence
 */
public record GaussianPlan(Gaussian source, Gaussian target, DMatrixRMaj crossCovariance, DMatrixRMaj map, QuadraticPotential f,
        QuadraticPotential g, double value, double divergence) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "gaussian-transport-solution";

    /** Checks that the parts fit. */
    public GaussianPlan {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        order("crossCovariance", crossCovariance, source.dimension());
        order("map", map, source.dimension());
        order("f", f.quadratic(), source.dimension());
        order("g", g.quadratic(), source.dimension());
        order("target", target.covariance(), source.dimension());
    }

    private static void order(String name, DMatrixRMaj matrix, int order) {
        if (matrix.numRows != order || matrix.numCols != order) {
            throw new DataException(name + " is " + matrix.numRows + " x " + matrix.numCols + "; expected the order " + order);
        }
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).record("source", source.toRecord()).record("target", target.toRecord());
        Fields.matrix(record, "crossCovariance", crossCovariance);
        Fields.matrix(record, "map", map);
        return record.record("f", f.toRecord()).record("g", g.toRecord()).number("value", value).number("divergence", divergence).build();
    }

    /** Recreates a value. */
    public static GaussianPlan fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new GaussianPlan(Gaussian.fromRecord(record.record("source")), Gaussian.fromRecord(record.record("target")),
                Fields.dense(record, "crossCovariance"), Fields.dense(record, "map"),
                QuadraticPotential.fromRecord(record.record("f")), QuadraticPotential.fromRecord(record.record("g")),
                record.number("value"), record.number("divergence"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GaussianPlan that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
