package org.stillpoint.api.problem.recurrence;

import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link RecurrenceGradientProblem}: the loss and its derivatives. They are not finite where the status says so.
 *
 * <p>In records the derivatives by parameters are named as PyTorch names the parameters: {@code weight_ih_l0} and so on.
 *
 * @param loss the loss
 * @param layers the derivatives by the parameters: layers like those of the recurrence, whose records have arrays of the same names and
 *     shapes; without fields where a cell has no parameters that it is differentiated by
 * @param input the derivatives by the input: batch x steps x components, without components where the recurrence has no input
 * @param initialState the derivatives by the initial states, in the order of {@link RecurrenceProblem#initialState}, also where those were
 *     left out
 * @param readoutWeight the derivatives by the readout's matrix; without rows where there is no readout
 * @param readoutBias the derivatives by the readout's vector
 * @param forcing the weight of teacher forcing, taken as constant; 0 without
 */
public record RecurrenceGradient(double loss, List<RecurrentLayer> layers, Sequences input, double[] initialState,
        DMatrixRMaj readoutWeight, double[] readoutBias, double forcing) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "recurrence-derivatives";

    /** Copies the list. */
    public RecurrenceGradient {
        layers = List.copyOf(layers);
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(initialState, "initialState");
        Objects.requireNonNull(readoutWeight, "readoutWeight");
        Objects.requireNonNull(readoutBias, "readoutBias");
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).number("loss", loss);
        LayerFields.write(record, layers);
        record.array("input", new NamedArray(input.values(), input.batch(), input.steps(), input.size()));
        record.doubles("initialState", initialState);
        if (readoutWeight.numRows > 0) {
            Fields.matrix(record, "readout_weight", readoutWeight);
            record.doubles("readout_bias", readoutBias);
        }
        return (forcing == 0 ? record : record.number("forcing", forcing)).build();
    }

    /** Recreates derivatives. */
    public static RecurrenceGradient fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        boolean readout = record.has("readout_weight");
        return new RecurrenceGradient(record.number("loss"), LayerFields.read(record), Sequences.of(record, "input"),
                record.numbers("initialState"),
                readout ? Fields.dense(record, "readout_weight") : new DMatrixRMaj(0, 0),
                readout ? record.numbers("readout_bias") : new double[0], record.has("forcing") ? record.number("forcing") : 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecurrenceGradient that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return Double.hashCode(loss);
    }
}
