package org.stillpoint.numerics.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseCholeskyTest {

    /** B B' + I for a random square B. */
    private static double[][] positiveDefinite(int n, Random random) {
        double[][] b = new double[n][];
        for (int i = 0; i < n; i++) {
            b[i] = random.doubles(n, -1, 1).toArray();
        }
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i == j ? 1 : 0;
                for (int k = 0; k < n; k++) {
                    a[i][j] += b[i][k] * b[j][k];
                }
            }
        }
        return a;
    }

    private static void fill(DenseCholesky cholesky, double[][] a) {
        Arrays.fill(cholesky.matrix(), Double.NaN);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                cholesky.matrix()[i * cholesky.stride() + j] = j >= i ? a[i][j] : 0;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 31, 32, 33, 47, 63, 64, 65, 100, 130})
    void factorTimesItsTransposeIsTheMatrix(int n) {
        Random random = new Random(n);
        double[][] a = positiveDefinite(n, random);
        DenseCholesky cholesky = new DenseCholesky(n);
        for (int round = 0; round < 2; round++) {
            fill(cholesky, a);
            assertTrue(cholesky.factorize());
            double[] u = cholesky.matrix();
            int stride = cholesky.stride();
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    double product = 0;
                    for (int k = 0; k <= i; k++) {
                        product += u[k * stride + i] * u[k * stride + j];
                    }
                    assertEquals(a[i][j], product, 1e-14 * (n + 1) * n);
                }
            }
            double[] expected = random.doubles(n, -1, 1).toArray();
            double[] b = new double[n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    b[i] += a[i][j] * expected[j];
                }
            }
            cholesky.solve(b);
            for (int i = 0; i < n; i++) {
                assertEquals(expected[i], b[i], 1e-12 * (n + 1));
            }
        }
    }

    @Test
    void namesTheFirstBadPivotAndReplacesItOnDemand() {
        Random random = new Random(3);
        for (int n : new int[] {1, 4, 6, 11, 40}) {
            for (int bad = 0; bad < n; bad++) {
                double[][] a = positiveDefinite(n, random);
                a[bad][bad] = bad % 2 == 0 ? -1e-3 : Double.NaN;
                DenseCholesky cholesky = new DenseCholesky(n);
                fill(cholesky, a);
                assertFalse(cholesky.factorize());
                assertEquals(bad, cholesky.failedPivot());
                assertThrows(IllegalStateException.class, () -> cholesky.solve(new double[n]));
                fill(cholesky, a);
                assertEquals(1, cholesky.factorizeRegularized(1e-12));
                double[] x = new double[n];
                Arrays.fill(x, 1);
                cholesky.solve(x);
                assertEquals(0, x[bad], 1e-100);
            }
        }
    }

    @Test
    void refusesWrongArguments() {
        assertThrows(IllegalArgumentException.class, () -> new DenseCholesky(-1));
        DenseCholesky cholesky = new DenseCholesky(2);
        assertThrows(IllegalArgumentException.class, () -> cholesky.factorizeRegularized(Double.NaN));
        cholesky.clear();
        assertEquals(2, cholesky.factorizeRegularized(1e-3));
        assertThrows(IllegalArgumentException.class, () -> cholesky.solve(new double[1]));
    }
}
