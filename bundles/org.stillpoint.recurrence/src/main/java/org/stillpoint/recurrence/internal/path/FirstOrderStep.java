package org.stillpoint.recurrence.internal.path;

import java.util.Arrays;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;

/**
 * One step of a first-order method on its whole state: the point x first, then what the method remembers. For gradient descent that is
 * nothing, for momentum the velocity v, for Adam the moments m and v and the powers a^t and b^t, so that the step is the same at any time.
 * The formulas are those of {@link FirstOrderMethod.Rule}. Immutable; a step allocates nothing.
 */
public final class FirstOrderStep {

    private final FirstOrderMethod method;
    private final int dimension;

    /** Steps in a space of this dimension. */
    public FirstOrderStep(FirstOrderMethod method, int dimension) {
        this.method = method;
        this.dimension = dimension;
    }

    /** The number of components of the point. */
    public int dimension() {
        return dimension;
    }

    /** The number of components of the state. */
    public int stateSize() {
        return switch (method.rule()) {
            case GRADIENT_DESCENT -> dimension;
            case MOMENTUM -> 2 * dimension;
            case ADAM -> 3 * dimension + 2;
        };
    }

    /** The state at a point before the first step. */
    public double[] begin(double[] point) {
        double[] state = Arrays.copyOf(point, stateSize());
        if (method.rule() == FirstOrderMethod.Rule.ADAM) {
            state[3 * dimension] = 1;
            state[3 * dimension + 1] = 1;
        }
        return state;
    }

    /** Computes the state after a step by a gradient; {@code next} may be the same array as {@code state}. */
    public void step(double[] state, double[] gradient, double[] next) {
        switch (method.rule()) {
            case GRADIENT_DESCENT -> {
                for (int k = 0; k < dimension; k++) {
                    next[k] = state[k] - method.step() * gradient[k];
                }
            }
            case MOMENTUM -> {
                for (int k = 0; k < dimension; k++) {
                    double velocity = method.momentum() * state[dimension + k] + gradient[k];
                    next[dimension + k] = velocity;
                    next[k] = state[k] - method.step() * velocity;
                }
            }
            case ADAM -> adam(state, gradient, next);
        }
    }

    private void adam(double[] state, double[] gradient, double[] next) {
        double a = method.momentum();
        double b = method.secondMoment();
        double firstPower = a * state[3 * dimension];
        double secondPower = b * state[3 * dimension + 1];
        for (int k = 0; k < dimension; k++) {
            double first = a * state[dimension + k] + (1 - a) * gradient[k];
            double second = b * state[2 * dimension + k] + (1 - b) * gradient[k] * gradient[k];
            next[dimension + k] = first;
            next[2 * dimension + k] = second;
            next[k] = state[k] - method.step() * (first / (1 - firstPower)) / (Math.sqrt(second / (1 - secondPower)) + method.epsilon());
        }
        next[3 * dimension] = firstPower;
        next[3 * dimension + 1] = secondPower;
    }
}
