package org.stillpoint.api.blas;

import java.util.Arrays;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The skeleton of a provider: checks every argument, deals with empty operands and zero factors, and leaves the rest to the
 * {@code compute} methods. Those may rely on: arguments checked, the result apart from the factors, all dimensions at least 1,
 * alpha not 0.
 */
@ConsumerType
public abstract class AbstractBlas implements BlasProvider {

    @Override
    public final void dgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        dimensions(m, n, k);
        boolean plainA = plain("transposeA", transposeA);
        boolean plainB = plain("transposeB", transposeB);
        int rowsA = plainA ? m : k;
        int columnsA = plainA ? k : m;
        int rowsB = plainB ? k : n;
        int columnsB = plainB ? n : k;
        BlasArguments.matrix("a", a, rowsA, columnsA, offsetA, strideA);
        BlasArguments.matrix("b", b, rowsB, columnsB, offsetB, strideB);
        BlasArguments.matrix("c", c, m, n, offsetC, strideC);
        BlasArguments.separate("c", c, m, n, offsetC, strideC, "a", a, rowsA, columnsA, offsetA, strideA);
        BlasArguments.separate("c", c, m, n, offsetC, strideC, "b", b, rowsB, columnsB, offsetB, strideB);
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            scale(m, n, beta, c, offsetC, strideC);
        } else {
            computeDgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
        }
    }

    @Override
    public final void sgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        dimensions(m, n, k);
        boolean plainA = plain("transposeA", transposeA);
        boolean plainB = plain("transposeB", transposeB);
        int rowsA = plainA ? m : k;
        int columnsA = plainA ? k : m;
        int rowsB = plainB ? k : n;
        int columnsB = plainB ? n : k;
        BlasArguments.matrix("a", a, rowsA, columnsA, offsetA, strideA);
        BlasArguments.matrix("b", b, rowsB, columnsB, offsetB, strideB);
        BlasArguments.matrix("c", c, m, n, offsetC, strideC);
        BlasArguments.separate("c", c, m, n, offsetC, strideC, "a", a, rowsA, columnsA, offsetA, strideA);
        BlasArguments.separate("c", c, m, n, offsetC, strideC, "b", b, rowsB, columnsB, offsetB, strideB);
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            scale(m, n, beta, c, offsetC, strideC);
        } else {
            computeSgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
        }
    }

    @Override
    public final void dgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        dimensions(m, n, 0);
        boolean plain = plain("transposeA", transposeA);
        int in = plain ? n : m;
        int out = plain ? m : n;
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        BlasArguments.vector("x", x, in, offsetX);
        BlasArguments.vector("y", y, out, offsetY);
        BlasArguments.separate("y", y, 1, out, offsetY, Math.max(1, out), "a", a, m, n, offsetA, strideA);
        BlasArguments.separate("y", y, 1, out, offsetY, Math.max(1, out), "x", x, 1, in, offsetX, Math.max(1, in));
        if (out == 0) {
            return;
        }
        if (in == 0 || alpha == 0) {
            scale(1, out, beta, y, offsetY, out);
        } else {
            computeDgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
        }
    }

    @Override
    public final void sgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        dimensions(m, n, 0);
        boolean plain = plain("transposeA", transposeA);
        int in = plain ? n : m;
        int out = plain ? m : n;
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        BlasArguments.vector("x", x, in, offsetX);
        BlasArguments.vector("y", y, out, offsetY);
        BlasArguments.separate("y", y, 1, out, offsetY, Math.max(1, out), "a", a, m, n, offsetA, strideA);
        BlasArguments.separate("y", y, 1, out, offsetY, Math.max(1, out), "x", x, 1, in, offsetX, Math.max(1, in));
        if (out == 0) {
            return;
        }
        if (in == 0 || alpha == 0) {
            scale(1, out, beta, y, offsetY, out);
        } else {
            computeSgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
        }
    }

    @Override
    public final void dger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        dimensions(m, n, 0);
        BlasArguments.vector("x", x, m, offsetX);
        BlasArguments.vector("y", y, n, offsetY);
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        BlasArguments.separate("a", a, m, n, offsetA, strideA, "x", x, 1, m, offsetX, Math.max(1, m));
        BlasArguments.separate("a", a, m, n, offsetA, strideA, "y", y, 1, n, offsetY, Math.max(1, n));
        if (m > 0 && n > 0 && alpha != 0) {
            computeDger(m, n, alpha, x, offsetX, y, offsetY, a, offsetA, strideA);
        }
    }

    @Override
    public final void dsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double beta, double[] c, int offsetC, int strideC) {
        dimensions(0, n, k);
        BlasArguments.present("triangle", triangle);
        boolean plain = plain("transposeA", transposeA);
        int rowsA = plain ? n : k;
        int columnsA = plain ? k : n;
        BlasArguments.matrix("a", a, rowsA, columnsA, offsetA, strideA);
        BlasArguments.matrix("c", c, n, n, offsetC, strideC);
        BlasArguments.separate("c", c, n, n, offsetC, strideC, "a", a, rowsA, columnsA, offsetA, strideA);
        if (n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            for (int i = 0; i < n; i++) {
                int start = triangle == Triangle.UPPER ? i : 0;
                int end = triangle == Triangle.UPPER ? n : i + 1;
                scale(1, end - start, beta, c, offsetC + i * strideC + start, strideC);
            }
        } else {
            computeDsyrk(triangle, transposeA, n, k, alpha, a, offsetA, strideA, beta, c, offsetC, strideC);
        }
    }

    @Override
    public final void dtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha,
            double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        dimensions(m, n, 0);
        BlasArguments.present("side", side);
        BlasArguments.present("triangle", triangle);
        BlasArguments.present("transposeA", transposeA);
        BlasArguments.present("diagonal", diagonal);
        int order = side == Side.LEFT ? m : n;
        BlasArguments.matrix("a", a, order, order, offsetA, strideA);
        BlasArguments.matrix("b", b, m, n, offsetB, strideB);
        BlasArguments.separate("b", b, m, n, offsetB, strideB, "a", a, order, order, offsetA, strideA);
        if (m == 0 || n == 0) {
            return;
        }
        if (alpha == 0) {
            scale(m, n, 0, b, offsetB, strideB);
        } else {
            computeDtrsm(side, triangle, transposeA, diagonal, m, n, alpha, a, offsetA, strideA, b, offsetB, strideB);
        }
    }

    @Override
    public final int dpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        dimensions(0, n, 0);
        BlasArguments.present("triangle", triangle);
        BlasArguments.matrix("a", a, n, n, offsetA, strideA);
        int index = n == 0 ? 0 : computeDpotrf(triangle, n, a, offsetA, strideA);
        for (int i = 0; index == 0 && i < n; i++) {
            if (Double.isNaN(a[offsetA + i * strideA + i])) {
                index = i + 1;
            }
        }
        return index;
    }

    @Override
    public final void dpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB,
            int strideB) {
        dimensions(0, n, k);
        BlasArguments.present("triangle", triangle);
        BlasArguments.matrix("a", a, n, n, offsetA, strideA);
        BlasArguments.matrix("b", b, n, k, offsetB, strideB);
        BlasArguments.separate("b", b, n, k, offsetB, strideB, "a", a, n, n, offsetA, strideA);
        if (n > 0 && k > 0) {
            computeDpotrs(triangle, n, k, a, offsetA, strideA, b, offsetB, strideB);
        }
    }

    @Override
    public final int dgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots) {
        dimensions(m, n, 0);
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        BlasArguments.pivots(pivots, 0, m);
        room("pivots", pivots.length, Math.min(m, n));
        return m == 0 || n == 0 ? 0 : computeDgetrf(m, n, a, offsetA, strideA, pivots);
    }

    @Override
    public final void dgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots, double[] b,
            int offsetB, int strideB) {
        dimensions(0, n, k);
        BlasArguments.present("transposeA", transposeA);
        BlasArguments.matrix("a", a, n, n, offsetA, strideA);
        BlasArguments.pivots(pivots, n, n);
        BlasArguments.matrix("b", b, n, k, offsetB, strideB);
        BlasArguments.separate("b", b, n, k, offsetB, strideB, "a", a, n, n, offsetA, strideA);
        if (n > 0 && k > 0) {
            computeDgetrs(transposeA, n, k, a, offsetA, strideA, pivots, b, offsetB, strideB);
        }
    }

    @Override
    public final void dgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau) {
        dimensions(m, n, 0);
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        output("tau", tau, Math.min(m, n), a, m, n, offsetA, strideA);
        if (m > 0 && n > 0) {
            computeDgeqrf(m, n, a, offsetA, strideA, tau);
        }
    }

    @Override
    public final int dgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        dimensions(m, n, k);
        if (m < n) {
            throw new IllegalArgumentException("m is " + m + ", fewer rows than the " + n + " columns of a");
        }
        BlasArguments.matrix("a", a, m, n, offsetA, strideA);
        BlasArguments.matrix("b", b, m, k, offsetB, strideB);
        BlasArguments.separate("b", b, m, k, offsetB, strideB, "a", a, m, n, offsetA, strideA);
        return n == 0 ? 0 : computeDgels(m, n, k, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    public final int dsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        dimensions(0, n, 0);
        BlasArguments.present("triangle", triangle);
        BlasArguments.matrix("a", a, n, n, offsetA, strideA);
        output("values", values, n, a, n, n, offsetA, strideA);
        int failure = 0;
        for (int i = 0; i < n; i++) {
            int start = triangle == Triangle.UPPER ? i : 0;
            int end = triangle == Triangle.UPPER ? n : i + 1;
            for (int j = start; j < end; j++) {
                if (!Double.isFinite(a[offsetA + i * strideA + j])) {
                    failure = i + 1;
                }
            }
        }
        if (failure == 0 && n > 0) {
            failure = computeDsyev(vectors, triangle, n, a, offsetA, strideA, values);
        }
        if (failure != 0) {
            Arrays.fill(values, 0, n, Double.NaN);
        }
        return failure;
    }

    @Override
    public final PackedMatrix pack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        dimensions(0, n, k);
        boolean plain = plain("transposeW", transposeW);
        BlasArguments.matrix("w", w, plain ? k : n, plain ? n : k, offsetW, strideW);
        return computePack(transposeW, k, n, w, offsetW, strideW);
    }

    @Override
    public final PackedFloatMatrix pack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        dimensions(0, n, k);
        boolean plain = plain("transposeW", transposeW);
        BlasArguments.matrix("w", w, plain ? k : n, plain ? n : k, offsetW, strideW);
        return computePack(transposeW, k, n, w, offsetW, strideW);
    }

    /** See {@link #dgemm}. */
    protected abstract void computeDgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a,
            int offsetA, int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC);

    /** See {@link #sgemm}. */
    protected abstract void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a,
            int offsetA, int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC);

    /** See {@link #dgemv}. */
    protected abstract void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA,
            double[] x, int offsetX, double beta, double[] y, int offsetY);

    /** See {@link #sgemv}. */
    protected abstract void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA,
            float[] x, int offsetX, float beta, float[] y, int offsetY);

    /** See {@link #dger}. */
    protected abstract void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a,
            int offsetA, int strideA);

    /** See {@link #dsyrk}. */
    protected abstract void computeDsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double beta, double[] c, int offsetC, int strideC);

    /** See {@link #dtrsm}. */
    protected abstract void computeDtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n,
            double alpha, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB);

    /** See {@link #dpotrf}; a NaN on the diagonal of the factor is reported by the caller. */
    protected abstract int computeDpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA);

    /** See {@link #dpotrs}. */
    protected abstract void computeDpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b,
            int offsetB, int strideB);

    /** See {@link #dgetrf}. */
    protected abstract int computeDgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots);

    /** See {@link #dgetrs}. */
    protected abstract void computeDgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots,
            double[] b, int offsetB, int strideB);

    /** See {@link #dgeqrf}. */
    protected abstract void computeDgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau);

    /** See {@link #dgels}; k may be 0. */
    protected abstract int computeDgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB,
            int strideB);

    /** See {@link #dsyev}; the entries are finite, and after a failure the caller fills in the values. */
    protected abstract int computeDsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA,
            double[] values);

    /** See {@link #pack(Transpose, int, int, double[], int, int)}; dimensions may be 0. By default a plain copy. */
    protected PackedMatrix computePack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        return new CopiedMatrix(this, transposeW, k, n, w, offsetW, strideW);
    }

    /** See {@link #pack(Transpose, int, int, float[], int, int)}; dimensions may be 0. By default a plain copy. */
    protected PackedFloatMatrix computePack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        return new CopiedFloatMatrix(this, transposeW, k, n, w, offsetW, strideW);
    }

    /** Multiplies an m by n matrix by beta; with 0 it is not read. */
    protected static void scale(int m, int n, double beta, double[] c, int offsetC, int strideC) {
        for (int i = 0; i < m && beta != 1; i++) {
            int start = offsetC + i * strideC;
            if (beta == 0) {
                Arrays.fill(c, start, start + n, 0);
            } else {
                for (int j = start; j < start + n; j++) {
                    c[j] *= beta;
                }
            }
        }
    }

    /** Multiplies an m by n matrix by beta; with 0 it is not read. */
    protected static void scale(int m, int n, float beta, float[] c, int offsetC, int strideC) {
        for (int i = 0; i < m && beta != 1; i++) {
            int start = offsetC + i * strideC;
            if (beta == 0) {
                Arrays.fill(c, start, start + n, 0);
            } else {
                for (int j = start; j < start + n; j++) {
                    c[j] *= beta;
                }
            }
        }
    }

    private static void dimensions(int m, int n, int k) {
        BlasArguments.dimension("m", m);
        BlasArguments.dimension("n", n);
        BlasArguments.dimension("k", k);
    }

    private static boolean plain(String name, Transpose transpose) {
        BlasArguments.present(name, transpose);
        return transpose == Transpose.NO;
    }

    private static void room(String name, int length, int count) {
        if (length < count) {
            throw new IllegalArgumentException(name + " has length " + length + "; at least " + count + " expected");
        }
    }

    private static void output(String name, double[] array, int count, double[] a, int m, int n, int offsetA, int strideA) {
        BlasArguments.present(name, array);
        room(name, array.length, count);
        BlasArguments.separate(name, array, 1, count, 0, Math.max(1, count), "a", a, m, n, offsetA, strideA);
    }
}
