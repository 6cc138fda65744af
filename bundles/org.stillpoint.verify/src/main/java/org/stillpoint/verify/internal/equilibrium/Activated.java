package org.stillpoint.verify.internal.equilibrium;

import org.stillpoint.api.problem.equilibrium.Activation;

/** The values of activations and of the logistic function, from their formulas. */
final class Activated {

    private Activated() {
    }

    /** s(t). */
    static double value(Activation activation, double t) {
        return switch (activation) {
            case IDENTITY -> t;
            case TANH -> Math.tanh(t);
            case SIGMOID -> logistic(t);
            case RELU -> Math.max(0, t);
            case SOFTPLUS -> t > 0 ? t + Math.log1p(Math.exp(-t)) : Math.log1p(Math.exp(t));
            case CLIP -> Math.min(Math.max(0, t), 1);
        };
    }

    /** s'(t), at kinks as {@link Activation} says. */
    static double slope(Activation activation, double t) {
        return switch (activation) {
            case IDENTITY -> 1;
            case TANH -> 1 / (Math.cosh(t) * Math.cosh(t));
            case SIGMOID -> logistic(t) * logistic(-t);
            case RELU -> t > 0 ? 1 : 0;
            case SOFTPLUS -> logistic(t);
            case CLIP -> t > 0 && t < 1 ? 1 : 0;
        };
    }

    /** The activation of values, in place. */
    static void apply(Activation activation, double[] values, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = value(activation, values[i]);
        }
    }

    /** Replaces arguments t by s'(t) u. */
    static void pullBack(Activation activation, double[] arguments, double[] cotangent) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = slope(activation, arguments[i]) * cotangent[i];
        }
    }

    /** 1 / (1 + exp(-t)). */
    static double logistic(double t) {
        return 1 / (1 + Math.exp(-t));
    }
}
