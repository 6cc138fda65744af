package org.stillpoint.numerics.iterative;

import org.stillpoint.numerics.VectorKernels;

/** Makes steps of gradients that are known up to noise. Taking one allocates nothing. */
public abstract class GradientSteps {

    private static final double MEAN_DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double FLOOR = 1e-8;

    private final LearningRate learningRate;
    private final double clip;
    private final double[] squares;
    private long steps;
    private double squarePower = 1;

    private GradientSteps(LearningRate learningRate, double clip, int size) {
        this.learningRate = learningRate;
        this.clip = clip;
        squares = new double[size];
    }

    /**
     * How long steps are.
     *
     * @param rate the learning rate
     * @param warmUp the number of steps over which it rises linearly from 0; 0 for none
     * @param end the step after which it would be 0, as it falls linearly from the first step on; 0 for no fall
     */
    public record LearningRate(double rate, long warmUp, long end) {

        /** The learning rate of a step, counted from 1. */
        public double at(long step) {
            double rising = warmUp > 0 ? rate * Math.min(1, (double) step / warmUp) : rate;
            return end > 0 ? rising * Math.max(0, 1 - (step - 1.0) / end) : rising;
        }
    }

    /**
     * Adam: with m_t = .9 m_{t-1} + .1 g_t and v_t = .999 v_{t-1} + .001 g_t^2,
     * x_t = x_{t-1} - r_t (m_t / (1 - .9^t)) / (sqrt(v_t / (1 - .999^t)) + 1e-8). Source: Kingma and Ba 2014 (arXiv:1412.6980).
     *
     * @param clip the norm to which longer gradients are shortened; 0 for never
     * @param start x_0, not changed
     */
    public static GradientSteps adam(LearningRate learningRate, double clip, double[] start) {
        return new Adam(learningRate, clip, start);
    }

    /**
     * Adam without a schedule: with s_t = r_t sqrt(1 - .999^t), gradients g_t at y_t = .1 z_t + .9 x_t, v_t as for Adam,
     * z_{t+1} = z_t - s_t g_t / (sqrt(v_t) + 1e-8), and the mean x_{t+1} = (1 - a_t) x_t + a_t z_{t+1} with
     * a_t = s_t^2 / (s_1^2 + ... + s_t^2). Source: Defazio et al. 2024, The road less scheduled (arXiv:2405.15682).
     *
     * @param clip the norm to which longer gradients are shortened; 0 for never
     * @param start x_0 and z_0, not changed
     */
    public static GradientSteps scheduleFree(LearningRate learningRate, double clip, double[] start) {
        return new ScheduleFree(learningRate, clip, start);
    }

    /** Where the next gradient is to be taken; changes with each step. */
    public abstract double[] point();

    /** The weights reached; changes with each step. */
    public abstract double[] answer();

    /** Takes a step; the gradient is shortened in place where it is too long. */
    public final void step(double[] gradient) {
        double norm = VectorKernels.norm2(gradient);
        if (clip > 0 && norm > clip) {
            VectorKernels.scale(clip / norm, gradient, 0, gradient, 0, gradient.length);
        }
        steps++;
        squarePower *= SQUARE_DECAY;
        for (int i = 0; i < squares.length; i++) {
            squares[i] = SQUARE_DECAY * squares[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
        }
        step(gradient, squares, learningRate.at(steps), 1 - squarePower);
    }

    /** Raises weights that are below a bound to it. */
    public final void raise(int from, int count, double bound) {
        for (double[] weights : weights()) {
            for (int i = from; i < from + count; i++) {
                weights[i] = Math.max(bound, weights[i]);
            }
        }
    }

    /** All vectors of weights. */
    abstract double[][] weights();

    /**
     * Takes a step.
     *
     * @param means the decaying means of the squares of gradients
     * @param weight what the weights of these means add up to
     */
    abstract void step(double[] gradient, double[] means, double rate, double weight);

    private static final class Adam extends GradientSteps {

        private final double[] weights;
        private final double[] mean;
        private double power = 1;

        Adam(LearningRate learningRate, double clip, double[] start) {
            super(learningRate, clip, start.length);
            weights = start.clone();
            mean = new double[start.length];
        }

        @Override
        public double[] point() {
            return weights;
        }

        @Override
        public double[] answer() {
            return weights;
        }

        @Override
        double[][] weights() {
            return new double[][] {weights};
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

    private static final class ScheduleFree extends GradientSteps {

        private final double[] last;
        private final double[] mean;
        private final double[] between;
        private double rates;

        ScheduleFree(LearningRate learningRate, double clip, double[] start) {
            super(learningRate, clip, start.length);
            last = start.clone();
            mean = start.clone();
            between = start.clone();
        }

        @Override
        public double[] point() {
            return between;
        }

        @Override
        public double[] answer() {
            return mean;
        }

        @Override
        double[][] weights() {
            return new double[][] {last, mean, between};
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
