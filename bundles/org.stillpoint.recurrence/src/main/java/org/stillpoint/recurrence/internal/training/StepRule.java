package org.stillpoint.recurrence.internal.training;

import org.stillpoint.api.problem.recurrence.TrainingPlan;
import org.stillpoint.numerics.VectorKernels;

/** Makes steps of gradients, as {@link TrainingPlan.Optimiser} says. Taking one allocates nothing. */
abstract class StepRule {

    static final double MEAN_DECAY = 0.9;
    static final double SQUARE_DECAY = 0.999;
    static final double FLOOR = 1e-8;

    private final double learningRate;
    private final int warmUp;
    private final double clip;
    private final double[] squares;
    private long steps;
    private double squarePower = 1;

    StepRule(TrainingPlan plan, int size) {
        learningRate = plan.learningRate();
        warmUp = plan.warmUp();
        clip = plan.clip();
        squares = new double[size];
    }

    /** The rule of a plan, from some weights on. */
    static StepRule of(TrainingPlan plan, double[] start) {
        return plan.optimiser() == TrainingPlan.Optimiser.ADAM ? new Adam(plan, start) : new ScheduleFree(plan, start);
    }

    /** Where the next gradient is to be taken; changes with each step. */
    abstract double[] point();

    /** The weights reached; changes with each step. */
    abstract double[] answer();

    /** Takes a step; the gradient is shortened in place where it is too long. */
    final void step(double[] gradient) {
        double norm = VectorKernels.norm2(gradient);
        if (clip > 0 && norm > clip) {
            VectorKernels.scale(clip / norm, gradient, 0, gradient, 0, gradient.length);
        }
        steps++;
        squarePower *= SQUARE_DECAY;
        for (int i = 0; i < squares.length; i++) {
            squares[i] = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
        }
        double rate = warmUp > 0 ? learningRate * Math.min(1, (double) steps / warmUp) : learningRate;
        step(gradient, squares, rate, 1 - squarePower);
    }

    /**
     * Takes a step.
     *
     * @param means the decaying means of the squares of gradients
     * @param weight what the weights of these means add up to
     */
    abstract void step(double[] gradient, double[] means, double rate, double weight);

    /** Kingma and Ba's rule. */
    private static final class Adam extends StepRule {

        private final double[] weights;
        private final double[] mean;
        private double power = 1;

        Adam(TrainingPlan plan, double[] start) {
            super(plan, start.length);
            weights = start.clone();
            mean = new double[start.length];
        }

        @Override
        double[] point() {
            return weights;
        }

        @Override
        double[] answer() {
            return weights;
        }

        @Override
        void step(double[] gradient, double[] means, double rate, double weight) {
            power *= MEAN_DECAY;
            double length = rate / (1 - power);
            for (int i = 0; i < weights.length; i++) {
                mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * gradient[i];
                weights[i] -= length * mean[i] / (Math.sqrt(means[i] / weight) + FLOOR);
            }
        }
    }

    /** Defazio's rule: the mean of all steps is the answer, and gradients are taken between it and the last step. */
    private static final class ScheduleFree extends StepRule {

        private final double[] last;
        private final double[] mean;
        private final double[] between;
        private double rates;

        ScheduleFree(TrainingPlan plan, double[] start) {
            super(plan, start.length);
            last = start.clone();
            mean = start.clone();
            between = start.clone();
        }

        @Override
        double[] point() {
            return between;
        }

        @Override
        double[] answer() {
            return mean;
        }

        @Override
        void step(double[] gradient, double[] means, double rate, double weight) {
            double length = rate * Math.sqrt(weight);
            rates += length * length;
            double share = length * length / rates;
            for (int i = 0; i < last.length; i++) {
                last[i] -= length * gradient[i] / (Math.sqrt(means[i]) + FLOOR);
                mean[i] += share * (last[i] - mean[i]);
                between[i] = last[i] + MEAN_DECAY * (mean[i] - last[i]);
            }
        }
    }
}
