package org.stillpoint.api.problem.equilibrium;

import java.util.List;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves an {@link ImplicitDerivativeProblem}. In records the adjoints are {@code u}, the derivatives by theta {@code gradient} and
 * the derivatives along tangents {@code w}.
 *
 * @param solutionResidual the largest component of |F(x, theta)|
 * @param adjoints u, one for each cotangent
 * @param gradients the derivatives -B'u by theta, one row for each cotangent
 * @param derivatives w, one for each tangent
 * @param residuals the residuals of the linear equations, first those of the adjoints and then those of the derivatives, as the problem
 *     measures them; NaN where none was computed
 * @param statuses how each of these equations ended
 */
public record ImplicitDerivative(double solutionResidual, Samples adjoints, Samples gradients, Samples derivatives, double[] residuals,
        List<Status> statuses) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "implicit-derivative-value";

    /** Checks that the parts fit. */
    public ImplicitDerivative {
        statuses = List.copyOf(statuses);
        int equations = adjoints.count() + derivatives.count();
        if (gradients.count() != adjoints.count() || residuals.length != equations || statuses.size() != equations) {
            throw new DataException(adjoints + " as adjoints, " + gradients + " as gradients and " + derivatives + " as derivatives with "
                    + residuals.length + " residuals and " + statuses.size() + " statuses; expected a gradient for each adjoint, and a "
                    + "residual and a status for each adjoint and each derivative");
        }
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).number("solutionResidual", solutionResidual).array("u", adjoints.array())
                .array("gradient", gradients.array()).array("w", derivatives.array()).doubles("residuals", residuals)
                .texts("statuses", statuses.stream().map(Status::name).toList()).build();
    }

    /** Recreates the derivatives. */
    public static ImplicitDerivative fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new ImplicitDerivative(record.number("solutionResidual"), Samples.of(record, "u"), Samples.of(record, "gradient"),
                Samples.of(record, "w"), record.numbers("residuals"), record.texts("statuses").stream().map(Status::valueOf).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImplicitDerivative that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return adjoints.hashCode();
    }
}
