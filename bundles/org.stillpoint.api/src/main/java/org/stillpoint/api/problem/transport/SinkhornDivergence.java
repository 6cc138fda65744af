package org.stillpoint.api.problem.transport;

import java.util.Arrays;
import java.util.Objects;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/**
 * What solves a {@link SinkhornDivergenceProblem}: the divergence, how far it can be from the exact one, and the potentials of the three
 * problems of transport. All potentials are finite, those of points without weight too: there they say what the first mass would cost.
 *
 * @param value the divergence that the dual values of the potentials give
 * @param errorBound a bound for the distance of the value from the exact divergence, proved by the marginal errors
 * @param f the source's potentials in transport from source to target
 * @param g the target's potentials in transport from source to target
 * @param sourceSelf the potentials of both sides in transport from the source to itself
 * @param targetSelf the potentials of both sides in transport from the target to itself
 */
public record SinkhornDivergence(double value, double errorBound, double[] f, double[] g, double[] sourceSelf, double[] targetSelf)
        implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "sinkhorn-divergence-solution";

    /** Checks that nothing is null. */
    public SinkhornDivergence {
        Objects.requireNonNull(f, "f");
        Objects.requireNonNull(g, "g");
        Objects.requireNonNull(sourceSelf, "sourceSelf");
        Objects.requireNonNull(targetSelf, "targetSelf");
    }

    /** With exact marginals, the derivatives of the divergence by the source's weights, up to a common constant. */
    public double[] sourceGradient() {
        return difference(f, sourceSelf);
    }

    /** With exact marginals, the derivatives of the divergence by the target's weights, up to a common constant. */
    public double[] targetGradient() {
        return difference(g, targetSelf);
    }

    private static double[] difference(double[] x, double[] y) {
        double[] result = new double[x.length];
        Arrays.setAll(result, i -> x[i] - y[i]);
        return result;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).number("value", value).number("errorBound", errorBound).doubles("f", f).doubles("g", g)
                .doubles("sourceSelf", sourceSelf).doubles("targetSelf", targetSelf).build();
    }

    /** Recreates a value. */
    public static SinkhornDivergence fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new SinkhornDivergence(record.number("value"), record.number("errorBound"), record.numbers("f"), record.numbers("g"),
                record.numbers("sourceSelf"), record.numbers("targetSelf"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SinkhornDivergence that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(f);
    }
}
