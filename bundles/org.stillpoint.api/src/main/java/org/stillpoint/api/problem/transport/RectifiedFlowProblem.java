package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * A coupling of two distributions, given by pairs of points, is to be made cheaper for the cost c(y - x) = sum over j of |y_j - x_j|^p / p
 * by rectified flows: the sources are moved along a velocity field that is a gradient in the sense of the cost, v = grad c*(grad f), fitted
 * to the straight lines between the pairs, and what they arrive at are the new ends. With the exact field the ends keep their distribution
 * and the mean cost never rises. With samples and finitely many features that holds up to errors, which is why a solution's ends must be
 * near the given ones: as distributions, by the energy coefficient
 *
 * <pre>
 *   H = (2 E|Z - Y| - E|Z - Z'| - E|Y - Y'|) / (2 E|Z - Y|),   from 0, where they are equal, to 1,
 * </pre>
 *
 * of the ends Z and the targets Y, Z' and Y' being independent copies.
 *
 * <p>A solution tells the mean costs of its rounds, the first one being that of the given pairs. The residual is the change of the cost in
 * the last round, relative to the first cost. On a line flows keep the order, so that there the coupling of a solution is optimal between
 * the sources and the ends it has.
 *
 * @param source the points x, one in each row, in one or two dimensions
 * @param target the point y of each pair
 * @param exponent the exponent p, above 1
 * @param marginalTolerance the largest energy coefficient allowed, from 0 to 1
 */
public record RectifiedFlowProblem(DMatrixRMaj source, DMatrixRMaj target, double exponent, double marginalTolerance) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "rectified-flow";

    /** The energy coefficient allowed where nothing is said. */
    public static final double DEFAULT_MARGINAL_TOLERANCE = 0.01;

    /** Checks the parts. */
    public RectifiedFlowProblem {
        Fields.matrix("source", source);
        Fields.matrix("target", target);
        if (source.numRows < 1 || source.numCols < 1 || source.numCols > 2) {
            throw new DataException("source is " + source.numRows + " x " + source.numCols
                    + "; expected at least one point, in one or two dimensions");
        }
        if (target.numRows != source.numRows || target.numCols != source.numCols) {
            throw new DataException("target is " + target.numRows + " x " + target.numCols + "; expected " + source.numRows + " x "
                    + source.numCols + ", a point for each of the source");
        }
        if (!(exponent > 1) || exponent == Double.POSITIVE_INFINITY) {
            throw new DataException("exponent is " + exponent + "; expected a finite number above 1");
        }
        if (!(marginalTolerance >= 0 && marginalTolerance <= 1)) {
            throw new DataException("marginalTolerance is " + marginalTolerance + "; expected a number from 0 to 1");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The number of pairs. */
    public int pairs() {
        return source.numRows;
    }

    /** The number of coordinates. */
    public int dimension() {
        return source.numCols;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        Fields.matrix(record, "source", source);
        Fields.matrix(record, "target", target);
        return record.number("exponent", exponent).number("marginalTolerance", marginalTolerance).build();
    }

    /**
     * Recreates a problem, from its record or from a document; there the exponent is 2 and the tolerance for the marginals
     * {@value #DEFAULT_MARGINAL_TOLERANCE} if they are left out.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static RectifiedFlowProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new RectifiedFlowProblem(Fields.dense(record, "source"), Fields.dense(record, "target"),
                Fields.number(record, "exponent", 2), Fields.number(record, "marginalTolerance", DEFAULT_MARGINAL_TOLERANCE));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<RectifiedFlowProblem, FlowCoupling> problemType() {
        return new StandardType<>(TYPE, "Rectified flow", RectifiedFlowProblem.class, FlowCoupling.class, RectifiedFlowProblem::fromRecord,
                FlowCoupling::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RectifiedFlowProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(source.data);
    }
}
