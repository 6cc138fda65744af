package org.stillpoint.blas.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Wrong arguments are refused by name, and results that overlap factors. */
public interface ArgumentContract extends ProviderContract {

    private static void refused(String expected, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refusal.getMessage().contains(expected), "'" + expected + "' expected in: " + refusal.getMessage());
    }

    private void product(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB, double[] c,
            int offsetC, int strideC) {
        blas().dgemm(Transpose.NO, Transpose.NO, m, n, k, 1, a, offsetA, strideA, b, offsetB, strideB, 0, c, offsetC, strideC);
    }

    @Test
    default void wrongProductsAreRefused() {
        double[] a = new double[6];
        double[] b = new double[6];
        double[] c = new double[4];
        refused("m is -1", () -> product(-1, 2, 3, a, 0, 3, b, 0, 2, c, 0, 2));
        refused("n is -2", () -> product(2, -2, 3, a, 0, 3, b, 0, 2, c, 0, 2));
        refused("k is -3", () -> product(2, 2, -3, a, 0, 3, b, 0, 2, c, 0, 2));
        refused("a is null", () -> product(2, 2, 3, null, 0, 3, b, 0, 2, c, 0, 2));
        refused("stride of a is 2", () -> product(2, 2, 3, a, 0, 2, b, 0, 2, c, 0, 2));
        refused("offset of b is -1", () -> product(2, 2, 3, a, 0, 3, b, -1, 2, c, 0, 2));
        refused("b of 3 by 2", () -> product(2, 2, 3, a, 0, 3, b, 1, 2, c, 0, 2));
        refused("c of 2 by 2", () -> product(2, 2, 3, a, 0, 3, b, 0, 2, c, 0, 3));
        refused("stride of a is 0", () -> product(2, 2, 0, a, 0, 0, b, 0, 2, c, 0, 2));
        refused("does not fit", () -> product(Integer.MAX_VALUE, 2, 3, a, 0, 3, b, 0, 2, c, 0, 2));
        refused("transposeA is null", () -> blas().dgemm(null, Transpose.NO, 2, 2, 3, 1, a, 0, 3, b, 0, 2, 0, c, 0, 2));
        refused("b of 3 by 2", () -> blas().sgemm(Transpose.NO, Transpose.NO, 2, 2, 3, 1, new float[6], 0, 3, new float[5], 0, 2, 0,
                new float[4], 0, 2));
        assertArrayEquals(new double[4], c);
    }

    @Test
    default void otherWrongArgumentsAreRefused() {
        double[] a = new double[9];
        double[] b = new double[3];
        refused("x of 1 by 3", () -> blas().dgemv(Transpose.NO, 2, 3, 1, a, 0, 3, b, 1, 0, new double[2], 0));
        refused("y of 1 by 3", () -> blas().sgemv(Transpose.YES, 2, 3, 1, new float[6], 0, 3, new float[2], 0, 0, new float[2], 0));
        refused("x of 1 by 3", () -> blas().dger(3, 3, 1, new double[2], 0, b, 0, a, 0, 3));
        refused("triangle is null", () -> blas().dsyrk(null, Transpose.NO, 3, 1, 1, b, 0, 1, 0, a, 0, 3));
        refused("side is null", () -> blas().dtrsm(null, Triangle.LOWER, Transpose.NO, Diagonal.UNIT, 3, 1, 1, a, 0, 3, b, 0, 1));
        refused("a of 4 by 4", () -> blas().dpotrf(Triangle.LOWER, 4, a, 0, 4));
        refused("n is -1", () -> blas().dpotrf(Triangle.LOWER, -1, a, 0, 4));
        refused("pivots has length 2", () -> blas().dgetrf(3, 3, a, 0, 3, new int[2]));
        refused("pivots is null", () -> blas().dgetrf(3, 3, a, 0, 3, null));
        refused("pivots[1] is 3", () -> blas().dgetrs(Transpose.NO, 3, 1, a, 0, 3, new int[] {0, 3, 2}, b, 0, 1));
        refused("tau has length 1", () -> blas().dgeqrf(3, 3, a, 0, 3, new double[1]));
        refused("m is 2", () -> blas().dgels(2, 3, 1, a, 0, 3, b, 0, 1));
        refused("values has length 1", () -> blas().dsyev(true, Triangle.LOWER, 3, a, 0, 3, new double[1]));
        refused("w of 4 by 3", () -> blas().pack(Transpose.NO, 4, 3, a, 0, 3));
        PackedMatrix packed = blas().pack(Transpose.NO, 3, 3, a, 0, 3);
        refused("a of 2 by 3", () -> packed.multiply(2, 1, b, 0, 3, 0, new double[6], 0, 3));
        double[] shared = new double[12];
        refused("c overlaps a", () -> packed.multiply(2, 1, shared, 0, 3, 0, shared, 5, 3));
    }

    @Test
    default void overlapsAreRefused() {
        double[] one = new double[100];
        double[] b = new double[9];
        refused("c overlaps a", () -> product(3, 3, 3, one, 0, 10, b, 0, 3, one, 12, 10));
        refused("c overlaps b", () -> product(3, 3, 3, b, 0, 3, one, 22, 10, one, 0, 10));
        refused("c overlaps a", () -> product(3, 3, 3, one, 8, 10, b, 0, 3, one, 0, 20));
        refused("c overlaps a", () -> product(2, 3, 3, one, 10, 10, b, 0, 3, one, 8, 10));
        refused("y overlaps x", () -> blas().dgemv(Transpose.NO, 3, 3, 1, b, 0, 3, one, 0, 0, one, 2));
        refused("y overlaps a", () -> blas().dgemv(Transpose.NO, 3, 3, 1, one, 0, 10, b, 0, 0, one, 10));
        refused("a overlaps y", () -> blas().dger(3, 3, 1, b, 0, one, 21, one, 0, 10));
        refused("c overlaps a", () -> blas().dsyrk(Triangle.LOWER, Transpose.NO, 3, 3, 1, one, 0, 3, 0, one, 8, 3));
        refused("b overlaps a", () -> blas().dtrsm(Side.LEFT, Triangle.LOWER, Transpose.NO, Diagonal.UNIT, 3, 3, 1, one, 0, 10,
                one, 2, 10));
        refused("values overlaps a", () -> blas().dsyev(true, Triangle.LOWER, 3, one, 1, 3, one));
        refused("tau overlaps a", () -> blas().dgeqrf(3, 3, one, 1, 3, one));
    }

    @Test
    default void neighboursInOneArrayAreAllowed() {
        double[] array = new double[60];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 6; j++) {
                array[i * 10 + j] = i + 10 * j;
            }
        }
        double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        product(3, 3, 3, array, 0, 10, identity, 0, 3, array, 7, 10);
        product(3, 3, 3, array, 3, 10, identity, 0, 3, array, 30, 10);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertTrue(array[i * 10 + 7 + j] == i + 10 * j && array[30 + i * 10 + j] == i + 10 * (3 + j));
            }
        }
    }
}
