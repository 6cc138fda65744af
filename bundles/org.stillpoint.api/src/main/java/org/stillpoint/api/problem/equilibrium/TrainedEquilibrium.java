package org.stillpoint.api.problem.equilibrium;

import java.util.List;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * What solves an {@link EquilibriumTrainingProblem}.
 *
 * @param models the weights, one set for each fold
 * @param losses for each model the mean of its training losses in each epoch, one model after the other
 * @param criterion the criterion as the problem defines it
 * @param outputs the output of each row, by the model that judges it, or by the first where none does
 */
public record TrainedEquilibrium(List<EquilibriumModel> models, double[] losses, double criterion, Samples outputs) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "trained-equilibrium";

    /** Checks that the parts fit. */
    public TrainedEquilibrium {
        models = List.copyOf(models);
        if (models.isEmpty() || losses.length % models.size() != 0) {
            throw new DataException(models.size() + " models with " + losses.length
                    + " losses; expected at least one, and as many losses for each");
        }
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("models", models.stream().map(EquilibriumModel::toRecord).toList())
                .array("losses", new NamedArray(losses, models.size(), losses.length / models.size())).number("criterion", criterion)
                .array("output", outputs.array()).build();
    }

    /** Recreates trained weights. */
    public static TrainedEquilibrium fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new TrainedEquilibrium(record.records("models").stream().map(EquilibriumModel::fromRecord).toList(), record.numbers("losses"),
                record.number("criterion"), Samples.of(record, "output"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainedEquilibrium that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return models.hashCode();
    }
}
