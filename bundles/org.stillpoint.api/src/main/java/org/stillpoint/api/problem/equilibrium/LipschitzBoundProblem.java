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
 * The least constant L with |g(z, x) - g(y, x)| at most L |z - y| for all states z, y and inputs x of a box, where g(z, x) is the layer
 * f(z, x) evaluated {@code steps} times, each time at the state before: the supremum over the box of the norm of dg/dz. Where it is below 1
 * and the box is mapped into itself, there is exactly one fixed point in the box for each input in it.
 *
 * <p>The residual is the gap: how far the bound is above a norm that is attained, in parts of the bound (0 where both are 0).
 *
 * @param layer {@link StandardLayer#DENSE} or {@link StandardLayer#MONOTONE}
 * @param parameters the parameters of the layer
 * @param center the middle of the box of states
 * @param radius how far each component of a state may be from the middle: one number for each, or one for all
 * @param input the middle of the box of inputs
 * @param inputRadius how far each component of an input may be from the middle: one number for each, one for all, or none for 0
 * @param steps how often the layer is evaluated, at least 1
 * @param norm the norm
 */
public record LipschitzBoundProblem(StandardLayer layer, DataRecord parameters, double[] center, double[] radius, double[] input,
        double[] inputRadius, int steps, LipschitzNorm norm) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "lipschitz-bound";

    private static final int MOST_STEPS = 64;

    /** Checks that the parts fit. */
    public LipschitzBoundProblem {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(norm, "norm");
        if (layer != StandardLayer.DENSE && layer != StandardLayer.MONOTONE) {
            throw new DataException("layer is '" + layer.label() + "'; expected dense or monotone");
        }
        int size = layer.shape(parameters, input.length).state();
        Fields.finite("center", center);
        Fields.finite("input", input);
        Fields.length("center", center.length, size);
        radii("radius", radius, size, false);
        radii("inputRadius", inputRadius, input.length, true);
        if (steps < 1 || steps > MOST_STEPS) {
            throw new DataException("steps is " + steps + "; expected 1 to " + MOST_STEPS);
        }
    }

    /** A problem of one evaluation at a fixed input. */
    public static LipschitzBoundProblem of(StandardLayer layer, DataRecord parameters, double[] center, double radius, double[] input,
            LipschitzNorm norm) {
        return new LipschitzBoundProblem(layer, parameters, center, new double[] {radius}, input, new double[0], 1, norm);
    }

    /** The same problem with another number of evaluations. */
    public LipschitzBoundProblem withSteps(int other) {
        return new LipschitzBoundProblem(layer, parameters, center, radius, input, inputRadius, other, norm);
    }

    /** How far a component of a state may be from the middle. */
    public double radius(int component) {
        return radius[radius.length == 1 ? 0 : component];
    }

    /** How far a component of an input may be from the middle. */
    public double inputRadius(int component) {
        return inputRadius.length == 0 ? 0 : inputRadius[inputRadius.length == 1 ? 0 : component];
    }

    private static void radii(String name, double[] radii, int size, boolean none) {
        if (radii.length != 1 && radii.length != size && !(none && radii.length == 0)) {
            throw new DataException(name + " has " + radii.length + " values; expected 1 or " + size);
        }
        for (double value : radii) {
            if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
                throw new DataException(name + " has " + value + "; expected finite numbers from 0 on");
            }
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("layer", layer.label());
        Fields.parameters(record, parameters);
        return record.doubles("center", center).doubles("radius", radius).doubles("input", input).doubles("inputRadius", inputRadius)
                .integer("steps", steps).text("norm", norm.name()).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static LipschitzBoundProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        String name = record.text("layer");
        StandardLayer layer = StandardLayer.named(name)
                .orElseThrow(() -> new DataException("layer is '" + name + "'; expected dense or monotone"));
        return new LipschitzBoundProblem(layer, Fields.parameters(record), record.numbers("center"), radius(record, "radius"),
                Fields.numbers(record, "input"), record.has("inputRadius") ? radius(record, "inputRadius") : new double[0],
                record.has("steps") ? Fields.integer(record, "steps") : 1,
                record.has("norm") ? record.constant("norm", LipschitzNorm.class) : LipschitzNorm.LARGEST);
    }

    /** Numbers, or one number. */
    private static double[] radius(DataRecord record, String name) {
        Object value = record.fields().get(name);
        return value instanceof Double || value instanceof Long ? new double[] {record.number(name)} : record.numbers(name);
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<LipschitzBoundProblem, LipschitzBound> problemType() {
        return new StandardType<>(TYPE, "Lipschitz bound of a layer", LipschitzBoundProblem.class, LipschitzBound.class,
                LipschitzBoundProblem::fromRecord, LipschitzBound::fromRecord).withValueRecord(LipschitzBound.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LipschitzBoundProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(center);
    }
}
