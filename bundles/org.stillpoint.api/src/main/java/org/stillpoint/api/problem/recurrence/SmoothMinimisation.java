package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.Functions;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find a stationary point of a function by a first-order method from a start. The residual is the Euclidean norm of the gradient.
 *
 * @param function the name of the service of a {@link ScalarFunction}, or of the factory that makes it
 * @param parameters what the factory makes the function from; without fields where the function is a service itself
 * @param start the point to start from
 * @param method the method whose steps are taken
 */
public record SmoothMinimisation(String function, DataRecord parameters, double[] start, FirstOrderMethod method) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "smooth-minimisation";

    /** Checks the parts. */
    public SmoothMinimisation {
        Objects.requireNonNull(function, "function");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(method, "method");
        if (start.length == 0) {
            throw new DataException("start has no values; expected at least one");
        }
        Fields.finite("start", start);
    }

    /**
     * The function.
     *
     * @throws SolverException if there is none of that name, or if it has another number of variables than the start has values
     */
    public ScalarFunction function(Functions functions) throws SolverException {
        ScalarFunction found = functions.function(ScalarFunction.class, function, parameters);
        if (found.dimension() != start.length) {
            throw new SolverException("the function " + function + " has " + found.dimension() + " variables; start has " + start.length
                    + " values, expected as many");
        }
        return found;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("function", function).doubles("start", start);
        Fields.parameters(record, parameters);
        method.write(record);
        return record.build();
    }

    /**
     * Recreates a problem.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static SmoothMinimisation fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new SmoothMinimisation(record.text("function"), Fields.parameters(record), record.numbers("start"),
                FirstOrderMethod.read(record));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<SmoothMinimisation, StationaryPoint> problemType() {
        return new StandardType<>(TYPE, "Smooth minimisation", SmoothMinimisation.class, StationaryPoint.class,
                SmoothMinimisation::fromRecord, StationaryPoint::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmoothMinimisation that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
