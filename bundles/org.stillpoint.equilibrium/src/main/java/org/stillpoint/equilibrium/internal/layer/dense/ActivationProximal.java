package org.stillpoint.equilibrium.internal.layer.dense;

import org.stillpoint.api.problem.equilibrium.Activation;

/**
 * The proximal operator of a h, for the convex function h of which an activation s is the proximal operator: the z that solves
 * z + a (s^-1(z) - z) = u. Where h is the indicator of an interval (or 0), that is s(u) whatever a; else z = s(t) for the zero t of
 *
 * <pre>
 *   p(t) = (1 - a) s(t) + a t - u,
 * </pre>
 *
 * whose slope is between a and 1. A few steps of Newton's method from t = (u - (1 - a) z) / a, which is exact for the right guess z, are
 * taken for all components alike; those that are not found by then start anew from t = u, with bisection where Newton's method leaves
 * what is known to hold the zero. So each component depends on itself alone. Used by one thread; allocates nothing.
 */
public final class ActivationProximal {

    /** So many evaluations of the activation suffice for guesses that are right to a digit. */
    private static final int EVALUATIONS = 3;
    /** A Newton step of this size, and a tangent as long, leave an error of its square, which is a rounding. */
    private static final double SMALL_STEP = 1e-8;
    /** What rounding may make of p, in the sum of its terms. */
    private static final double ROUNDING = 0x1p-52;
    /** Bisection alone gets to neighbouring numbers in that many steps. */
    private static final int MOST_STEPS = 200;

    private final Activation activation;
    private final boolean projects;
    private final double[] t;
    private final double[] values;
    private final double[] slopes;
    private final int[] places;
    private final double[] arguments;
    private final double[] low;
    private final double[] high;
    private final double[] steps;
    private double a;
    private double smallStep;

    /** An operator for up to so many components. */
    public ActivationProximal(Activation activation, int capacity) {
        this.activation = activation;
        projects = projects(activation);
        int length = projects ? 0 : capacity;
        t = new double[length];
        values = new double[length];
        slopes = new double[length];
        places = new int[length];
        arguments = new double[length];
        low = new double[length];
        high = new double[length];
        steps = new double[length];
    }

    /** Whether an activation is a projection, or the identity. */
    public static boolean projects(Activation activation) {
        return switch (activation) {
            case IDENTITY, RELU, CLIP -> true;
            case TANH, SIGMOID, SOFTPLUS -> false;
        };
    }

    /** Computes z from a, u, and a guess of z, which it replaces. */
    public void apply(double step, double[] u, int length, double[] z) {
        if (projects || step == 1) {
            System.arraycopy(u, 0, z, 0, length);
            Activations.apply(activation, z, length);
            return;
        }
        a = step;
        smallStep = SMALL_STEP * Math.sqrt(Math.min(a, 1) / Math.max(a, 1));
        for (int i = 0; i < length; i++) {
            t[i] = (u[i] - (1 - a) * z[i]) / a;
        }
        for (int k = 1; k < EVALUATIONS; k++) {
            evaluate(length);
            for (int i = 0; i < length; i++) {
                t[i] -= ((1 - a) * values[i] + a * t[i] - u[i]) / ((1 - a) * slopes[i] + a);
            }
        }
        evaluate(length);
        int left = 0;
        for (int i = 0; i < length; i++) {
            double change = -((1 - a) * values[i] + a * t[i] - u[i]) / ((1 - a) * slopes[i] + a);
            z[i] = values[i] + slopes[i] * change;
            if (!(Math.abs(change) <= smallStep * Math.min(1, Math.abs(t[i])))) {
                places[left++] = i;
            }
        }
        if (left > 0) {
            search(left, u, z);
        }
    }

    private void evaluate(int length) {
        System.arraycopy(t, 0, values, 0, length);
        Activations.apply(activation, values, length);
        Activations.derivatives(activation, values, length, slopes);
    }

    /** Finds the components that are left. */
    private void search(int count, double[] u, double[] z) {
        for (int i = 0; i < count; i++) {
            arguments[i] = u[places[i]];
            t[i] = arguments[i];
            low[i] = Double.NEGATIVE_INFINITY;
            high[i] = Double.POSITIVE_INFINITY;
            steps[i] = Double.POSITIVE_INFINITY;
        }
        boolean done = false;
        for (int k = 0; k < MOST_STEPS && !done; k++) {
            evaluate(count);
            done = true;
            for (int i = 0; i < count; i++) {
                if (steps[i] != 0) {
                    double before = t[i];
                    move(i, arguments[i]);
                    z[places[i]] = values[i] + slopes[i] * (t[i] - before);
                    done &= steps[i] == 0;
                }
            }
        }
    }

    /** Moves a component; its step becomes 0 when it is found, or not a number. */
    private void move(int i, double u) {
        double before = t[i];
        double value = (1 - a) * values[i] + a * before - u;
        double rounding = ROUNDING * (Math.abs((1 - a) * values[i]) + Math.abs(a * before) + Math.abs(u));
        if (!(Math.abs(value) > rounding && Math.abs(value) <= Double.MAX_VALUE)) {
            steps[i] = 0;
            return;
        }
        // The slope is at least min(a, 1).
        double farthest = before - value / Math.min(a, 1);
        if (value > 0) {
            high[i] = before;
            low[i] = Math.max(low[i], farthest);
        } else {
            low[i] = before;
            high[i] = Math.min(high[i], farthest);
        }
        double next = before - value / ((1 - a) * slopes[i] + a);
        boolean newton = next >= low[i] && next <= high[i] && Math.abs(next - before) <= steps[i] / 2;
        if (!newton) {
            next = low[i] + (high[i] - low[i]) / 2;
        }
        double step = Math.abs(next - before);
        t[i] = next;
        steps[i] = newton && step <= smallStep * Math.min(1, Math.abs(next)) ? 0 : step;
    }
}
