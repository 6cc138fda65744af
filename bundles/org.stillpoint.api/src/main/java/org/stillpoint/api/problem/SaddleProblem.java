package org.stillpoint.api.problem;

import java.util.Objects;
import org.stillpoint.api.Functions;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * min over x in X, max over y in Y of f(x) + Phi(x, y) - g(y), with f, Phi and g from named {@link SaddleFunctions}. The residual is
 * the norm of (x, y) - P((x, y) - (f'(x) + Phi_x(x, y), g'(y) - Phi_y(x, y))), P the projection onto X x Y: 0 at saddle points, and,
 * where the functions are not convex in x or concave in y, at all stationary points.
 *
 * @param functions the name of the functions' service, or of the factory that makes them
 * @param parameters what the factory makes the functions from; without fields where they are a service themselves
 * @param primalSet the set X
 * @param dualSet the set Y
 * @param x the x to start from
 * @param y the y to start from
 */
public record SaddleProblem(String functions, DataRecord parameters, ConvexSet primalSet, ConvexSet dualSet, double[] x, double[] y)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "saddle-point";

    /** Checks the parts. */
    public SaddleProblem {
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(parameters, "parameters");
        Fields.finite("x", x);
        Fields.finite("y", y);
        SetFields.set("primalSet", primalSet, x.length);
        SetFields.set("dualSet", dualSet, y.length);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * The functions.
     *
     * @throws SolverException if there are none of that name, or if their dimensions are not those of the start
     */
    public SaddleFunctions functions(Functions directory) throws SolverException {
        SaddleFunctions found = directory.function(SaddleFunctions.class, functions, parameters);
        if (found.primalDimension() != x.length || found.dualDimension() != y.length) {
            throw new SolverException("the functions " + functions + " have the dimensions " + found.primalDimension() + " and "
                    + found.dualDimension() + ", the start " + x.length + " and " + y.length + "; they must agree");
        }
        return found;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("functions", functions).record("primalSet", primalSet.toRecord())
                .record("dualSet", dualSet.toRecord()).doubles("x", x).doubles("y", y);
        Fields.parameters(record, parameters);
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws org.stillpoint.api.data.DataException naming the field that is missing or wrong
     */
    public static SaddleProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new SaddleProblem(record.text("functions"), Fields.parameters(record), SetFields.set(record, "primalSet"),
                SetFields.set(record, "dualSet"), record.numbers("x"), record.numbers("y"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<SaddleProblem, SaddlePoint> problemType() {
        return new StandardType<>(TYPE, "Saddle point", SaddleProblem.class, SaddlePoint.class,
                SaddleProblem::fromRecord, SaddlePoint::fromRecord);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SaddleProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return toRecord().hashCode();
    }
}
