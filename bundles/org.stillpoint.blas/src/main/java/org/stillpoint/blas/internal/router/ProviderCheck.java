package org.stillpoint.blas.internal.router;

import java.util.Arrays;
import java.util.Random;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** Small problems with known answers that a provider must get right before it is used. */
final class ProviderCheck {
    private static final int[] SIZES = {2, 64};
    private static final double TOLERANCE = 1e-11;
    private static final double FLOAT_TOLERANCE = 1e-3;

    private final Blas blas;
    private final int n;
    private final double[] a;
    private final double[] b;
    private final double[] product;
    private double[] definite;

    private ProviderCheck(Blas blas, int n) {
        this.blas = blas;
        this.n = n;
        Random random = new Random(n);
        a = random.doubles(n * n, -1, 1).toArray();
        b = random.doubles(n * n, -1, 1).toArray();
        product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < n; p++) {
                for (int j = 0; j < n; j++) {
                    product[i * n + j] += a[i * n + p] * b[p * n + j];
                }
            }
        }
    }

    /** What the provider gets wrong, or null. */
    static String fault(Blas blas) {
        for (int n : SIZES) {
            String operation = new ProviderCheck(blas, n).wrongOperation();
            if (operation != null) {
                return operation + " of " + n + " by " + n + " matrices is wrong";
            }
        }
        return null;
    }

    private String wrongOperation() {
        if (!close(multiply(a, b), product)) {
            return "dgemm";
        }
        if (!floatProduct()) {
            return "sgemm";
        }
        double[] column = new double[n];
        blas.dgemv(Transpose.YES, n, n, 1, b, 0, n, a, 0, 0, column, 0);
        if (!close(column, Arrays.copyOf(product, n))) {
            return "dgemv";
        }
        definite = new double[n * n];
        for (int i = 0; i < n; i++) {
            definite[i * n + i] = n;
        }
        blas.dsyrk(Triangle.LOWER, Transpose.NO, n, n, 1, a, 0, n, 1, definite, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                definite[j * n + i] = definite[i * n + j];
            }
        }
        return wrongFactorisation();
    }

    private String wrongFactorisation() {
        double[] factor = definite.clone();
        double[] right = multiply(definite, b);
        if (blas.dpotrf(Triangle.LOWER, n, factor, 0, n) != 0) {
            return "dpotrf";
        }
        double[] solution = right.clone();
        blas.dpotrs(Triangle.LOWER, n, n, factor, 0, n, solution, 0, n);
        if (!close(solution, b)) {
            return "dpotrf";
        }
        solution = right.clone();
        blas.dtrsm(Side.LEFT, Triangle.LOWER, Transpose.NO, Diagonal.STORED, n, n, 1, factor, 0, n, solution, 0, n);
        blas.dtrsm(Side.LEFT, Triangle.LOWER, Transpose.YES, Diagonal.STORED, n, n, 1, factor, 0, n, solution, 0, n);
        if (!close(solution, b)) {
            return "dtrsm";
        }
        factor = definite.clone();
        solution = right.clone();
        int[] pivots = new int[n];
        blas.dgetrf(n, n, factor, 0, n, pivots);
        blas.dgetrs(Transpose.NO, n, n, factor, 0, n, pivots, solution, 0, n);
        if (!close(solution, b)) {
            return "dgetrf";
        }
        factor = definite.clone();
        solution = right.clone();
        if (blas.dgels(n, n, n, factor, 0, n, solution, 0, n) != 0 || !close(solution, b)) {
            return "dgels";
        }
        return eigenvalues() ? null : "dsyev";
    }

    private boolean eigenvalues() {
        double[] vectors = definite.clone();
        double[] values = new double[n];
        if (blas.dsyev(true, Triangle.UPPER, n, vectors, 0, n, values) != 0) {
            return false;
        }
        double[] scaled = vectors.clone();
        for (int i = 0; i < n * n; i++) {
            scaled[i] *= values[i % n];
        }
        return close(multiply(definite, vectors), scaled);
    }

    private double[] multiply(double[] left, double[] right) {
        double[] result = new double[n * n];
        blas.dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, left, 0, n, right, 0, n, 0, result, 0, n);
        return result;
    }

    private boolean floatProduct() {
        float[] left = new float[n * n];
        float[] right = new float[n * n];
        float[] result = new float[n * n];
        for (int i = 0; i < n * n; i++) {
            left[i] = (float) a[i];
            right[i] = (float) b[i];
        }
        blas.sgemm(Transpose.NO, Transpose.NO, n, n, n, 1, left, 0, n, right, 0, n, 0, result, 0, n);
        boolean close = true;
        for (int i = 0; i < n * n; i++) {
            close &= Math.abs(result[i] - product[i]) <= FLOAT_TOLERANCE;
        }
        return close;
    }

    private boolean close(double[] found, double[] expected) {
        boolean close = true;
        for (int i = 0; i < found.length; i++) {
            close &= Math.abs(found[i] - expected[i]) <= TOLERANCE * n * Math.max(1, Math.abs(expected[i]));
        }
        return close;
    }
}
