package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.ParameterShapes;

/**
 * The weights of a layer and of the linear readout y = V z + c of its states.
 *
 * @param parameters the parameters of the layer
 * @param readoutWeight V (outputs x components), row by row
 * @param readoutBias c (outputs)
 */
public record EquilibriumModel(DataRecord parameters, double[] readoutWeight, double[] readoutBias) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "equilibrium-model";

    /** The name of V in records. */
    public static final String WEIGHT = "readout_weight";
    /** The name of c in records. */
    public static final String BIAS = "readout_bias";

    /** Checks that the parts are finite and fit. */
    public EquilibriumModel {
        Objects.requireNonNull(parameters, "parameters");
        Fields.finite(WEIGHT, readoutWeight);
        Fields.finite(BIAS, readoutBias);
        if (readoutBias.length == 0 || readoutWeight.length == 0 || readoutWeight.length % readoutBias.length != 0) {
            throw new DataException(WEIGHT + " has " + readoutWeight.length + " values and " + BIAS + " " + readoutBias.length
                    + "; expected at least one output, and as many weights for each");
        }
    }

    /**
     * Weights to start training from: those of the readout uniform between -1 / sqrt(d) and 1 / sqrt(d) for d units, those of the layer
     * uniform between bounds that make it contract at first. The same seed gives the same weights.
     *
     * @param layer {@link StandardLayer#DENSE} or {@link StandardLayer#MONOTONE}
     * @param fixed the parameters that are not drawn: {@code activation}, and {@code margin} of a monotone layer
     */
    public static EquilibriumModel drawn(StandardLayer layer, int units, int inputs, int outputs, DataRecord fixed, long seed) {
        if (layer != StandardLayer.DENSE && layer != StandardLayer.MONOTONE) {
            throw new DataException("there are no weights to draw for the layer " + layer.label() + "; give its parameters");
        }
        if (units < 1 || inputs < 1 || outputs < 1) {
            throw new DataException(units + " units, " + inputs + " inputs and " + outputs + " outputs; expected at least one of each");
        }
        Random random = new Random(seed);
        double bound = 1 / Math.sqrt(units);
        DataRecord.Builder record = DataRecord.of(FunctionFactory.PARAMETERS, 1).fields(fixed);
        for (String name : layer == StandardLayer.DENSE ? new String[] {"weight"} : new String[] {"factor", "skew"}) {
            record.array(name, new NamedArray(uniform(random, units * units, bound / 2), units, units));
        }
        record.array("input_weight", new NamedArray(uniform(random, units * inputs, 1 / Math.sqrt(inputs)), units, inputs));
        record.doubles("bias", new double[units]);
        return new EquilibriumModel(record.build(), uniform(random, outputs * units, bound), new double[outputs]);
    }

    private static double[] uniform(Random random, int length, double bound) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = bound * (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** The number of outputs. */
    public int outputs() {
        return readoutBias.length;
    }

    /** The number of components that the readout takes. */
    public int width() {
        return readoutWeight.length / readoutBias.length;
    }

    /**
     * The output for a part of a state.
     *
     * @param offset where the part begins
     * @param output receives y
     */
    public void read(double[] state, int offset, double[] output) {
        int width = width();
        for (int o = 0; o < output.length; o++) {
            double sum = readoutBias[o];
            for (int k = 0; k < width; k++) {
                sum += readoutWeight[o * width + k] * state[offset + k];
            }
            output[o] = sum;
        }
    }

    @Override
    public DataRecord toRecord() {
        return write(DataRecord.of(TYPE, 1)).build();
    }

    DataRecord.Builder write(DataRecord.Builder record) {
        return record.record(FunctionFactory.PARAMETERS, parameters)
                .array(WEIGHT, new NamedArray(readoutWeight, outputs(), width())).doubles(BIAS, readoutBias);
    }

    /** Adds all arrays, with their names followed by a suffix. */
    void write(DataRecord.Builder record, String suffix) {
        for (String name : parameters.names()) {
            record.array(name + suffix, parameters.array(name));
        }
        record.array(WEIGHT + suffix, new NamedArray(readoutWeight, outputs(), width())).doubles(BIAS + suffix, readoutBias);
    }

    /** Reads what has been written with a suffix; the arrays of other names are not the layer's. */
    static EquilibriumModel read(DataRecord record, String suffix, Set<String> others) {
        DataRecord.Builder parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1);
        for (String name : record.names()) {
            String bare = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : WEIGHT;
            if (!bare.equals(WEIGHT) && !bare.equals(BIAS) && !others.contains(name)) {
                parameters.array(bare, record.array(name));
            }
        }
        return new EquilibriumModel(parameters.build(), record.numbers(WEIGHT + suffix), record.numbers(BIAS + suffix));
    }

    /** Recreates weights. */
    public static EquilibriumModel fromRecord(DataRecord record) {
        return new EquilibriumModel(Fields.parameters(record), record.numbers(WEIGHT),
                record.has(BIAS) ? record.numbers(BIAS) : new double[ParameterShapes.extent(record, WEIGHT, 0)]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumModel that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(readoutWeight);
    }
}
