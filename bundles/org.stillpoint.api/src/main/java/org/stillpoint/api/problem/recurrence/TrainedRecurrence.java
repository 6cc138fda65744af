package org.stillpoint.api.problem.recurrence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.internal.Fields;

/**
 * What solves a {@link RecurrenceTrainingProblem}: the weights with the least loss seen.
 *
 * <p>In records the weights are named as PyTorch names them, {@code weight_ih_l0} and so on: an archive of them can be named as the
 * {@code weights} of a document of a recurrence.
 *
 * @param layers the layers with their weights
 * @param readout the readout, if the problem has one
 * @param epochs after how many epochs each loss was taken; 0 for that of the weights to start from. The last one is that of these weights,
 *     once more where later ones were no better.
 * @param trainingLosses the training losses, the last one that of these weights
 * @param validationLosses the validation losses, the last one that of these weights; none where all steps are for training
 */
public record TrainedRecurrence(List<RecurrentLayer> layers, Optional<Readout> readout, int[] epochs, double[] trainingLosses,
        double[] validationLosses) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "trained-recurrence";

    /** Copies the list. */
    public TrainedRecurrence {
        layers = List.copyOf(layers);
        Objects.requireNonNull(readout, "readout");
        Objects.requireNonNull(epochs, "epochs");
        if (trainingLosses.length != epochs.length || validationLosses.length != 0 && validationLosses.length != epochs.length) {
            throw new DataException(epochs.length + " epochs with " + trainingLosses.length + " training losses and "
                    + validationLosses.length + " validation losses; expected one of each for each epoch, or no validation losses");
        }
    }

    /** The recurrence with these weights on an input. */
    public RecurrenceProblem recurrence(RecurrenceInput input) {
        return new RecurrenceProblem(layers, input, new double[0], readout, 1);
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        LayerFields.write(record, layers);
        readout.ifPresent(map -> {
            Fields.matrix(record, "readout_weight", map.weight());
            record.doubles("readout_bias", map.bias());
        });
        record.ints("epochs", epochs).doubles("trainingLosses", trainingLosses);
        return record.doubles("validationLosses", validationLosses).build();
    }

    /** Recreates trained weights. */
    public static TrainedRecurrence fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        Optional<Readout> readout = !record.has("readout_weight") ? Optional.empty()
                : Optional.of(new Readout(Fields.dense(record, "readout_weight"), record.numbers("readout_bias")));
        return new TrainedRecurrence(LayerFields.read(record), readout,
                Fields.integers(record, "epochs"), record.numbers("trainingLosses"), record.numbers("validationLosses"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainedRecurrence that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }
}
