package org.stillpoint.api.problem;

import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/**
 * Find x with T x = x, where T is a named {@link Operator}. The residual is the Euclidean norm of x - T x.
 *
 * @param operator the name of the operator's service
 * @param start the point to start from; its length is the dimension
 */
public record FixedPointProblem(String operator, double[] start) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "fixed-point";

    /** Checks the parts. */
    public FixedPointProblem {
        Objects.requireNonNull(operator, "operator");
        for (int i = 0; i < start.length; i++) {
            if (!Double.isFinite(start[i])) {
                throw new DataException("start " + i + " is " + start[i] + "; expected a finite number");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The dimension of the space. */
    public int dimension() {
        return start.length;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).text("operator", operator).doubles("start", start).build();
    }

    /** Recreates a problem. */
    public static FixedPointProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FixedPointProblem(record.text("operator"), record.doubles("start"));
    }

    /** How a host recreates fixed-point problems and their solutions. */
    public static ProblemType<FixedPointProblem, FixedPoint> problemType() {
        return new StandardType<>(TYPE, "Fixed point", FixedPointProblem.class, FixedPoint.class,
                FixedPointProblem::fromRecord, FixedPoint::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FixedPointProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return operator.hashCode();
    }
}
