package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Several threads at once get bitwise what one gets. */
public interface ConcurrencyContract extends ProviderContract {

    @Test
    default void threadsDoNotDisturbEachOther() throws Exception {
        int threads = 6;
        List<Callable<double[]>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            long seed = 80 + t;
            tasks.add(() -> mixture(seed));
        }
        List<double[]> alone = new ArrayList<>();
        for (Callable<double[]> task : tasks) {
            alone.add(task.call());
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 40; round++) {
                List<Future<double[]>> together = pool.invokeAll(tasks);
                for (int t = 0; t < threads; t++) {
                    assertArrayEquals(alone.get(t), together.get(t).get(30, TimeUnit.SECONDS), "thread " + t);
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    default void threadsMayShareTheArrayOfTheResult() throws Exception {
        int n = 48;
        int threads = 4;
        Random random = new Random(90);
        Grid a = Grid.random(n, n, random);
        double[] b = new double[n * threads * n];
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int column = t * n;
            tasks.add(() -> {
                for (int i = 0; i < 200; i++) {
                    blas().dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a.array, a.offset, a.stride, identity(n), 0, n, 1, b, column,
                            threads * n);
                }
                return null;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> future : pool.invokeAll(tasks)) {
                future.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < threads * n; j++) {
                assertEquals(200 * a.get(i, j % n), b[i * threads * n + j], 1e-11, "a sum that another thread wrote over");
            }
        }
    }

    private static double[] identity(int n) {
        double[] identity = new double[n * n];
        for (int i = 0; i < n; i++) {
            identity[i * n + i] = 1;
        }
        return identity;
    }

    private double[] mixture(long seed) {
        Random random = new Random(seed);
        int n = 60 + random.nextInt(60);
        Grid a = Grid.random(n, n, random);
        Grid b = Grid.random(n, n, random);
        Grid c = Grid.definite(n, random);
        PackedMatrix packed = blas().pack(Transpose.NO, n, n, b.array, b.offset, b.stride);
        for (int i = 0; i < 10; i++) {
            blas().dgemm(Transpose.YES, Transpose.NO, n, n, n, 1e-3, a.array, a.offset, a.stride, b.array, b.offset, b.stride, 1,
                    c.array, c.offset, c.stride);
            packed.multiply(n, 1e-3, a.array, a.offset, a.stride, 1, c.array, c.offset, c.stride);
            blas().dsyrk(Triangle.LOWER, Transpose.NO, n, n, 1e-3, a.array, a.offset, a.stride, 1, c.array, c.offset, c.stride);
        }
        blas().dpotrf(Triangle.LOWER, n, c.array, c.offset, c.stride);
        blas().dgetrf(n, n, a.array, a.offset, a.stride, new int[n]);
        double[] result = new double[c.array.length + a.array.length];
        System.arraycopy(c.array, 0, result, 0, c.array.length);
        System.arraycopy(a.array, 0, result, c.array.length, a.array.length);
        return result;
    }
}
