package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;

/** Matrix products against plain loops. */
public interface ProductContract extends ProviderContract {
    int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 33, 64, 70};
    double[] FACTORS = {0, 1, -0.75};
    int[][] LARGE = {{200, 530, 300}, {7, 1100, 260}, {389, 5, 517}, {1, 600, 600}, {600, 1, 600}, {193, 65, 1}};

    private void check(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double beta, Random random) {
        Grid a = transposeA == Transpose.NO ? Grid.random(m, k, random) : Grid.random(k, m, random);
        Grid b = transposeB == Transpose.NO ? Grid.random(k, n, random) : Grid.random(n, k, random);
        Grid c = Grid.random(m, n, random);
        String what = transposeA + " " + transposeB + " " + m + "x" + n + "x" + k + " alpha " + alpha + " beta " + beta;
        Grid result = c.copy();
        blas().dgemm(transposeA, transposeB, m, n, k, alpha, a.array, a.offset, a.stride, b.array, b.offset, b.stride, beta,
                result.array, result.offset, result.stride);
        result.assertClose(Grid.product(transposeA, transposeB, k, alpha, a, b, beta, c), 1e-14 * (1 + k), "dgemm " + what);

        float[] floats = c.floats();
        blas().sgemm(transposeA, transposeB, m, n, k, (float) alpha, a.floats(), a.offset, a.stride, b.floats(), b.offset, b.stride,
                (float) beta, floats, c.offset, c.stride);
        Grid found = c.copy();
        for (int i = 0; i < floats.length; i++) {
            found.array[i] = floats[i];
        }
        Grid expected = Grid.product(transposeA, transposeB, k, alpha, a.rounded(), b.rounded(), beta, c.rounded());
        found.assertClose(expected, 1e-6 * (2 + k), "sgemm " + what);
    }

    @Test
    default void productsOfRandomShapes() {
        Random random = new Random(42);
        for (int round = 0; round < 400; round++) {
            check(transpose(random), transpose(random), size(random), size(random), size(random), factor(random), factor(random),
                    random);
        }
    }

    @Test
    default void productsAcrossBlockEdges() {
        Random random = new Random(43);
        for (int[] shape : LARGE) {
            check(transpose(random), transpose(random), shape[0], shape[1], shape[2], 1, 0, random);
            check(transpose(random), transpose(random), shape[0], shape[1], shape[2], -0.75, 1, random);
        }
    }

    @Test
    default void packedProducts() {
        Random random = new Random(44);
        int[][] shapes = {{5, 7, 3}, {0, 4, 4}, {4, 0, 4}, {4, 4, 0}, {1, 70, 65}, {64, 64, 64}, {210, 150, 600}, {6, 33, 257}};
        for (int[] shape : shapes) {
            for (double beta : FACTORS) {
                packed(shape[0], shape[1], shape[2], 1.5, beta, random);
                packed(shape[0], shape[1], shape[2], 0, beta, random);
            }
        }
    }

    private void packed(int m, int n, int k, double alpha, double beta, Random random) {
        Transpose transposeW = transpose(random);
        Grid a = Grid.random(m, k, random);
        Grid w = transposeW == Transpose.NO ? Grid.random(k, n, random) : Grid.random(n, k, random);
        Grid c = Grid.random(m, n, random);
        PackedMatrix packed = blas().pack(transposeW, k, n, w.array, w.offset, w.stride);
        assertEquals(k, packed.rows());
        assertEquals(n, packed.columns());
        Grid result = c.copy();
        Grid expected = Grid.product(Transpose.NO, transposeW, k, alpha, a, w, beta, c);
        Arrays.fill(w.array, Double.NaN);
        packed.multiply(m, alpha, a.array, a.offset, a.stride, beta, result.array, result.offset, result.stride);
        result.assertClose(expected, 1e-14 * (1 + k), "packed " + m + "x" + n + "x" + k + " beta " + beta);
    }

    @Test
    default void packedFloatProducts() {
        Random random = new Random(45);
        int[][] shapes = {{5, 7, 3}, {0, 4, 4}, {4, 4, 0}, {1, 130, 65}, {210, 150, 600}};
        for (int[] shape : shapes) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            Grid a = Grid.random(m, k, random).rounded();
            Grid w = Grid.random(n, k, random).rounded();
            Grid c = Grid.random(m, n, random).rounded();
            PackedFloatMatrix packed = blas().pack(Transpose.YES, k, n, w.floats(), w.offset, w.stride);
            float[] floats = c.floats();
            packed.multiply(m, -1, a.floats(), a.offset, a.stride, 0.5f, floats, c.offset, c.stride);
            Grid expected = Grid.product(Transpose.NO, Transpose.YES, k, -1, a, w, 0.5, c);
            for (int i = 0; i < floats.length; i++) {
                assertEquals(expected.array[i], floats[i], 1e-6 * (2 + k), "entry " + i);
            }
        }
    }

    @Test
    default void notANumberPropagates() {
        Random random = new Random(46);
        for (int n : new int[] {3, 20, 70}) {
            for (Transpose transposeA : Transpose.values()) {
                for (Transpose transposeB : Transpose.values()) {
                    Grid a = Grid.random(n, n, random);
                    Grid b = Grid.random(n, n, random);
                    Grid c = Grid.random(n, n, random);
                    a.set(n / 2, n / 3, Double.NaN);
                    b.set(n / 3, n / 2, 0);
                    b.set(n - 1, 0, Double.POSITIVE_INFINITY);
                    Grid result = c.copy();
                    blas().dgemm(transposeA, transposeB, n, n, n, 1, a.array, a.offset, a.stride, b.array, b.offset, b.stride, 1,
                            result.array, result.offset, result.stride);
                    result.assertClose(Grid.product(transposeA, transposeB, n, 1, a, b, 1, c), 1e-13, "NaN in a");
                }
            }
        }
    }

    @Test
    default void whatIsNotNeededIsNotRead() {
        Random random = new Random(47);
        for (int n : new int[] {2, 20, 70}) {
            Grid a = Grid.random(n, n, random);
            Grid b = Grid.random(n, n, random);
            Grid nan = Grid.random(n, n, random);
            for (int i = 0; i < n * n; i++) {
                nan.set(i / n, i % n, Double.NaN);
            }
            Grid result = nan.copy();
            blas().dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a.array, a.offset, a.stride, b.array, b.offset, b.stride, 0,
                    result.array, result.offset, result.stride);
            result.assertClose(Grid.product(Transpose.NO, Transpose.NO, n, 1, a, b, 0, nan), 1e-13, "beta 0");
            result = a.copy();
            blas().dgemm(Transpose.NO, Transpose.NO, n, n, n, 0, nan.array, nan.offset, nan.stride, nan.array, nan.offset, nan.stride,
                    2, result.array, result.offset, result.stride);
            result.assertClose(Grid.product(Transpose.NO, Transpose.NO, n, 0, a, b, 2, a), 0, "alpha 0");
        }
    }

    @Test
    default void factorsAreLeftAlone() {
        Random random = new Random(48);
        Grid a = Grid.random(40, 50, random);
        Grid b = Grid.random(50, 60, random);
        Grid c = Grid.random(40, 60, random);
        double[] keptA = a.array.clone();
        double[] keptB = b.array.clone();
        blas().dgemm(Transpose.NO, Transpose.NO, 40, 60, 50, 1, a.array, a.offset, a.stride, b.array, b.offset, b.stride, 1, c.array,
                c.offset, c.stride);
        assertArrayEquals(keptA, a.array);
        assertArrayEquals(keptB, b.array);
    }

    static Transpose transpose(Random random) {
        return random.nextBoolean() ? Transpose.NO : Transpose.YES;
    }

    static int size(Random random) {
        return SIZES[random.nextInt(SIZES.length)];
    }

    static double factor(Random random) {
        return FACTORS[random.nextInt(FACTORS.length)];
    }
}
