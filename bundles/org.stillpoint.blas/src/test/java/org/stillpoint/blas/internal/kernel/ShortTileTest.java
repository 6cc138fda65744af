package org.stillpoint.blas.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.contract.ProductContract;

/** The tiles of machines with 16 vector registers, and that the height of a tile does not show in the result. */
class ShortTileTest implements ProductContract {
    private final Blas blas = new KernelBlas(new VectorDoubleKernel(3), new VectorFloatKernel(3));

    @Override
    public Blas blas() {
        return blas;
    }

    @Test
    void everyTileSumsInTheSameOrder() {
        Random random = new Random(5);
        int m = 29;
        int n = 75;
        int k = 300;
        double[] a = random.doubles((long) m * k).toArray();
        double[] b = random.doubles((long) k * n).toArray();
        double[] tall = new double[m * n];
        double[] low = new double[m * n];
        double[] rows = new double[m * n];
        Blas six = new KernelBlas(new VectorDoubleKernel(6), new VectorFloatKernel(6));
        six.dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, tall, 0, n);
        blas.dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, low, 0, n);
        for (int i = 0; i < m; i += 4) {
            six.dgemm(Transpose.NO, Transpose.NO, Math.min(4, m - i), n, k, 1, a, i * k, k, b, 0, n, 0, rows, i * n, n);
        }
        assertArrayEquals(tall, low);
        System.arraycopy(tall, 28 * n, rows, 28 * n, n);
        assertArrayEquals(tall, rows);
    }
}
