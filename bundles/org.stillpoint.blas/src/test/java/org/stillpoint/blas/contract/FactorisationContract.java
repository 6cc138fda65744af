package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Factorisations by their defining equations, and what they report of matrices that have none. */
public interface FactorisationContract extends ProviderContract {
    int[] ORDERS = {0, 1, 2, 3, 7, 16, 31, 33, 64, 100, 170};

    @Test
    default void cholesky() {
        Random random = new Random(70);
        for (int n : ORDERS) {
            for (Triangle triangle : Triangle.values()) {
                Grid a = Grid.definite(n, random);
                Grid stored = a.copy();
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        if (triangle == Triangle.UPPER ? j < i : j > i) {
                            stored.set(i, j, Double.NaN);
                        }
                    }
                }
                Grid factor = stored.copy();
                assertEquals(0, blas().dpotrf(triangle, n, factor.array, factor.offset, factor.stride));
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        if (triangle == Triangle.UPPER ? j < i : j > i) {
                            assertTrue(Double.isNaN(factor.get(i, j)), "the other triangle is left alone");
                        }
                    }
                }
                Grid t = factor.triangle(triangle, false);
                Transpose first = triangle == Triangle.LOWER ? Transpose.NO : Transpose.YES;
                Transpose second = triangle == Triangle.LOWER ? Transpose.YES : Transpose.NO;
                Grid.product(first, second, n, 1, t, t, 0, a).assertClose(a, 1e-12, "dpotrf " + triangle + " " + n);

                Grid x = Grid.random(n, 5, random);
                Grid b = Grid.product(Transpose.NO, Transpose.NO, n, 1, a, x, 0, x);
                blas().dpotrs(triangle, n, 5, factor.array, factor.offset, factor.stride, b.array, b.offset, b.stride);
                b.assertClose(x, 1e-11, "dpotrs " + triangle + " " + n);
            }
        }
    }

    @Test
    default void notPositiveDefinite() {
        Random random = new Random(71);
        for (int n : new int[] {5, 40, 130}) {
            for (int bad : new int[] {0, 2, n / 2, n - 1}) {
                for (double value : new double[] {-3 * n, 0, Double.NaN}) {
                    for (Triangle triangle : Triangle.values()) {
                        Grid a = Grid.definite(n, random);
                        a.set(bad, bad, value);
                        assertEquals(bad + 1, blas().dpotrf(triangle, n, a.array, a.offset, a.stride),
                                n + " " + triangle + " with " + value);
                    }
                }
            }
        }
    }

    @Test
    default void luFactorisation() {
        Random random = new Random(72);
        for (int round = 0; round < 60; round++) {
            int m = ORDERS[random.nextInt(ORDERS.length)];
            int n = round % 2 == 0 ? m : ORDERS[random.nextInt(ORDERS.length)];
            int steps = Math.min(m, n);
            Grid a = Grid.random(m, n, random);
            Grid factor = a.copy();
            int[] pivots = new int[steps + 2];
            pivots[steps] = -7;
            assertEquals(0, blas().dgetrf(m, n, factor.array, factor.offset, factor.stride, pivots));
            assertEquals(-7, pivots[steps], "no more than min(m, n) pivots are written");
            Grid lower = Grid.zero(m, steps, random);
            Grid upper = Grid.zero(steps, n, random);
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    if (j >= i) {
                        upper.set(i, j, factor.get(i, j));
                    } else {
                        lower.set(i, j, factor.get(i, j));
                        assertTrue(Math.abs(factor.get(i, j)) <= 1 + 1e-14, "the largest entry is the pivot");
                    }
                }
                if (i < steps) {
                    lower.set(i, i, 1);
                }
            }
            Grid exchanged = a.copy();
            for (int i = 0; i < steps; i++) {
                assertTrue(pivots[i] >= i && pivots[i] < m, "pivot " + i + " is " + pivots[i]);
                for (int j = 0; j < n; j++) {
                    double kept = exchanged.get(i, j);
                    exchanged.set(i, j, exchanged.get(pivots[i], j));
                    exchanged.set(pivots[i], j, kept);
                }
            }
            Grid.product(Transpose.NO, Transpose.NO, steps, 1, lower, upper, 0, exchanged)
                    .assertClose(exchanged, 1e-11, "dgetrf " + m + "x" + n);
        }
    }

    @Test
    default void luSolve() {
        Random random = new Random(73);
        for (int n : ORDERS) {
            for (Transpose transposeA : Transpose.values()) {
                Grid a = Grid.dominant(n, random);
                Grid x = Grid.random(n, 6, random);
                Grid b = Grid.product(transposeA, Transpose.NO, n, 1, a, x, 0, x);
                int[] pivots = new int[n];
                assertEquals(0, blas().dgetrf(n, n, a.array, a.offset, a.stride, pivots));
                blas().dgetrs(transposeA, n, 6, a.array, a.offset, a.stride, pivots, b.array, b.offset, b.stride);
                b.assertClose(x, 1e-11, "dgetrs " + transposeA + " " + n);
            }
        }
    }

    @Test
    default void luOfSingularMatrices() {
        Random random = new Random(74);
        for (int n : new int[] {3, 20, 90}) {
            for (int bad : new int[] {0, 1, n - 1}) {
                Grid a = Grid.dominant(n, random);
                for (int i = 0; i < n; i++) {
                    a.set(i, bad, 0);
                }
                assertEquals(bad + 1, blas().dgetrf(n, n, a.array, a.offset, a.stride, new int[n]), n + " column " + bad);
            }
        }
    }

    @Test
    default void qrFactorisation() {
        Random random = new Random(75);
        int[][] shapes = {{1, 1}, {3, 2}, {2, 3}, {0, 4}, {33, 33}, {90, 40}, {40, 90}, {130, 70}};
        for (int[] shape : shapes) {
            int m = shape[0];
            int n = shape[1];
            Grid a = Grid.random(m, n, random);
            Grid factor = a.copy();
            double[] tau = new double[Math.min(m, n)];
            blas().dgeqrf(m, n, factor.array, factor.offset, factor.stride, tau);
            Grid product = factor.triangle(Triangle.UPPER, false);
            for (int p = tau.length - 1; p >= 0; p--) {
                for (int j = 0; j < n; j++) {
                    double sum = product.get(p, j);
                    for (int i = p + 1; i < m; i++) {
                        sum += factor.get(i, p) * product.get(i, j);
                    }
                    product.set(p, j, product.get(p, j) - tau[p] * sum);
                    for (int i = p + 1; i < m; i++) {
                        product.set(i, j, product.get(i, j) - tau[p] * factor.get(i, p) * sum);
                    }
                }
            }
            product.assertClose(a, 1e-12, "dgeqrf " + m + "x" + n);
        }
    }

    @Test
    default void leastSquares() {
        Random random = new Random(76);
        int[][] shapes = {{1, 1, 1}, {5, 3, 2}, {40, 40, 3}, {90, 35, 4}, {150, 70, 1}, {6, 3, 0}, {4, 0, 2}};
        for (int[] shape : shapes) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            Grid a = Grid.random(m, n, random);
            for (int i = 0; i < n; i++) {
                a.set(i, i, a.get(i, i) + 4);
            }
            Grid b = Grid.random(m, k, random);
            Grid factor = a.copy();
            Grid result = b.copy();
            assertEquals(0, blas().dgels(m, n, k, factor.array, factor.offset, factor.stride, result.array, result.offset,
                    result.stride));
            Grid residual = b.copy();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < k; j++) {
                    for (int p = 0; p < n; p++) {
                        residual.set(i, j, residual.get(i, j) - a.get(i, p) * result.get(p, j));
                    }
                }
            }
            Grid zero = Grid.zero(n, k, random);
            Grid.product(Transpose.YES, Transpose.NO, m, 1, a, residual, 0, zero).assertClose(zero, 1e-11, "normal equations");
        }
    }

    @Test
    default void leastSquaresWithoutFullRank() {
        Random random = new Random(77);
        Grid a = Grid.random(12, 4, random);
        Grid b = Grid.random(12, 1, random);
        for (int i = 0; i < 12; i++) {
            a.set(i, 0, 0);
        }
        assertEquals(1, blas().dgels(12, 4, 1, a.array, a.offset, a.stride, b.array, b.offset, b.stride));
    }

    @Test
    default void eigenpairs() {
        Random random = new Random(78);
        for (int n : ORDERS) {
            for (Triangle triangle : Triangle.values()) {
                double unit = n == 7 ? 1e200 : n == 16 ? 1e-200 : 1;
                Grid a = Grid.definite(n, random);
                Grid vectors = Grid.zero(n, n, random);
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        boolean outside = triangle == Triangle.UPPER ? j < i : j > i;
                        vectors.set(i, j, outside ? Double.NaN : a.get(i, j) * unit);
                    }
                }
                Grid only = vectors.copy();
                double[] values = new double[n];
                double[] again = new double[n];
                assertEquals(0, blas().dsyev(true, triangle, n, vectors.array, vectors.offset, vectors.stride, values));
                assertEquals(0, blas().dsyev(false, triangle, n, only.array, only.offset, only.stride, again));
                Grid scaled = vectors.copy();
                for (int j = 0; j < n; j++) {
                    assertTrue(j == 0 || values[j] >= values[j - 1], "rising");
                    assertEquals(values[j] / unit, again[j] / unit, 1e-11 * (1 + n));
                    for (int i = 0; i < n; i++) {
                        scaled.set(i, j, vectors.get(i, j) * (values[j] / unit));
                    }
                }
                Grid.product(Transpose.NO, Transpose.NO, n, 1, a, vectors, 0, scaled)
                        .assertClose(scaled, 1e-11 * (1 + n), "A V = V diag " + n);
                Grid identity = Grid.zero(n, n, random);
                for (int i = 0; i < n; i++) {
                    identity.set(i, i, 1);
                }
                Grid.product(Transpose.YES, Transpose.NO, n, 1, vectors, vectors, 0, identity)
                        .assertClose(identity, 1e-12 * (1 + n), "V'V " + n);
            }
        }
    }

    @Test
    default void eigenvaluesInClosedForm() {
        int n = 40;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
            }
        }
        double[] values = new double[n];
        assertEquals(0, blas().dsyev(false, Triangle.LOWER, n, a, 0, n, values));
        for (int j = 0; j < n; j++) {
            assertEquals(2 - 2 * Math.cos(Math.PI * (j + 1) / (n + 1)), values[j], 1e-13);
        }
    }

    @Test
    default void eigenvaluesOfNonfiniteMatrices() {
        double[] a = {1, 0, Double.NaN, 2};
        double[] values = new double[2];
        assertNotEquals(0, blas().dsyev(true, Triangle.LOWER, 2, a, 0, 2, values));
        assertTrue(Double.isNaN(values[0]) && Double.isNaN(values[1]));
    }
}
