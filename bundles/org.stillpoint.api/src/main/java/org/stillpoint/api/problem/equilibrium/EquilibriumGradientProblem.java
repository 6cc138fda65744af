package org.stillpoint.api.problem.equilibrium;

import java.util.Objects;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.StandardType;

/**
 * The derivatives of the sum over samples of v'z, where z is the fixed point of the layer and v the cotangent, by the input of each sample
 * and by the parameters of the layer. With J = df/dz at z, they are (df/dx)'u and the sum of (df/dtheta)'u for the adjoint u with
 * u = J'u + v (the implicit function theorem).
 *
 * <p>The residual is that of the states (see {@link EquilibriumProblem}) or, if it is larger, that of the adjoint: the largest component of
 * |J'u + v - u| of a sample, divided by the largest component of |J'u + v| of the same sample (0 where both are 0).
 *
 * @param equilibrium the fixed points
 * @param cotangent v, one row for each sample
 */
public record EquilibriumGradientProblem(EquilibriumProblem equilibrium, Samples cotangent) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "equilibrium-gradient";

    /** Checks that the parts fit. */
    public EquilibriumGradientProblem {
        Objects.requireNonNull(equilibrium, "equilibrium");
        int size = equilibrium.standardLayer()
                .map(layer -> layer.shape(equilibrium.parameters(), equilibrium.inputs().size()).state()).orElse(cotangent.size());
        if (cotangent.count() != equilibrium.batch() || cotangent.size() != size) {
            throw new DataException("the cotangent is " + cotangent.count() + " x " + cotangent.size() + "; expected " + equilibrium.batch()
                    + " x " + size + ", as the states");
        }
        for (double value : cotangent.values()) {
            if (!Double.isFinite(value)) {
                throw new DataException("the cotangent has " + value + "; expected finite numbers");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).record("equilibrium", equilibrium.toRecord())
                .array("cotangent", new NamedArray(cotangent.values(), cotangent.count(), cotangent.size())).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static EquilibriumGradientProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        DataRecord given = record.record("equilibrium");
        return new EquilibriumGradientProblem(
                EquilibriumProblem.fromRecord(DataRecord.of(EquilibriumProblem.TYPE, given.version()).fields(given).build()),
                Samples.of(record, "cotangent"));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<EquilibriumGradientProblem, EquilibriumGradient> problemType() {
        return new StandardType<>(TYPE, "Derivatives of an equilibrium", EquilibriumGradientProblem.class, EquilibriumGradient.class,
                EquilibriumGradientProblem::fromRecord, EquilibriumGradient::fromRecord).withValueRecord(EquilibriumGradient.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumGradientProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return equilibrium.hashCode();
    }
}
