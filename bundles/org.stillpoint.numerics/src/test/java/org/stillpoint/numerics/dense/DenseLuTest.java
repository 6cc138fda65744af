package org.stillpoint.numerics.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DenseLuTest {

    @Test
    void solvesSystemsOfAllSmallOrders() {
        Random random = new Random(5);
        for (int order = 0; order <= 24; order++) {
            DenseLu factors = new DenseLu(order);
            double[] a = random.doubles(order * order, -1, 1).toArray();
            double[] x = random.doubles(order, -1, 1).toArray();
            double[] b = new double[1 + 3 * order];
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    b[1 + 3 * i] += a[i * order + j] * x[j];
                }
            }
            System.arraycopy(a, 0, factors.matrix(), 0, a.length);
            assertTrue(factors.factorize());
            factors.solve(b, 1, 3);
            for (int i = 0; i < order; i++) {
                assertEquals(x[i], b[1 + 3 * i], 1e-11);
            }
        }
    }

    @Test
    void permutationsAreSolvedExactly() {
        int order = 7;
        DenseLu factors = new DenseLu(order);
        double[] b = new double[order];
        double[] x = new double[order];
        for (int i = 0; i < order; i++) {
            factors.matrix()[i * order + (i * 3 + 2) % order] = 1;
            b[i] = i + 0.1;
            x[(i * 3 + 2) % order] = b[i];
        }
        assertTrue(factors.factorize());
        factors.solve(b, 0, 1);
        assertArrayEquals(x, b);
    }

    @Test
    void singularAndUndefinedMatricesAreReported() {
        DenseLu factors = new DenseLu(2);
        double[] matrix = factors.matrix();
        System.arraycopy(new double[] {1, 2, 2, 4}, 0, matrix, 0, 4);
        assertFalse(factors.factorize());
        System.arraycopy(new double[] {1, 2, Double.NaN, 4}, 0, matrix, 0, 4);
        assertFalse(factors.factorize());
        System.arraycopy(new double[] {Double.POSITIVE_INFINITY, 2, 1, 4}, 0, matrix, 0, 4);
        assertFalse(factors.factorize());
        assertThrows(IllegalArgumentException.class, () -> new DenseLu(-1));
    }
}
