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
 * Find u with 0 in F(u) + G(u), where F is a named monotone {@link ComponentOperator} and G the normal cone of a convex set C, so
 * that its resolvent J is the projection onto C (a variational inequality; on the whole space, an equation). The residual is
 * ||u - J(u - F(u))||.
 *
 * @param operator the name of the operator's service, or of the factory that makes it
 * @param parameters what the factory makes the operator from; without fields where the operator is a service itself
 * @param set the set C
 * @param start the point to start from; its length is the dimension
 */
public record MonotoneInclusion(String operator, DataRecord parameters, ConvexSet set, double[] start) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "monotone-inclusion";

    /** Checks the parts. */
    public MonotoneInclusion {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(parameters, "parameters");
        Fields.finite("start", start);
        SetFields.set("the set", set, start.length);
    }

    /** A problem with an operator that is a service itself. */
    public MonotoneInclusion(String operator, ConvexSet set, double[] start) {
        this(operator, FunctionFactory.NO_PARAMETERS, set, start);
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
     * The operator F.
     *
     * @throws SolverException if there is none of that name, or if its dimension is not that of the start
     */
    public ComponentOperator operator(Functions functions) throws SolverException {
        ComponentOperator found = functions.function(ComponentOperator.class, operator, parameters);
        if (found.dimension() != dimension()) {
            throw new SolverException("the operator " + operator + " has dimension " + found.dimension() + ", the start " + dimension()
                    + "; they must agree");
        }
        return found;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("operator", operator).record("set", set.toRecord())
                .doubles("start", start);
        Fields.parameters(record, parameters);
        return record.build();
    }

    /**
     * Recreates a problem.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static MonotoneInclusion fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new MonotoneInclusion(record.text("operator"), Fields.parameters(record), SetFields.set(record, "set"),
                record.numbers("start"));
    }

    /** How a host recreates monotone inclusions and their solutions. */
    public static ProblemType<MonotoneInclusion, InclusionPoint> problemType() {
        return new StandardType<>(TYPE, "Monotone inclusion", MonotoneInclusion.class, InclusionPoint.class,
                MonotoneInclusion::fromRecord, InclusionPoint::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MonotoneInclusion that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return operator.hashCode();
    }
}
