package org.stillpoint.api.problem.recurrence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.internal.StandardType;

/**
 * Find weights of a recurrence whose output comes near targets. The training loss is the mean of the squares of y_t - d_t over all
 * sequences, components and the first steps; the validation loss the same over the steps after them, both in one run from the state 0.
 *
 * <p>The residual is the validation loss, or the training loss where all steps are for training, divided by the goal. It is at most 1 where
 * the goal is reached. That is a statement about the loss of the returned weights on these steps, not that the weights are a minimum.
 *
 * @param layers the layers with the weights to start from, standard cells that run forwards
 * @param readout the readout to start from; without one the output of the last layer is compared with the targets
 * @param input the input
 * @param target what the output should be at each step
 * @param trainingSteps how many of the first steps of each sequence are for training
 * @param plan how training goes
 * @param goal the loss at which it ends; 0 to go through all epochs
 * @param forcing the weight of generalised teacher forcing in training (see {@link TeacherForcing}), where the output itself is the state
 *     and the targets are its data: a single layer without a readout; 0 for none
 */
public record RecurrenceTrainingProblem(List<RecurrentLayer> layers, Optional<Readout> readout, Sequences input, Sequences target,
        int trainingSteps, TrainingPlan plan, double goal, double forcing) implements Problem {

    /** The name of the problem type. */
    public static final String TYPE = "recurrence-training";

    /** Checks that the parts fit. */
    public RecurrenceTrainingProblem {
        layers = List.copyOf(layers);
        Objects.requireNonNull(plan, "plan");
        for (RecurrentLayer layer : layers) {
            if (layer.directions() > 1 || layer.standardCell().isEmpty()) {
                throw new DataException("a layer to train is of cell " + layer.cell() + " with " + layer.directions()
                        + " directions; expected a standard cell that runs forwards");
            }
        }
        new RecurrenceGradientProblem(new RecurrenceProblem(layers, input, new double[0], readout, 1), SequenceLoss.ofTarget(target));
        if (trainingSteps < 1 || trainingSteps > input.steps()) {
            throw new DataException("trainingSteps is " + trainingSteps + "; expected 1 to " + input.steps() + ", the steps");
        }
        if (plan.windowLength() > trainingSteps) {
            throw new DataException("windowLength is " + plan.windowLength() + "; expected at most " + trainingSteps
                    + ", the training steps");
        }
        if (!(goal >= 0) || Double.isInfinite(goal)) {
            throw new DataException("goal is " + goal + "; expected a positive loss, or 0 for none");
        }
        if (!(forcing >= 0 && forcing <= 1)) {
            throw new DataException("forcing is " + forcing + "; expected a weight from 0 to 1");
        }
        CellShape first = layers.get(0).standardCell().orElseThrow().shape(layers.get(0).forward());
        if (forcing > 0 && (layers.size() > 1 || readout.isPresent() || first.state() != target.size())) {
            throw new DataException("teacher forcing needs a single layer whose state is what the targets show, and no readout");
        }
    }

    /** Training without teacher forcing. */
    public RecurrenceTrainingProblem(List<RecurrentLayer> layers, Optional<Readout> readout, Sequences input, Sequences target,
            int trainingSteps, TrainingPlan plan, double goal) {
        this(layers, readout, input, target, trainingSteps, plan, goal, 0);
    }

    /** Training of one layer of a cell with a readout, from weights that are drawn. */
    public static RecurrenceTrainingProblem drawn(String cell, int units, long seed, Sequences input, Sequences target, int trainingSteps,
            TrainingPlan plan, double goal) {
        StartWeights weights = new StartWeights(seed);
        RecurrentLayer layer = weights.layer(cell, units, input.size());
        return new RecurrenceTrainingProblem(List.of(layer),
                Optional.of(weights.readout(target.size(), layer.standardCell().orElseThrow().shape(layer.forward()).hidden())), input,
                target, trainingSteps, plan, goal);
    }

    /** Whether there are steps after those for training. */
    public boolean validated() {
        return trainingSteps < input.steps();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public DataRecord toRecord() {
        DataRecord.Builder record = DataRecord.of(TYPE, 1).records("layers", layers.stream().map(RecurrentLayer::toRecord).toList());
        readout.ifPresent(map -> {
            Fields.matrix(record, "readout_weight", map.weight());
            record.doubles("readout_bias", map.bias());
        });
        if (input.size() > 0) {
            record.array("input", input.array());
        }
        record.array("target", target.array()).integer("trainingSteps", trainingSteps);
        plan.write(record);
        record.number("goal", goal);
        return (forcing == 0 ? record : record.number("forcing", forcing)).build();
    }

    /**
     * Recreates a problem, from its record or from a document; in place of {@code layers} there may be a {@code cell}, its {@code units}
     * and a {@code seed} of the weights to start from.
     *
     * @throws DataException naming the field that is missing or wrong
     */
    public static RecurrenceTrainingProblem fromRecord(DataRecord record) {
        record.require(TYPE, 1);
        Sequences target = Sequences.of(record, "target");
        Sequences input = record.has("input") ? Sequences.of(record, "input") : Sequences.none(target.batch(), target.steps());
        int trainingSteps = record.has("trainingSteps") ? Fields.integer(record, "trainingSteps") : input.steps();
        TrainingPlan plan = TrainingPlan.read(record);
        double goal = Fields.number(record, "goal", 0);
        if (!record.has("layers")) {
            return drawn(record.text("cell"), Fields.integer(record, "units"), record.has("seed") ? record.integer("seed") : 0, input,
                    target, trainingSteps, plan, goal);
        }
        List<RecurrentLayer> layers = new ArrayList<>();
        record.records("layers").forEach(layer -> layers.add(RecurrentLayer.fromRecord(layer)));
        if (layers.isEmpty()) {
            throw new DataException("layers of " + TYPE + " is empty; expected at least one");
        }
        return new RecurrenceTrainingProblem(layers, RecurrenceProblem.readout(record), input, target, trainingSteps, plan, goal,
                Fields.number(record, "forcing", 0));
    }

    /** How a host recreates such problems and their solutions. */
    public static ProblemType<RecurrenceTrainingProblem, TrainedRecurrence> problemType() {
        return new StandardType<>(TYPE, "Training of a recurrence", RecurrenceTrainingProblem.class, TrainedRecurrence.class,
                RecurrenceTrainingProblem::fromRecord, TrainedRecurrence::fromRecord).withValueRecord(TrainedRecurrence.TYPE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecurrenceTrainingProblem that && toRecord().equals(that.toRecord());
    }

    @Override
    public int hashCode() {
        return layers.hashCode();
    }
}
