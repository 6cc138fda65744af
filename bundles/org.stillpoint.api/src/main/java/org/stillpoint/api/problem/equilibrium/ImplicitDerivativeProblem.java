package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * The derivatives of a solution x(theta) of F(x, theta) = 0 by theta, where F is an {@link OptimalityMap} and x has been found by whatever
 * method. With A = dF/dx and B = dF/dtheta at x and theta, dx/dtheta is -A^-1 B (the implicit function theorem). Asked for are, for each
 * cotangent v, the derivatives -B'u of v'x with the adjoint u of A'u = v; and for each tangent t, the derivative w along t, A w = -B t.
 *
 * <p>The residual is the largest of these: the largest component of |F(x, theta)|; for each cotangent the largest component of |A'u - v|,
 * divided by that of |v|; for each tangent the largest component of |A w + B t|, divided by that of |B t| (0 where both are 0).
 *
 * @param map the name of the service of the {@link OptimalityMap}, or of the factory that makes it
 * @param parameters what the factory makes it from
 * @param x the solution
 * @param theta the parameters at which it is one
 * @param cotangents v, one in each row; possibly none
 * @param tangents t, one in each row; possibly none
 */
public record ImplicitDerivativeProblem(String map, DataRecord parameters, double[] x, double[] theta, Samples cotangents,
        Samples tangents) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "implicit-derivative";

    /** Checks that the parts fit and are finite. */
    public ImplicitDerivativeProblem {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(parameters, "parameters");
        if (x.length == 0 || theta.length == 0) {
            throw new DataException("x has " + x.length + " components and theta " + theta.length + "; expected at least one of each");
        }
        if (cotangents.count() + tangents.count() == 0) {
            throw new DataException("there is neither a cotangent nor a tangent; expected at least one of them");
        }
        rows("cotangent", cotangents, x.length, "x");
        rows("tangent", tangents, theta.length, "theta");
        Fields.finite("x", x);
        Fields.finite("theta", theta);
    }

    private static void rows(String name, Samples rows, int size, String what) {
        if (rows.count() > 0 && rows.size() != size) {
            throw new DataException(name + " has rows of " + rows.size() + " components; expected " + size + ", as " + what + " has");
        }
        Fields.finite(name, rows.values());
    }

    /** The derivatives of v'x by all parameters. */
    public static ImplicitDerivativeProblem reverse(String map, DataRecord parameters, double[] x, double[] theta, Samples cotangents) {
        return new ImplicitDerivativeProblem(map, parameters, x, theta, cotangents, Samples.none(0));
    }

    /** The derivatives of all components of x along tangents. */
    public static ImplicitDerivativeProblem forward(String map, DataRecord parameters, double[] x, double[] theta, Samples tangents) {
        return new ImplicitDerivativeProblem(map, parameters, x, theta, Samples.none(0), tangents);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("map", map);
        Fields.parameters(record, parameters);
        record.doubles("x", x).doubles("theta", theta);
        if (cotangents.count() > 0) {
            record.array("cotangent", cotangents.array());
        }
        if (tangents.count() > 0) {
            record.array("tangent", tangents.array());
        }
        return record.build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static ImplicitDerivativeProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new ImplicitDerivativeProblem(record.text("map"), Fields.parameters(record), record.numbers("x"), record.numbers("theta"),
                rows(record, "cotangent"), rows(record, "tangent"));
    }

    private static Samples rows(DataRecord record, String name) {
        return record.has(name) && record.numbers(name).length > 0 ? Samples.of(record, name) : Samples.none(0);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<ImplicitDerivativeProblem, ImplicitDerivative> problemType() {
        return new StandardType<>(TYPE, "Derivatives of a solution", ImplicitDerivativeProblem.class, ImplicitDerivative.class,
                ImplicitDerivativeProblem::fromRecord, ImplicitDerivative::fromRecord).withValueRecord(ImplicitDerivative.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImplicitDerivativeProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return 31 * map.hashCode() + Arrays.hashCode(x);
    }
}
