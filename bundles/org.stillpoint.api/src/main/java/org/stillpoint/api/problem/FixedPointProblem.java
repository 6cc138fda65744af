package org.stillpoint.api.problem;

import java.util.Objects;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Functions;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find x with T x = x, where T is a named {@link Operator}. The residual is the Euclidean norm of x - T x.
 *
 * @param operator the name of the operator's service, or of the factory that makes it
 * @param parameters what the factory makes the operator from; without fields where the operator is a service itself
 * @param start the point to start from; its length is the dimension
 * @param contraction a Lipschitz constant of T in the Euclidean norm where one is known: 1 for a nonexpansive operator, less for a
 *     contraction, NaN if none is known; positive, at most 1
 */
public record FixedPointProblem(String operator, DataRecord parameters, double[] start, double contraction) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "fixed-point";

    /** Checks the parts. */
    public FixedPointProblem {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(parameters, "parameters");
        Fields.finite("start", start);
        if (contraction <= 0 || contraction > 1) {
            throw new DataException("contraction is " + contraction + "; expected a positive number up to 1, or none");
        }
    }

    /** A problem with an operator that is a service itself, of which no Lipschitz constant is known. */
    public FixedPointProblem(String operator, double[] start) {
        this(operator, FunctionFactory.NO_PARAMETERS, start, Double.NaN);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The dimension of the space. */
    public int dimension() {
        return start.length;
    }

    /**
     * The operator T.
     *
     * @throws SolverException if there is none of that name, or if its dimension is not that of the start
     */
    public Operator operator(Functions functions) throws SolverException {
        Operator found = functions.function(Operator.class, operator, parameters);
        if (found.dimension() != 0 && found.dimension() != dimension()) {
            throw new SolverException("the operator " + operator + " has dimension " + found.dimension() + ", the start " + dimension()
                    + "; they must agree");
        }
        return found;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("operator", operator).doubles("start", start);
        Fields.parameters(record, parameters);
        return (Double.isNaN(contraction) ? record : record.number("contraction", contraction)).build();
    }

    /** Recreates a problem. */
    public static FixedPointProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new FixedPointProblem(record.text("operator"), Fields.parameters(record), record.numbers("start"),
                Fields.number(record, "contraction", Double.NaN));
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
