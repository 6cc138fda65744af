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
 * @param states for each model the fixed points of all samples, one model after the other: one row for each
 * @param criterion the criterion as the problem defines it
 */
public record TrainedEquilibrium(List<EquilibriumModel> models, double[] losses, Samples states, double criterion) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "trained-equilibrium";

    /** Checks that the parts fit. */
    public TrainedEquilibrium {
        models = List.copyOf(models);
        if (models.isEmpty() || losses.length % models.size() != 0 || states.count() % models.size() != 0) {
            throw new DataException(models.size() + " models with " + losses.length + " losses and " + states.count()
                    + " states; expected at least one, and as many of each for each");
        }
    }

    /** The output of a row of the samples by a model, counted from 0. */
    public double[] output(int model, int row) {
        EquilibriumModel weights = models.get(model);
        double[] output = new double[weights.outputs()];
        int from = model * (states.values().length / models.size());
        weights.read(states.values(), from + row * weights.width(), output);
        return output;
    }

    @Override
    public DataRecord toRecord() {
        return DataRecord.of(TYPE, 1).records("models", models.stream().map(EquilibriumModel::toRecord).toList())
                .array("losses", new NamedArray(losses, models.size(), losses.length / models.size())).array("z", states.array())
                .number("criterion", criterion).build();
    }

    /** Recreates trained weights. */
    public static TrainedEquilibrium fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        return new TrainedEquilibrium(record.records("models").stream().map(EquilibriumModel::fromRecord).toList(), record.numbers("losses"),
                Samples.of(record, "z"), record.number("criterion"));
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
