package org.stillpoint.equilibrium.internal.training;

import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;

/** The loss of the outputs of rows, and its derivatives by the readout and by the states. */
final class RowLoss {

    /** The width of matching in the first epoch, in parts of that of the last. */
    private static final double FIRST_WIDTH = 8;

    private final EquilibriumTrainingProblem problem;
    private final double[] output;
    private double width;

    RowLoss(EquilibriumTrainingProblem problem) {
        this.problem = problem;
        output = new double[problem.start().outputs()];
        width = problem.width();
    }

    /** Goes on with the width of matching of an epoch, counted from 0. */
    void epoch(int epoch) {
        int last = problem.plan().epochs() - 1;
        width = last == 0 ? problem.width() : problem.width() * Math.pow(FIRST_WIDTH, (double) (last - epoch) / last);
    }

    /**
     * The loss of a row.
     *
     * @param states the states, of which the row's part begins at {@code offset}
     * @param weight the weight of the row in the sum of losses
     * @param cotangent receives the derivatives by the row's part, at {@code offset}
     * @param gradient the derivatives by the readout, to which those of the row are added from {@code readout} on
     * @return the loss of the row, not weighted
     */
    double add(EquilibriumModel model, int row, double[] states, int offset, double weight, double[] cotangent, double[] gradient,
            int readout) {
        model.read(states, offset, output);
        double loss = switch (problem.loss()) {
            case SQUARES -> squares(row, weight / output.length) / output.length;
            case CROSS_ENTROPY -> crossEntropy((int) problem.targets()[row], weight);
            case MATCHING -> matching(row, weight);
        };
        int width = model.width();
        int bias = readout + output.length * width;
        double[] weights = model.readoutWeight();
        for (int k = 0; k < width; k++) {
            double sum = 0;
            for (int o = 0; o < output.length; o++) {
                sum += weights[o * width + k] * output[o];
                gradient[readout + o * width + k] += output[o] * states[offset + k];
            }
            cotangent[offset + k] = sum;
        }
        for (int o = 0; o < output.length; o++) {
            gradient[bias + o] += output[o];
        }
        return loss;
    }

    /** What a row on which training goes adds to the criterion. */
    double criterion(EquilibriumModel model, int row, double[] states, int offset) {
        model.read(states, offset, output);
        return problem.criterion(row, output);
    }

    /** The sum of the squares of errors; puts its weighted derivatives in place of the output. */
    private double squares(int row, double weight) {
        double sum = 0;
        for (int o = 0; o < output.length; o++) {
            double error = output[o] - problem.targets()[row * output.length + o];
            sum += error * error;
            output[o] = 2 * weight * error;
        }
        return sum;
    }

    /** 1 - exp(-|error|^2 / width^2); puts its weighted derivatives in place of the output. */
    private double matching(int row, double weight) {
        double sum = squares(row, weight / (width * width));
        double part = Math.exp(-sum / (width * width));
        for (int o = 0; o < output.length; o++) {
            output[o] *= part;
        }
        return 1 - part;
    }

    /** -log softmax of the class; puts the weighted derivatives in place of the output. */
    private double crossEntropy(int label, double weight) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : output) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        double own = output[label] - largest;
        for (int o = 0; o < output.length; o++) {
            output[o] = Math.exp(output[o] - largest);
            sum += output[o];
        }
        for (int o = 0; o < output.length; o++) {
            output[o] = weight * (output[o] / sum - (o == label ? 1 : 0));
        }
        return Math.log(sum) - own;
    }
}
