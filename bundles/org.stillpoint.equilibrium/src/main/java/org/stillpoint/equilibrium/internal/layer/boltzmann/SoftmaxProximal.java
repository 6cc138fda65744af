package org.stillpoint.equilibrium.internal.layer.boltzmann;

import org.stillpoint.numerics.VectorKernels;

/**
 * The proximal operator of a h, for the function h of which the softmax is the proximal operator,
 * h(z) = sum of (z_i log z_i - z_i^2 / 2) on the probabilities: the z with sum 1 and, for y_i = log z_i and some number n,
 *
 * <pre>
 *   a y_i + (1 - a) exp y_i = u_i - n.
 * </pre>
 *
 * Each y_i up to 0 is found from n by Newton's method, which converges from one side because the left side is increasing, and convex or
 * concave, there; and n by Newton's method with bisection from sum z_i = 1. The largest z_i lies between 1 / k and 1 for k components,
 * which gives the bracket of n. Used by one thread; allocates nothing.
 */
final class SoftmaxProximal {

    private static final int MOST_STEPS = 200;
    /** A Newton step of this size leaves an error of its square. */
    private static final double SMALL_STEP = 1e-10;

    private final double[] u;
    private final double[] y;
    private final double[] z;
    private double a;

    /** An operator for up to so many components. */
    SoftmaxProximal(int most) {
        u = new double[most];
        y = new double[most];
        z = new double[most];
    }

    /**
     * Computes z for one lane of a group of rows.
     *
     * @param states receives z; what it holds before is a guess
     */
    void apply(double step, double[] arguments, int firstRow, int size, int lane, int lanes, double[] states) {
        a = step;
        int largest = 0;
        for (int i = 0; i < size; i++) {
            u[i] = arguments[(firstRow + i) * lanes + lane];
            largest = u[i] > u[largest] ? i : largest;
            y[i] = 0;
        }
        double lowest = -StrictMath.log(size);
        double low = u[largest] - left(0, 1);
        double high = u[largest] - left(lowest, 1.0 / size);
        double guess = Math.min(1, Math.max(1.0 / size, states[(firstRow + largest) * lanes + lane]));
        double number = u[largest] - left(StrictMath.log(guess), guess);
        double rounding = 0x1p-52 * (Math.abs(u[largest]) + a);
        boolean done = false;
        for (int k = 0; k < MOST_STEPS && !done; k++) {
            components(size, number);
            double excess = -1;
            double slope = 0;
            for (int i = 0; i < size; i++) {
                excess += z[i];
                slope += z[i] / (a + (1 - a) * z[i]);
            }
            if (excess > 0) {
                low = number;
            } else {
                high = number;
            }
            double next = number + excess / slope;
            if (!(next >= low && next <= high)) {
                next = low + (high - low) / 2;
            }
            done = !(Math.abs(excess) > size * 0x1p-53) || Math.abs(next - number) <= rounding;
            number = next;
        }
        for (int i = 0; i < size; i++) {
            states[(firstRow + i) * lanes + lane] = z[i];
        }
    }

    /** The left side of the equation. */
    private double left(double logarithm, double value) {
        return a * logarithm + (1 - a) * value;
    }

    /** Finds the components of a number n; those that would exceed 1 are 1. */
    private void components(int size, double number) {
        boolean done = false;
        for (int k = 0; k < MOST_STEPS && !done; k++) {
            VectorKernels.exp(y, 0, z, 0, size);
            done = true;
            for (int i = 0; i < size; i++) {
                double next = Math.min(0, y[i] + (u[i] - number - left(y[i], z[i])) / (a + (1 - a) * z[i]));
                done &= !(Math.abs(next - y[i]) > SMALL_STEP * Math.max(1, Math.abs(next)));
                y[i] = next;
            }
        }
        VectorKernels.exp(y, 0, z, 0, size);
    }
}
