package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.problem.Optimiser;

/**
 * How a recurrence is trained. From a random step on, the training steps are cut into windows, which overlap by {@code burnIn} steps. In
 * each the recurrence starts from the state 0, and its loss is the mean over the steps after the first {@code burnIn}. An epoch goes
 * through all windows in random order, some at a time: the mean loss of these is differentiated, and the weights take one step of the
 * optimiser.
 *
 * @param windowLength the steps of a window, more than {@code burnIn}
 * @param windows how many windows have their loss differentiated at a time
 * @param burnIn the first steps of a window, whose output does not count
 * @param optimiser how steps are made of gradients
 * @param learningRate the length of the steps
 * @param warmUp the number of steps over which the learning rate rises linearly from 0
 * @param epochs the most epochs
 * @param clip the norm to which longer gradients are shortened; 0 for never
 */
public record TrainingPlan(int windowLength, int windows, int burnIn, Optimiser optimiser, double learningRate, int warmUp, int epochs,
        double clip) {

    /** Checks the numbers. */
    public TrainingPlan {
        Objects.requireNonNull(optimiser, "optimiser");
        atLeast("windowLength", windowLength, 1);
        atLeast("windows", windows, 1);
        atLeast("burnIn", burnIn, 0);
        atLeast("warmUp", warmUp, 0);
        atLeast("epochs", epochs, 1);
        if (burnIn >= windowLength) {
            throw new DataException("burnIn is " + burnIn + "; expected fewer steps than the " + windowLength + " of a window");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new DataException("learningRate is " + learningRate + "; expected a positive number");
        }
        if (!(clip >= 0) || Double.isInfinite(clip)) {
            throw new DataException("clip is " + clip + "; expected a positive number, or 0 for none");
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new DataException(name + " is " + value + "; expected at least " + least);
        }
    }

    /** A plan with the other numbers as they are used most: no burn-in, no warm-up, gradients shortened to norm 1. */
    public static TrainingPlan of(int windowLength, int windows, Optimiser optimiser, double learningRate, int epochs) {
        return new TrainingPlan(windowLength, windows, 0, optimiser, learningRate, 0, epochs, 1);
    }

    /** The same plan with first steps of each window that do not count. */
    public TrainingPlan withBurnIn(int steps) {
        return new TrainingPlan(windowLength, windows, steps, optimiser, learningRate, warmUp, epochs, clip);
    }

    /** The same plan with a learning rate that rises over the first steps. */
    public TrainingPlan withWarmUp(int steps) {
        return new TrainingPlan(windowLength, windows, burnIn, optimiser, learningRate, steps, epochs, clip);
    }

    void write(DataRecord.Builder record) {
        record.integer("windowLength", windowLength).integer("windows", windows).integer("burnIn", burnIn)
                .text("optimiser", optimiser.name()).number("learningRate", learningRate).integer("warmUp", warmUp)
                .integer("epochs", epochs).number("clip", clip);
    }

    static TrainingPlan read(DataRecord record) {
        return new TrainingPlan(Fields.integer(record, "windowLength"), record.has("windows") ? Fields.integer(record, "windows") : 1,
                record.has("burnIn") ? Fields.integer(record, "burnIn") : 0,
                record.has("optimiser") ? record.constant("optimiser", Optimiser.class) : Optimiser.ADAM,
                Fields.number(record, "learningRate", 1e-3), record.has("warmUp") ? Fields.integer(record, "warmUp") : 0,
                Fields.integer(record, "epochs"), Fields.number(record, "clip", 1));
    }
}
