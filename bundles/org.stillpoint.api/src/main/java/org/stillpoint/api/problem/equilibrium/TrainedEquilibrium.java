package org.stillpoint.api.problem.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;

/**
 * What solves an {@link EquilibriumTrainingProblem}.
 *
 * <p>In records the arrays of the layer and the readout have their names in problems, followed by {@code _fold1}, {@code _fold2} and so
 * on where there are several models: the archive of a single model can be the weights of a document of an equilibrium.
 *
 * @param models the weights, one set for each fold: the arrays of the layer that training knows, and the readout
 * @param losses for each model the mean of its training losses in each epoch, one model after the other
 * @param states for each model the fixed points of all samples, one model after the other: one row for each
 * @param criterion the criterion as the problem defines it
 */
public record TrainedEquilibrium(List<EquilibriumModel> models, double[] losses, Samples states, double criterion) implements Recordable {

    /** The name of the record. */
    public static final String TYPE = "trained-equilibrium";

    private static final String LOSSES = "losses";
    private static final String STATES = "z";
    private static final String CRITERION = "criterion";
    private static final Set<String> OTHERS = Set.of(LOSSES, STATES, CRITERION);

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
        DataRecord.Builder record = DataRecord.of(TYPE, 1);
        for (int model = 0; model < models.size(); model++) {
            models.get(model).write(record, suffix(model, models.size()));
        }
        return record.array(LOSSES, new NamedArray(losses, models.size(), losses.length / models.size())).array(STATES, states.array())
                .number(CRITERION, criterion).build();
    }

    /** Recreates trained weights. */
    public static TrainedEquilibrium fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        int count = Math.max(1, record.array(LOSSES).shape()[0]);
        List<EquilibriumModel> models = new ArrayList<>();
        for (int model = 0; model < count; model++) {
            models.add(EquilibriumModel.read(record, suffix(model, count), OTHERS));
        }
        return new TrainedEquilibrium(models, record.numbers(LOSSES), Samples.of(record, STATES), record.number(CRITERION));
    }

    private static String suffix(int model, int count) {
        return count == 1 ? "" : "_fold" + (model + 1);
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
