package org.stillpoint.halpern.internal.fixedpoint;

import java.util.function.BiConsumer;
import org.stillpoint.api.problem.Operator;

/** Operators whose behaviour under fixed-point iterations is known exactly. */
final class Operators {

    private Operators() {
    }

    /** The rotation of the plane. */
    static Operator rotation(double angle) {
        return operator(2, (x, result) -> rotate(angle, x, result, 0));
    }

    /** Moves the first coordinate down by one and rotates the plane of the other two: no fixed point, least displacement (1, 0, 0). */
    static Operator displacedRotation(double angle) {
        return operator(3, (x, result) -> {
            result[0] = x[0] - 1;
            rotate(angle, x, result, 1);
        });
    }

    /**
     * The operator on which no iteration of the given number of steps does better than optimally weighted Halpern iterations:
     * shifts all coordinates by one place, the last with changed sign to the first, multiplies by L, and adds 1 to the first.
     */
    static Operator worstCase(int steps, double lipschitz) {
        return operator(steps + 1, (x, result) -> {
            System.arraycopy(x, 0, result, 1, steps);
            result[0] = -x[steps];
            for (int i = 0; i <= steps; i++) {
                result[i] *= lipschitz;
            }
            result[0] += 1;
        });
    }

    /** The fixed point of {@link #worstCase}: x_i = L^i / (1 + L^n) in n = steps + 1 dimensions. */
    static double[] worstCaseFixedPoint(int steps, double lipschitz) {
        double[] x = new double[steps + 1];
        for (int i = 0; i <= steps; i++) {
            x[i] = Math.pow(lipschitz, i) / (1 + Math.pow(lipschitz, steps + 1));
        }
        return x;
    }

    static Operator operator(int dimension, BiConsumer<double[], double[]> map) {
        return new Operator() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public void apply(double[] x, double[] result) {
                map.accept(x, result);
            }
        };
    }

    private static void rotate(double angle, double[] x, double[] result, int first) {
        double a = x[first];
        double b = x[first + 1];
        result[first] = Math.cos(angle) * a - Math.sin(angle) * b;
        result[first + 1] = Math.sin(angle) * a + Math.cos(angle) * b;
    }
}
