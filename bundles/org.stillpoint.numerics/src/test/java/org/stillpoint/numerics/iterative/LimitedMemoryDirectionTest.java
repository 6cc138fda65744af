package org.stillpoint.numerics.iterative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.stillpoint.numerics.VectorKernels;

class LimitedMemoryDirectionTest {

    private static final double[] CURVATURES = {1, 10, 100};

    private static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            gradient[i] = CURVATURES[i] * x[i];
        }
        return gradient;
    }

    @Test
    void withoutPairsItIsTheSteepestDescent() {
        LimitedMemoryDirection directions = new LimitedMemoryDirection(5, 3);
        double[] direction = new double[3];
        directions.compute(new double[] {1, -2, 3}, direction);
        assertArrayEquals(new double[] {-1, 2, -3}, direction);
        assertTrue(directions.isEmpty());
    }

    /** With exact line searches and as much memory as variables, BFGS ends at the minimum of a quadratic after as many steps. */
    @Test
    void quadraticsEndAfterAsManyStepsAsVariables() {
        LimitedMemoryDirection directions = new LimitedMemoryDirection(3, 3);
        double[] x = {1, 1, 1};
        double[] direction = new double[3];
        for (int step = 0; step < 3; step++) {
            double[] before = x.clone();
            double[] gradient = gradient(x);
            directions.compute(gradient, direction);
            double length = -VectorKernels.dot(gradient, direction) / VectorKernels.dot(direction, gradient(direction));
            VectorKernels.axpy(length, direction, x);
            directions.add(before, gradient, x, gradient(x));
        }
        assertArrayEquals(new double[3], x, 1e-12);
    }

    /** The secant equation: the newest change of the gradient is mapped to the step that made it. */
    @Test
    void theNewestPairIsReproduced() {
        LimitedMemoryDirection directions = new LimitedMemoryDirection(2, 3);
        double[][] points = {{1, 2, 3}, {0, 1, 1}, {.5, -1, 2}, {.25, 0, 0}};
        for (int k = 1; k < points.length; k++) {
            directions.add(points[k - 1], gradient(points[k - 1]), points[k], gradient(points[k]));
        }
        double[] change = gradient(new double[] {-.25, 1, -2});
        double[] direction = new double[3];
        directions.compute(change, direction);
        assertArrayEquals(new double[] {.25, -1, 2}, direction, 1e-12);
    }

    @Test
    void pairsWithoutCurvatureAreLeftOut() {
        LimitedMemoryDirection directions = new LimitedMemoryDirection(2, 1);
        directions.add(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {.5});
        assertTrue(directions.isEmpty());
        directions.add(new double[] {0}, new double[] {1}, new double[] {1}, new double[] {3});
        double[] direction = new double[1];
        directions.compute(new double[] {3}, direction);
        assertEquals(-1.5, direction[0], 1e-15);
        directions.clear();
        assertTrue(directions.isEmpty());
    }
}
