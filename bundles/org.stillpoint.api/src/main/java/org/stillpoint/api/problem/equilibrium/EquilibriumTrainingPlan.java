package org.stillpoint.api.problem.equilibrium;

import java.util.List;
import java.util.Objects;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.Fields;
import org.stillpoint.api.problem.Optimiser;

/**
 * How a layer and its readout are trained. An epoch goes through all samples in random order, some at a time: the fixed points of these are
 * found, their mean loss is differentiated through the fixed points, and the weights take one step of the optimiser.
 *
 * @param optimiser how steps are made of gradients
 * @param learningRate the length of the steps
 * @param warmUp the number of steps over which the learning rate rises linearly from 0
 * @param decay whether the learning rate falls linearly to 0 at the end
 * @param epochs the number of epochs
 * @param batch the number of samples of a step; 0 for all
 * @param clip the norm to which longer gradients are shortened; 0 for never
 * @param jacobianPenalty the weight w of the penalty w |J'e|^2 / d that each sample adds to the loss, where J is df/dz at its fixed
 *     point, d the size of the state, and e a vector of random signs: in the mean w |J|_F^2 / d. Source: Bai, Koltun, Kolter 2021
 *     (arXiv:2106.14342).
 * @param asymmetryPenalty the weight w of the penalty w |(J - J')e|^2 / d, which makes Jacobian matrices symmetric, so that equilibrium
 *     propagation has less bias: Jacobian homeostasis. Source: Laborieux, Zenke 2023 (arXiv:2309.02214).
 * @param fixed the names of arrays of the layer, or {@code readout_weight} and {@code readout_bias}, that stay as they are
 */
public record EquilibriumTrainingPlan(Optimiser optimiser, double learningRate, int warmUp, boolean decay, int epochs, int batch,
        double clip, double jacobianPenalty, double asymmetryPenalty, List<String> fixed) {

    /** Checks the numbers. */
    public EquilibriumTrainingPlan {
        Objects.requireNonNull(optimiser, "optimiser");
        fixed = List.copyOf(fixed);
        if (warmUp < 0 || epochs < 1 || batch < 0) {
            throw new DataException("warmUp is " + warmUp + ", epochs " + epochs + " and batch " + batch
                    + "; expected no negative number, and at least one epoch");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new DataException("learningRate is " + learningRate + "; expected a positive number");
        }
        notNegative("clip", clip);
        notNegative("jacobianPenalty", jacobianPenalty);
        notNegative("asymmetryPenalty", asymmetryPenalty);
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new DataException(name + " is " + value + "; expected a number from 0 on");
        }
    }

    /** Adam with a learning rate that falls to 0, all samples in each step, no warm-up, no penalty, gradients shortened to norm 1. */
    public static EquilibriumTrainingPlan of(double learningRate, int epochs) {
        return new EquilibriumTrainingPlan(Optimiser.ADAM, learningRate, 0, true, epochs, 0, 1, 0, 0, List.of());
    }

    /** The same plan with so many samples in each step. */
    public EquilibriumTrainingPlan withBatch(int samples) {
        return new EquilibriumTrainingPlan(optimiser, learningRate, warmUp, decay, epochs, samples, clip, jacobianPenalty, asymmetryPenalty,
                fixed);
    }

    /** The same plan with a penalty. */
    public EquilibriumTrainingPlan withJacobianPenalty(double weight) {
        return new EquilibriumTrainingPlan(optimiser, learningRate, warmUp, decay, epochs, batch, clip, weight, asymmetryPenalty, fixed);
    }

    /** The same plan with a penalty of asymmetry. */
    public EquilibriumTrainingPlan withAsymmetryPenalty(double weight) {
        return new EquilibriumTrainingPlan(optimiser, learningRate, warmUp, decay, epochs, batch, clip, jacobianPenalty, weight, fixed);
    }

    /** The same plan with another optimiser. */
    public EquilibriumTrainingPlan withOptimiser(Optimiser other, boolean falls) {
        return new EquilibriumTrainingPlan(other, learningRate, warmUp, falls, epochs, batch, clip, jacobianPenalty, asymmetryPenalty,
                fixed);
    }

    /** The same plan with arrays that stay as they are. */
    public EquilibriumTrainingPlan withFixed(String... names) {
        return new EquilibriumTrainingPlan(optimiser, learningRate, warmUp, decay, epochs, batch, clip, jacobianPenalty, asymmetryPenalty,
                List.of(names));
    }

    void write(DataRecord.Builder record) {
        record.text("optimiser", optimiser.name()).number("learningRate", learningRate).integer("warmUp", warmUp).truth("decay", decay)
                .integer("epochs", epochs).integer("batch", batch).number("clip", clip).number("jacobianPenalty", jacobianPenalty)
                .number("asymmetryPenalty", asymmetryPenalty).texts("fixed", fixed);
    }

    static EquilibriumTrainingPlan read(DataRecord record) {
        Optimiser optimiser = record.has("optimiser") ? record.constant("optimiser", Optimiser.class) : Optimiser.ADAM;
        return new EquilibriumTrainingPlan(optimiser, Fields.number(record, "learningRate", 1e-2),
                record.has("warmUp") ? Fields.integer(record, "warmUp") : 0,
                record.has("decay") ? record.truth("decay") : optimiser == Optimiser.ADAM, Fields.integer(record, "epochs"),
                record.has("batch") ? Fields.integer(record, "batch") : 0, Fields.number(record, "clip", 1),
                Fields.number(record, "jacobianPenalty", 0), Fields.number(record, "asymmetryPenalty", 0),
                record.has("fixed") ? record.texts("fixed") : List.of());
    }
}
