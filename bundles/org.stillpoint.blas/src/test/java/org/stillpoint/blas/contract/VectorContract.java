package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.Transpose;

/** Matrix-vector products and rank-one updates against plain loops. */
public interface VectorContract extends ProviderContract {

    @Test
    default void matrixTimesVector() {
        Random random = new Random(50);
        for (int round = 0; round < 300; round++) {
            int m = round < 290 ? ProductContract.size(random) : 300 + random.nextInt(300);
            int n = round < 290 ? ProductContract.size(random) : 300 + random.nextInt(300);
            Transpose transposeA = ProductContract.transpose(random);
            double alpha = ProductContract.factor(random);
            double beta = ProductContract.factor(random);
            int in = transposeA == Transpose.NO ? n : m;
            int out = transposeA == Transpose.NO ? m : n;
            Grid a = Grid.random(m, n, random);
            Grid x = Grid.vector(in, random);
            Grid y = Grid.vector(out, random);
            if (alpha == 0 && m > 0 && n > 0) {
                a.set(0, 0, Double.NaN);
            } else if (m > 1 && n > 1 && round % 5 == 0) {
                a.set(m - 1, n - 1, Double.NaN);
                x.set(0, in - 1, 0);
            }
            if (beta == 0 && out > 0) {
                y.set(0, 0, Double.NaN);
            }
            Grid result = y.copy();
            blas().dgemv(transposeA, m, n, alpha, a.array, a.offset, a.stride, x.array, x.offset, beta, result.array, result.offset);
            Transpose opposite = transposeA == Transpose.NO ? Transpose.YES : Transpose.NO;
            Grid expected = Grid.product(Transpose.NO, opposite, in, alpha, x, a, beta, y);
            String what = transposeA + " " + m + "x" + n + " alpha " + alpha + " beta " + beta;
            result.assertClose(expected, 1e-14 * (1 + in), "dgemv " + what);

            float[] floats = y.floats();
            blas().sgemv(transposeA, m, n, (float) alpha, a.floats(), a.offset, a.stride, x.floats(), x.offset, (float) beta, floats,
                    y.offset);
            for (int i = 0; i < floats.length; i++) {
                assertEquals(expected.array[i], floats[i], 2e-6 * (2 + in), "sgemv " + what + " entry " + i);
            }
        }
    }

    @Test
    default void rankOneUpdate() {
        Random random = new Random(51);
        for (int round = 0; round < 100; round++) {
            int m = ProductContract.size(random);
            int n = ProductContract.size(random);
            double alpha = ProductContract.factor(random);
            Grid a = Grid.random(m, n, random);
            Grid x = Grid.vector(m, random);
            Grid y = Grid.vector(n, random);
            if (m > 0 && round % 4 == 0) {
                x.set(0, m / 2, Double.NaN);
            }
            Grid expected = Grid.product(Transpose.YES, Transpose.NO, 1, alpha, x, y, 1, a);
            blas().dger(m, n, alpha, x.array, x.offset, y.array, y.offset, a.array, a.offset, a.stride);
            a.assertClose(expected, 1e-15, "dger " + m + "x" + n);
        }
    }
}
