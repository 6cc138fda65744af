package org.stillpoint.recurrence.internal.linear;

import java.util.function.BooleanSupplier;

/** Eigenvectors from a Schur form: those of the triangular matrix by substitution, turned by the unitary one, of length 1. */
final class Eigenvectors {

    /** Of a matrix of zeros; its square is still a normal number. */
    private static final double LEAST = 0x1p-500;
    /** Vectors longer than this are scaled down while they grow. */
    private static final double LARGE = 0x1p300;

    private Eigenvectors() {
    }

    /** V, its columns the eigenvectors in the order of the diagonal of T; null if told to stop. */
    static ComplexMatrix of(SchurForm form, BooleanSupplier proceed) {
        ComplexMatrix triangular = form.triangular();
        int size = triangular.size;
        // A difference of eigenvalues below the rounding of T means nothing: the vector is then one of a matrix that near.
        double least = Math.max(Math.ulp(1.0) * triangular.distance(null), LEAST);
        ComplexMatrix vectors = new ComplexMatrix(size);
        double[] x = new double[size];
        double[] y = new double[size];
        for (int k = 0; k < size; k++) {
            if (!proceed.getAsBoolean()) {
                return null;
            }
            substitute(triangular, k, least, x, y);
            double length = 0;
            for (int i = 0; i <= k; i++) {
                length = Math.hypot(length, Math.hypot(x[i], y[i]));
            }
            for (int row = 0; row < size; row++) {
                double real = 0;
                double imaginary = 0;
                for (int i = 0; i <= k; i++) {
                    double q = form.unitary().real[row * size + i];
                    double qi = form.unitary().imaginary[row * size + i];
                    real += q * x[i] - qi * y[i];
                    imaginary += q * y[i] + qi * x[i];
                }
                vectors.real[row * size + k] = real / length;
                vectors.imaginary[row * size + k] = imaginary / length;
            }
        }
        return vectors;
    }

    /** (T - t_kk) z = 0 with z_k = 1 and zeros below. */
    private static void substitute(ComplexMatrix triangular, int k, double least, double[] x, double[] y) {
        int size = triangular.size;
        double[] t = triangular.real;
        double[] ti = triangular.imaginary;
        x[k] = 1;
        y[k] = 0;
        for (int i = k - 1; i >= 0; i--) {
            double real = 0;
            double imaginary = 0;
            for (int j = i + 1; j <= k; j++) {
                real -= t[i * size + j] * x[j] - ti[i * size + j] * y[j];
                imaginary -= t[i * size + j] * y[j] + ti[i * size + j] * x[j];
            }
            double a = t[i * size + i] - t[k * size + k];
            double b = ti[i * size + i] - ti[k * size + k];
            if (Math.hypot(a, b) < least) {
                a = least;
                b = 0;
            }
            double square = a * a + b * b;
            x[i] = (real * a + imaginary * b) / square;
            y[i] = (imaginary * a - real * b) / square;
            double magnitude = Math.hypot(x[i], y[i]);
            if (magnitude > LARGE) {
                for (int j = i; j <= k; j++) {
                    x[j] /= magnitude;
                    y[j] /= magnitude;
                }
            }
        }
    }
}
