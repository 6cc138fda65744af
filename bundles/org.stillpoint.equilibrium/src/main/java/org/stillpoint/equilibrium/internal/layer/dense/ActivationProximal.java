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
 * whose slope is between a and 1. Each component is found by Newton's method from t = (u - (1 - a) z) / a, which is exact for the right
 * guess z, safeguarded by bisection. Used by one thread; allocates nothing.
 */
public final class ActivationProximal {

    /** A Newton step of this size leaves an error of its square. */
    private static final double SMALL_STEP = 1e-10;
    /** What rounding may make of p, in the sum of its terms. */
    private static final double ROUNDING = 0x1p-52;
    /** Bisection alone gets to neighbouring numbers in that many steps. */
    private static final int MOST_STEPS = 200;

    private final Activation activation;
    private final boolean scaleInvariant;
    private final double[] t;
    private final double[] values;
    private final double[] slopes;
    private final double[] low;
    private final double[] high;
    private final double[] steps;

    /** An operator for up to so many components. */
    public ActivationProximal(Activation activation, int capacity) {
        this.activation = activation;
        scaleInvariant = switch (activation) {
            case IDENTITY, RELU, CLIP -> true;
            case TANH, SIGMOID, SOFTPLUS -> false;
        };
        int length = scaleInvariant ? 0 : capacity;
        t = new double[length];
        values = new double[length];
        slopes = new double[length];
        low = new double[length];
        high = new double[length];
        steps = new double[length];
    }

    /** Computes z from a, u, and a guess of z, which it replaces. */
    public void apply(double a, double[] u, int length, double[] z) {
        if (scaleInvariant || a == 1) {
            System.arraycopy(u, 0, z, 0, length);
            Activations.apply(activation, z, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            t[i] = (u[i] - (1 - a) * z[i]) / a;
            low[i] = Double.NEGATIVE_INFINITY;
            high[i] = Double.POSITIVE_INFINITY;
            steps[i] = Double.POSITIVE_INFINITY;
        }
        boolean done = false;
        for (int k = 0; k < MOST_STEPS && !done; k++) {
            System.arraycopy(t, 0, values, 0, length);
            Activations.apply(activation, values, length);
            Activations.derivatives(activation, values, length, slopes);
            done = true;
            for (int i = 0; i < length; i++) {
                done &= steps[i] == 0 || isDone(i, a, u[i]);
            }
        }
        System.arraycopy(t, 0, z, 0, length);
        Activations.apply(activation, z, length);
    }

    /** Moves a component; its step becomes 0 when it is found, or not a number. */
    private boolean isDone(int i, double a, double u) {
        double value = (1 - a) * values[i] + a * t[i] - u;
        if (value == 0 || !(Math.abs(value) <= Double.MAX_VALUE)) {
            steps[i] = 0;
            return true;
        }
        bracket(i, a, value);
        double before = t[i];
        double next = before - value / ((1 - a) * slopes[i] + a);
        boolean newton = next >= low[i] && next <= high[i] && Math.abs(next - before) <= steps[i] / 2;
        if (!newton) {
            next = low[i] + (high[i] - low[i]) / 2;
        }
        double step = Math.abs(next - before);
        double rounding = ROUNDING * (Math.abs((1 - a) * values[i]) + Math.abs(a * before) + Math.abs(u));
        boolean done = Math.abs(value) <= rounding || newton && step <= SMALL_STEP * Math.min(1, Math.abs(next));
        t[i] = next;
        steps[i] = done ? 0 : step;
        return steps[i] == 0;
    }

    /** The zero is on the other side of t, at most |p| / min(a, 1) away. */
    private void bracket(int i, double a, double value) {
        if (value > 0) {
            high[i] = t[i];
            low[i] = Math.max(low[i], t[i] - value / Math.min(a, 1));
        } else {
            low[i] = t[i];
            high[i] = Math.min(high[i], t[i] - value / Math.min(a, 1));
        }
    }
}
