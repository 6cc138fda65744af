package org.stillpoint.api.problem.equilibrium;

import java.util.Arrays;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Collectors;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find weights of a layer and of a linear readout of its fixed points that come near targets, also on rows that were not seen in training.
 *
 * <p>The state of each sample is cut into parts of as many components as the readout takes; each part is a row, and its output is
 * compared with the row's target. Rows may be held out: those of fold 0 never, those of fold k = 1, 2, ... while the k-th model is trained.
 * With one fold one model is trained, with more as many (cross-validation), and without folds one on all rows.
 *
 * <p>The criterion is, over all rows while they are held out (over all rows where none is), the mean of the row's loss or, with {@link
 * Loss#CROSS_ENTROPY}, the part of the rows that are put into a wrong class. The residual is the criterion divided by the goal: at most 1
 * where the goal is reached, with outputs of fixed points whose residuals are at most {@link #STATE_TOLERANCE}. Neither the choice of the
 * weights nor the end of training looks at held-out rows: the weights are those after the last step.
 *
 * @param layer the layer, one of {@link StandardLayer}
 * @param start the weights that training starts from
 * @param inputs the inputs, one row for each sample
 * @param loss what the targets are
 * @param width the width of {@link Loss#MATCHING}; 0 for the other losses
 * @param targets the targets: the values of each row one after the other or, for {@link Loss#CROSS_ENTROPY}, the class of each row, counted
 *     from 0
 * @param folds the fold of each row; empty for no held-out rows
 * @param plan how training goes
 * @param goal the criterion to reach; 0 for none
 */
public record EquilibriumTrainingProblem(StandardLayer layer, EquilibriumModel start, Samples inputs, Loss loss, double width,
        double[] targets, int[] folds, EquilibriumTrainingPlan plan, double goal) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "equilibrium-training";

    /** The largest component of |f(z) - z|, in parts of the largest component of |z| or of 1, up to which z counts as a fixed point. */
    public static final double STATE_TOLERANCE = 1e-8;

    private static final int[] NO_FOLDS = {};

    /** What is minimised in training. */
    public enum Loss {
        /** The mean square of the components of output minus target. */
        SQUARES,
        /** The mean of -log softmax(output) of the row's class. */
        CROSS_ENTROPY,
        /**
         * Proximal matching: the mean of 1 - exp(-|output - target|^2 / w^2). With the data of y = x + noise for inputs and x for
         * targets, it favours the most likely x for y over their mean the more, the smaller the width w is; in training w falls
         * geometrically from 8 times the given width in the first epoch to that in the last. Source: Fang, Buchanan, Sulam 2023
         * (arXiv:2310.14344), section 3.
         */
        MATCHING
    }

    /** Checks that the parts fit. */
    public EquilibriumTrainingProblem {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(plan, "plan");
        int size = EquilibriumProblem.of(layer, start.parameters(), inputs).standardLayer().orElseThrow()
                .shape(start.parameters(), inputs.size()).state();
        if (size % start.width() != 0) {
            throw new DataException("the readout takes " + start.width() + " components; expected a divisor of " + size
                    + ", the components of a state");
        }
        int rows = Math.multiplyExact(inputs.count(), size / start.width());
        Fields.length("targets", targets.length, loss == Loss.CROSS_ENTROPY ? rows : (long) rows * start.outputs());
        Fields.finite("targets", targets);
        for (int row = 0; loss == Loss.CROSS_ENTROPY && row < rows; row++) {
            if (targets[row] != (int) targets[row] || targets[row] < 0 || targets[row] >= start.outputs()) {
                throw new DataException("target " + row + " is " + targets[row] + "; expected a class from 0 to " + (start.outputs() - 1));
            }
        }
        if (loss == Loss.MATCHING ? !(width > 0) || Double.isInfinite(width) : width != 0) {
            throw new DataException("width is " + width + "; expected "
                    + (loss == Loss.MATCHING ? "a positive number" : "none for " + loss));
        }
        if (folds.length != 0) {
            Fields.length("folds", folds.length, rows);
        }
        folds = checkFolds(folds);
        if (!(goal >= 0) || Double.isInfinite(goal)) {
            throw new DataException("goal is " + goal + "; expected a positive number, or 0 for none");
        }
    }

    /** The same problem with another plan. */
    public EquilibriumTrainingProblem withPlan(EquilibriumTrainingPlan other) {
        return new EquilibriumTrainingProblem(layer, start, inputs, loss, width, targets, folds, other, goal);
    }

    /** The folds, none if no row is held out. */
    private static int[] checkFolds(int[] folds) {
        int most = 0;
        for (int fold : folds) {
            most = Math.max(most, fold);
        }
        int[] counts = new int[most + 1];
        for (int fold : folds) {
            if (fold < 0) {
                throw new DataException("folds has " + fold + "; expected numbers from 0 on");
            }
            counts[fold]++;
        }
        for (int fold = 1; fold <= most; fold++) {
            if (counts[fold] == 0 || counts[fold] == folds.length) {
                throw new DataException("fold " + fold + " has " + counts[fold] + " of " + folds.length
                        + " rows; expected some in each, and some that are left for training");
            }
        }
        return most == 0 ? NO_FOLDS : folds;
    }

    /** The number of models to train: that of the folds, at least 1. */
    public int models() {
        int most = 1;
        for (int fold : folds) {
            most = Math.max(most, fold);
        }
        return most;
    }

    /** The number of rows. */
    public int rows() {
        return loss == Loss.CROSS_ENTROPY ? targets.length : targets.length / start.outputs();
    }

    /** Whether a row is for training of a model, counted from 0. */
    public boolean trains(int row, int model) {
        return folds.length == 0 || folds[row] != model + 1;
    }

    /** Whether a row counts in the criterion through a model, counted from 0. */
    public boolean judges(int row, int model) {
        return folds.length == 0 || folds[row] == model + 1;
    }

    /**
     * What a row adds to the sum whose mean over the rows is the criterion: its loss, or 1 where its class is wrong.
     *
     * @param output the row's output; the class is that of the largest component, the first of equal ones
     */
    public double criterion(int row, double[] output) {
        if (loss == Loss.CROSS_ENTROPY) {
            int best = 0;
            for (int o = 1; o < output.length; o++) {
                best = output[o] > output[best] ? o : best;
            }
            return best == (int) targets[row] ? 0 : 1;
        }
        double sum = 0;
        for (int o = 0; o < output.length; o++) {
            double error = output[o] - targets[row * output.length + o];
            sum += error * error;
        }
        return loss == Loss.SQUARES ? sum / output.length : -Math.expm1(-sum / (width * width));
    }

    /** The problem whose fixed points a model reads, with the arrays that the model has in place of those of the start. */
    public EquilibriumProblem equilibrium(EquilibriumModel model) {
        return EquilibriumProblem.of(layer, start.parameters().with(model.parameters()), inputs);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).text("layer", layer.label());
        start.write(record).array("input", inputs.array()).text("loss", loss.name());
        if (loss == Loss.MATCHING) {
            record.number("width", width);
        }
        if (loss == Loss.CROSS_ENTROPY) {
            record.doubles("target", targets);
        } else {
            record.array("target", new NamedArray(targets, rows(), start.outputs()));
        }
        if (folds.length > 0) {
            record.ints("folds", folds);
        }
        plan.write(record);
        return record.number("goal", goal).build();
    }

    /**
     * Recreates a problem, from its record or from a document; in place of the readout there may be a number of {@code units} of a dense
     * or monotone layer, the number of {@code outputs} and a {@code seed} of the weights to start from, as {@link EquilibriumModel#drawn}
     * has it.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static EquilibriumTrainingProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        String name = record.text("layer");
        StandardLayer layer = StandardLayer.named(name)
                .orElseThrow(() -> new DataException("layer is '" + name + "'; expected one of "
                        + Arrays.stream(StandardLayer.values()).map(StandardLayer::label).collect(Collectors.joining(", "))));
        Samples inputs = Samples.of(record, "input");
        EquilibriumModel start = record.has("units")
                ? EquilibriumModel.drawn(layer, Fields.integer(record, "units"), inputs.size(), Fields.integer(record, "outputs"),
                        Fields.parameters(record), record.has("seed") ? record.integer("seed") : 0)
                : EquilibriumModel.fromRecord(record);
        return new EquilibriumTrainingProblem(layer, start, inputs, record.constant("loss", Loss.class),
                Fields.number(record, "width", 0), record.numbers("target"),
                record.has("folds") ? Fields.integers(record, "folds") : NO_FOLDS, EquilibriumTrainingPlan.read(record),
                Fields.number(record, "goal", 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<EquilibriumTrainingProblem, TrainedEquilibrium> problemType() {
        return new StandardType<>(TYPE, "Training of an equilibrium layer", EquilibriumTrainingProblem.class, TrainedEquilibrium.class,
                EquilibriumTrainingProblem::fromRecord, TrainedEquilibrium::fromRecord).withValueRecord(TrainedEquilibrium.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EquilibriumTrainingProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layer.hashCode();
    }
}
