package org.stillpoint.recurrence.internal.linear;

import java.util.function.BooleanSupplier;

/**
 * The complex Schur form A = Q T Q* of a matrix, Q unitary and T upper triangular: Householder reflections to Hessenberg form, then QR
 * steps with Wilkinson's shift by plane rotations. Backward stable; the form of a normal matrix is diagonal, so that its eigenvectors are
 * orthonormal whatever the multiplicity of eigenvalues. Source: Golub and Van Loan, Matrix Computations, chapter 7.
 */
final class SchurForm {

    private static final double EPSILON = Math.ulp(1.0);
    /** After so many steps for one eigenvalue the shift is changed once. */
    private static final int EXCEPTIONAL = 10;

    private final int size;
    private final ComplexMatrix triangular;
    private final ComplexMatrix unitary;
    private final double[] t;
    private final double[] ti;
    /** Rotations of a step: cosines, real and imaginary parts of sines. */
    private final double[] cosine;
    private final double[] sine;
    private final double[] sineImaginary;
    private long steps;

    /** Starts with a matrix, which is overwritten. */
    SchurForm(ComplexMatrix matrix) {
        size = matrix.size;
        triangular = matrix;
        unitary = ComplexMatrix.identity(size);
        t = matrix.real;
        ti = matrix.imaginary;
        cosine = new double[size];
        sine = new double[size];
        sineImaginary = new double[size];
    }

    /** T. */
    ComplexMatrix triangular() {
        return triangular;
    }

    /** Q. */
    ComplexMatrix unitary() {
        return unitary;
    }

    /** The QR steps taken. */
    long steps() {
        return steps;
    }

    /**
     * Computes the form.
     *
     * @param limit the most steps for one eigenvalue
     * @return false if {@code proceed} said no, or if an eigenvalue took more
     */
    boolean compute(long limit, BooleanSupplier proceed) {
        for (int column = 0; column + 2 < size; column++) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            reflect(column);
        }
        int high = size - 1;
        long taken = 0;
        while (high > 0) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            int low = high;
            while (low > 0 && !negligible(low)) {
                low--;
            }
            if (low == high) {
                high--;
                taken = 0;
                continue;
            }
            if (taken++ == limit) {
                return false;
            }
            steps++;
            step(low, high, taken % EXCEPTIONAL == 0);
        }
        return true;
    }

    private boolean negligible(int row) {
        double beside = triangular.magnitude(row - 1, row - 1) + triangular.magnitude(row, row);
        boolean small = triangular.magnitude(row, row - 1) <= EPSILON * beside;
        if (small) {
            t[row * size + row - 1] = 0;
            ti[row * size + row - 1] = 0;
        }
        return small;
    }

    /** Makes the entries below the subdiagonal of a column zero by a reflection I - 2 v v*. */
    private void reflect(int column) {
        double[] v = new double[size];
        double[] vi = new double[size];
        double norm = 0;
        for (int i = column + 1; i < size; i++) {
            v[i] = t[i * size + column];
            vi[i] = ti[i * size + column];
            norm = Math.hypot(norm, Math.hypot(v[i], vi[i]));
        }
        double first = Math.hypot(v[column + 1], vi[column + 1]);
        if (norm == 0) {
            return;
        }
        v[column + 1] += first == 0 ? norm : norm * v[column + 1] / first;
        vi[column + 1] += first == 0 ? 0 : norm * vi[column + 1] / first;
        double length = 0;
        for (int i = column + 1; i < size; i++) {
            length = Math.hypot(length, Math.hypot(v[i], vi[i]));
        }
        for (int i = column + 1; i < size; i++) {
            v[i] /= length;
            vi[i] /= length;
        }
        for (int j = column; j < size; j++) {
            double x = 0;
            double y = 0;
            for (int i = column + 1; i < size; i++) {
                int k = i * size + j;
                x += v[i] * t[k] + vi[i] * ti[k];
                y += v[i] * ti[k] - vi[i] * t[k];
            }
            for (int i = column + 1; i < size; i++) {
                int k = i * size + j;
                t[k] -= 2 * (v[i] * x - vi[i] * y);
                ti[k] -= 2 * (v[i] * y + vi[i] * x);
            }
        }
        reflectColumns(t, ti, v, vi, column + 1);
        reflectColumns(unitary.real, unitary.imaginary, v, vi, column + 1);
    }

    /** M = M (I - 2 v v*). */
    private void reflectColumns(double[] m, double[] mi, double[] v, double[] vi, int first) {
        for (int row = 0; row < size; row++) {
            double x = 0;
            double y = 0;
            for (int j = first; j < size; j++) {
                int k = row * size + j;
                x += m[k] * v[j] - mi[k] * vi[j];
                y += m[k] * vi[j] + mi[k] * v[j];
            }
            for (int j = first; j < size; j++) {
                int k = row * size + j;
                m[k] -= 2 * (x * v[j] + y * vi[j]);
                mi[k] -= 2 * (y * v[j] - x * vi[j]);
            }
        }
    }

    /** T - s I = G R, T = R G + s I on the rows and columns from low to high. */
    private void step(int low, int high, boolean exceptional) {
        double[] shift = exceptional ? new double[] {triangular.magnitude(high, high - 1) + t[high * size + high], ti[high * size + high]}
                : shift(high);
        for (int i = low; i <= high; i++) {
            t[i * size + i] -= shift[0];
            ti[i * size + i] -= shift[1];
        }
        for (int k = low; k < high; k++) {
            rotateRows(k);
        }
        for (int k = low; k < high; k++) {
            rotateColumns(t, ti, k, Math.min(k + 1, high) + 1);
            rotateColumns(unitary.real, unitary.imaginary, k, size);
        }
        for (int i = low; i <= high; i++) {
            t[i * size + i] += shift[0];
            ti[i * size + i] += shift[1];
        }
    }

    /** Makes entry (k + 1, k) zero by a rotation [c, s; -s*, c] of two rows. */
    private void rotateRows(int k) {
        double x = t[k * size + k];
        double xi = ti[k * size + k];
        double y = t[(k + 1) * size + k];
        double yi = ti[(k + 1) * size + k];
        double first = Math.hypot(x, xi);
        double length = Math.hypot(first, Math.hypot(y, yi));
        double c = length == 0 ? 1 : first / length;
        // s = (x / |x|) y* / length.
        double unit = first == 0 ? 1 : x / first;
        double unitImaginary = first == 0 ? 0 : xi / first;
        double s = length == 0 ? 0 : (unit * y + unitImaginary * yi) / length;
        double si = length == 0 ? 0 : (unitImaginary * y - unit * yi) / length;
        cosine[k] = c;
        sine[k] = s;
        sineImaginary[k] = si;
        for (int j = k; j < size; j++) {
            int upper = k * size + j;
            int lower = upper + size;
            double a = t[upper];
            double ai = ti[upper];
            double b = t[lower];
            double bi = ti[lower];
            t[upper] = c * a + s * b - si * bi;
            ti[upper] = c * ai + s * bi + si * b;
            t[lower] = c * b - s * a - si * ai;
            ti[lower] = c * bi - s * ai + si * a;
        }
    }

    /** Columns k and k + 1 times the conjugate transposed rotation, for the rows before {@code rows}. */
    private void rotateColumns(double[] m, double[] mi, int k, int rows) {
        double c = cosine[k];
        double s = sine[k];
        double si = sineImaginary[k];
        for (int row = 0; row < rows; row++) {
            int left = row * size + k;
            int right = left + 1;
            double a = m[left];
            double ai = mi[left];
            double b = m[right];
            double bi = mi[right];
            m[left] = c * a + s * b + si * bi;
            mi[left] = c * ai + s * bi - si * b;
            m[right] = c * b - s * a + si * ai;
            mi[right] = c * bi - s * ai - si * a;
        }
    }

    /** The eigenvalue of the last two rows and columns that is nearer to the last entry. */
    private double[] shift(int high) {
        int k = (high - 1) * size + high - 1;
        double last = t[k + size + 1];
        double lastImaginary = ti[k + size + 1];
        // With d = (a - e) / 2 and r = sqrt(d^2 + b c): e + d -+ r, the sign that makes |d -+ r| small, as -b c / (d +- r).
        double d = (t[k] - last) / 2;
        double di = (ti[k] - lastImaginary) / 2;
        double bc = t[k + 1] * t[k + size] - ti[k + 1] * ti[k + size];
        double bci = t[k + 1] * ti[k + size] + ti[k + 1] * t[k + size];
        double x = d * d - di * di + bc;
        double y = 2 * d * di + bci;
        double modulus = Math.sqrt(Math.hypot(x, y));
        double angle = Math.atan2(y, x) / 2;
        double r = modulus * Math.cos(angle);
        double ri = modulus * Math.sin(angle);
        if (d * r + di * ri < 0) {
            r = -r;
            ri = -ri;
        }
        double sum = d + r;
        double sumImaginary = di + ri;
        double square = sum * sum + sumImaginary * sumImaginary;
        if (square == 0) {
            return new double[] {last, lastImaginary};
        }
        return new double[] {last - (bc * sum + bci * sumImaginary) / square, lastImaginary - (bci * sum - bc * sumImaginary) / square};
    }
}
