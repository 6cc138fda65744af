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
        double[] early = new double[m * n];
        Blas six = new KernelBlas(new VectorDoubleKernel(6), new VectorFloatKernel(6));
        blas.dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, early, 0, n);
        new VectorDoubleKernel(6).awaitCompilation(10_000);
        six.dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, tall, 0, n);
        blas.dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, 0, k, b, 0, n, 0, low, 0, n);
        for (int i = 0; i < m; i += 4) {
            six.dgemm(Transpose.NO, Transpose.NO, Math.min(4, m - i), n, k, 1, a, i * k, k, b, 0, n, 0, rows, i * n, n);
        }
        assertArrayEquals(tall, low);
        assertArrayEquals(tall, early);
        System.arraycopy(tall, 28 * n, rows, 28 * n, n);
        assertArrayEquals(tall, rows);
    }

    @Test
    void scalarTwinsGiveTheSameBits() {
        Random random = new Random(6);
        int k = 137;
        int panel = new VectorDoubleKernel(6).panel();
        double[] a = random.doubles(6L * k).toArray();
        double[] packed = random.doubles((long) k * panel).toArray();
        double[] tile = new double[6 * panel];
        double[] twin = new double[panel];
        double[] c = random.doubles(6L * panel).toArray();
        double[] d = c.clone();
        DoubleTiles.multiply(6, k, a, 0, k, packed, 0, tile);
        DoubleTiles.merge(6, panel - 3, 0.7, tile, -1.3, c, 0, panel);
        for (int i = 0; i < 6; i++) {
            FusedDoubleTiles.multiply(panel, k, a, i * k, packed, 0, twin);
            FusedDoubleTiles.merge(panel - 3, 0.7, twin, -1.3, d, i * panel);
        }
        assertArrayEquals(c, d);
    }
}
