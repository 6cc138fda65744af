package org.stillpoint.numerics.iterative;

import java.util.Arrays;
import org.stillpoint.numerics.VectorKernels;

/**
 * Directions of the L-BFGS method by the recursion of two loops (J. Nocedal, Updating quasi-Newton matrices with limited storage, Math.
 * Comp. 35, 1980): with pairs s = change of the point and y = change of the gradient, d = -H g for the matrix H that BFGS updates make of
 * (s'y / y'y) I.
 */
public final class LimitedMemoryDirection {

    private final double[][] steps;
    private final double[][] changes;
    private final double[] inverses;
    private final double[] factors;
    private int size;
    private int next;

    /**
     * Directions without any pairs yet.
     *
     * @param memory the most pairs to remember, at least 1
     * @param length the number of variables
     */
    public LimitedMemoryDirection(int memory, int length) {
        steps = new double[memory][length];
        changes = new double[memory][length];
        inverses = new double[memory];
        factors = new double[memory];
    }

    /** Forgets all pairs. */
    public void clear() {
        size = 0;
    }

    /** Whether there are no pairs. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Takes up the pair of a step from one point to another; leaves it out if the curvature along it is not positive. */
    public void add(double[] from, double[] gradientFrom, double[] to, double[] gradientTo) {
        double[] step = steps[next];
        double[] change = changes[next];
        for (int i = 0; i < step.length; i++) {
            step[i] = to[i] - from[i];
            change[i] = gradientTo[i] - gradientFrom[i];
        }
        double curvature = VectorKernels.dot(step, change);
        if (curvature > 0 && Double.isFinite(1 / curvature)) {
            inverses[next] = 1 / curvature;
            next = (next + 1) % steps.length;
            size = Math.min(size + 1, steps.length);
        }
    }

    /** Writes the direction at a gradient: the steepest descent if there are no pairs. */
    public void compute(double[] gradient, double[] direction) {
        VectorKernels.scale(-1, gradient, 0, direction, 0, direction.length);
        if (size == 0) {
            return;
        }
        Arrays.fill(factors, 0);
        for (int age = 1; age <= size; age++) {
            int pair = pair(age);
            factors[pair] = inverses[pair] * VectorKernels.dot(steps[pair], direction);
            VectorKernels.axpy(-factors[pair], changes[pair], direction);
        }
        int newest = pair(1);
        double scale = 1 / (inverses[newest] * VectorKernels.dot(changes[newest], changes[newest]));
        VectorKernels.scale(scale, direction, 0, direction, 0, direction.length);
        for (int age = size; age >= 1; age--) {
            int pair = pair(age);
            double correction = inverses[pair] * VectorKernels.dot(changes[pair], direction);
            VectorKernels.axpy(factors[pair] - correction, steps[pair], direction);
        }
    }

    private int pair(int age) {
        return Math.floorMod(next - age, steps.length);
    }
}
