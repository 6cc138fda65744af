package org.stillpoint.api.problem.equilibrium;

import java.util.Objects;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find for each input x of a batch a state z with z = f(z, x), where f is a layer. The residual of a sample is measured as
 * {@link ResidualMeasure} says; that of the batch is the largest.
 *
 * @param layer the name of a {@link StandardLayer}, or of the service of an {@link EquilibriumLayer} or the factory that makes it
 * @param parameters the parameters of the layer
 * @param inputs the inputs, one row for each sample
 * @param start the states to start from: one row for each sample, or one row for all; empty for zeros
 * @param measure how the residual is measured
 */
public record EquilibriumProblem(String layer, DataRecord parameters, Samples inputs, double[] start, ResidualMeasure measure)
        implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "equilibrium";

    private static final double[] ZEROS = {};

    /** Checks that the parts fit. */
    public EquilibriumProblem {
        Objects.requireNonNull(layer, "layer");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(measure, "measure");
        if (inputs.count() < 1) {
            throw new DataException("the batch has " + inputs.count() + " samples; expected at least one");
        }
        finite("the input", inputs.values(), inputs.size());
        Optional<StandardLayer> standard = StandardLayer.named(layer);
        if (standard.isPresent()) {
            int size = shape(standard.get(), parameters, inputs.size()).state();
            if (start.length != 0 && start.length != size && start.length != Math.multiplyExact(size, inputs.count())) {
                throw new DataException("start has " + start.length + " values; expected " + size + " for all samples alike, or "
                        + size * inputs.count() + ", " + size + " for each of " + inputs.count() + " samples");
            }
            finite("start", start, size);
        } else {
            finite("start", start, Math.max(1, start.length % inputs.count() == 0 ? start.length / inputs.count() : start.length));
        }
    }

    /** A problem that starts from zeros and measures residuals absolutely. */
    public static EquilibriumProblem of(StandardLayer layer, DataRecord parameters, Samples inputs) {
        return new EquilibriumProblem(layer.label(), parameters, inputs, ZEROS, ResidualMeasure.ABSOLUTE);
    }

    /** A problem of a user's layer that starts from zeros and measures residuals absolutely. */
    public static EquilibriumProblem of(String layer, DataRecord parameters, Samples inputs) {
        return new EquilibriumProblem(layer, parameters, inputs, ZEROS, ResidualMeasure.ABSOLUTE);
    }

    /** The same problem with another start. */
    public EquilibriumProblem withStart(double... states) {
        return new EquilibriumProblem(layer, parameters, inputs, states, measure);
    }

    /** The same problem with other inputs. */
    public EquilibriumProblem withInputs(Samples others) {
        return new EquilibriumProblem(layer, parameters, others, start, measure);
    }

    /** The same problem with other parameters. */
    public EquilibriumProblem withParameters(DataRecord others) {
        return new EquilibriumProblem(layer, others, inputs, start, measure);
    }

    /** The same problem with residuals measured otherwise. */
    public EquilibriumProblem withMeasure(ResidualMeasure other) {
        return new EquilibriumProblem(layer, parameters, inputs, start, other);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** The layer, if it is a standard one. */
    public Optional<StandardLayer> standardLayer() {
        return StandardLayer.named(layer);
    }

    /** The number of samples. */
    public int batch() {
        return inputs.count();
    }

    /**
     * The state that a sample starts from.
     *
     * @param size the number of components of a state
     * @throws DataException if the start does not fit that size
     */
    public double[] start(int sample, int size) {
        double[] state = new double[size];
        if (start.length != 0 && start.length != size && start.length != (long) size * batch()) {
            throw new DataException("start has " + start.length + " values; expected " + size + ", or as many for each of " + batch()
                    + " samples");
        }
        if (start.length > 0) {
            System.arraycopy(start, start.length == size ? 0 : sample * size, state, 0, size);
        }
        return state;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("layer", layer);
        Fields.parameters(record, parameters);
        if (inputs.size() > 0) {
            record.array("input", inputs.array());
        } else {
            record.integer("batch", inputs.count());
        }
        if (start.length > 0) {
            boolean rows = start.length % batch() == 0 && (batch() > 1 || standardLayer().isEmpty())
                    && standardLayer().map(standard -> start.length != standard.shape(parameters, inputs.size()).state()).orElse(true);
            record.array("start", rows ? new NamedArray(start, batch(), start.length / batch()) : new NamedArray(start, start.length));
        }
        return record.text("measure", measure.name()).build();
    }

    /**
     * Recreates a problem, from its record or from a document.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static EquilibriumProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        double[] start = record.has("start") ? record.numbers("start") : ZEROS;
        int rows = record.has("start") && record.array("start").shape().length > 1 ? record.array("start").shape()[0] : 1;
        Samples inputs = record.has("input") ? Samples.of(record, "input")
                : Samples.none(record.has("batch") ? Fields.integer(record, "batch") : rows);
        return new EquilibriumProblem(record.text("layer"), Fields.parameters(record), inputs, start,
                record.has("measure") ? record.constant("measure", ResidualMeasure.class) : ResidualMeasure.ABSOLUTE);
    }

    private static LayerShape shape(StandardLayer layer, DataRecord parameters, int inputs) {
        try {
            return layer.shape(parameters, inputs);
        } catch (DataException wrong) {
            throw new DataException("layer " + layer.label() + ": " + wrong.getMessage(), wrong);
        }
    }

    private static void finite(String name, double[] values, int size) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new DataException(name + " is " + values[i] + " in sample " + i / size + ", component " + i % size
                        + " (both counted from 0); expected a finite number");
            }
        }
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<EquilibriumProblem, EquilibriumStates> problemType() {
        return new StandardType<>(TYPE, "Equilibrium of a layer", EquilibriumProblem.class, EquilibriumStates.class,
                EquilibriumProblem::fromRecord, EquilibriumStates::fromRecord).withValueRecord(EquilibriumStates.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layer.hashCode();
    }
}
