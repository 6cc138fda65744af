package org.stillpoint.equilibrium.internal.chord;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;

class BlockInverseTest {

    private static double[] nearIdentity(int order) {
        double[] matrix = new double[order * order];
        new RandomStream(order).fillGaussian(matrix);
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = .8 * matrix[i] / Math.sqrt(order) + (i % (order + 1) == 0 ? 1 : 0);
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 63, 64, 65, 130, 200})
    void inverts(int order) {
        double[] matrix = nearIdentity(order);
        double[] inverse = matrix.clone();
        assertTrue(new BlockInverse(order).invert(inverse, null));
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                double entry = 0;
                for (int k = 0; k < order; k++) {
                    entry += matrix[i * order + k] * inverse[k * order + j];
                }
                assertEquals(i == j ? 1 : 0, entry, 1e-11);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 130, 200})
    void invertsInSinglePrecision(int order) {
        double[] inverse = nearIdentity(order);
        double[] expected = inverse.clone();
        assertTrue(new BlockInverse(order).invert(expected, null));
        try (ThreadTeam team = new ThreadTeam(task -> new Thread(task).start(), 2)) {
            double[] alone = inverse.clone();
            assertTrue(new FloatBlockInverse(order).invert(inverse, team));
            assertTrue(new FloatBlockInverse(order).invert(alone, new ThreadTeam(Runnable::run, 1)));
            assertArrayEquals(alone, inverse);
        }
        double largest = VectorKernels.maxAbs(expected, 0, expected.length);
        assertEquals(0, VectorKernels.maxDifference(expected, 0, inverse, 0, expected.length), 1e-5 * largest);
        assertEquals(0, VectorKernels.maxDifference(inverse, 0, expected, 0, expected.length), 1e-5 * largest);
    }

    @Test
    void threadsChangeNoBits() {
        double[] alone = nearIdentity(150);
        double[] shared = alone.clone();
        assertTrue(new BlockInverse(150).invert(alone, null));
        try (ThreadTeam team = new ThreadTeam(task -> new Thread(task).start(), 2)) {
            assertTrue(new BlockInverse(150).invert(shared, team));
        }
        assertArrayEquals(alone, shared);
    }

    @Test
    void rowsOfABlockAreExchanged() {
        double[] matrix = {0, 2, 0, 0, 0, 4, 5, 0, 0};
        assertTrue(new BlockInverse(3).invert(matrix, null));
        assertArrayEquals(new double[] {0, 0, .2, .5, 0, 0, 0, .25, 0}, matrix);
    }

    @Test
    void saysWhereThereIsNone() {
        assertFalse(new BlockInverse(2).invert(new double[] {1, 2, 2, 4}, null));
        assertFalse(new BlockInverse(2).invert(new double[] {1, Double.NaN, 2, 4}, null));
        assertFalse(new BlockInverse(100).invert(new double[10_000], null));
        assertFalse(new FloatBlockInverse(100).invert(new double[10_000], new ThreadTeam(Runnable::run, 1)));
    }
}
