package org.stillpoint.blas.jblas.internal;

import org.jblas.NativeBlas;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.blas.blocked.BlockedBlas;

/**
 * The provider by jblas. It reads matrices by columns; a row-major matrix read so is its transpose, hence the operands change
 * places. What jblas does not offer, or only by columns with pivots, is blocked around its products.
 *
 * <p>Its library is built for one thread and hands the same work space to calls that run at once, which then spoil each other's
 * results: the calls take turns.
 */
@Component(service = BlasProvider.class, property = "blas.provider=" + Jblas.NAME)
public final class Jblas extends BlockedBlas {
    static final String NAME = "jblas";
    private static final String VERSION = "1.2.5";

    private volatile boolean loaded;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String description() {
        return "jblas " + VERSION + ", native, 1 thread";
    }

    @Override
    public void load() {
        if (!loaded) {
            synchronized (this) {
                JblasLibrary.load();
                loaded = true;
            }
        }
    }

    private static char letter(Transpose transpose) {
        return transpose == Transpose.NO ? 'N' : 'T';
    }

    private static char opposite(Transpose transpose) {
        return transpose == Transpose.NO ? 'T' : 'N';
    }

    private static char opposite(Triangle triangle) {
        return triangle == Triangle.UPPER ? 'L' : 'U';
    }

    @Override
    protected void computeDgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        load();
        boolean plainA = transposeA == Transpose.NO;
        boolean plainB = transposeB == Transpose.NO;
        Compact left = Compact.of(plainA ? m : k, plainA ? k : m, a, offsetA, strideA);
        Compact right = Compact.of(plainB ? k : n, plainB ? n : k, b, offsetB, strideB);
        Compact result = beta == 0 ? Compact.room(m, n, c, offsetC, strideC) : Compact.of(m, n, c, offsetC, strideC);
        synchronized (NativeBlas.class) {
            NativeBlas.dgemm(letter(transposeB), letter(transposeA), n, m, k, alpha, right.array, 0, right.stride, left.array, 0,
                    left.stride, beta, result.array, 0, result.stride);
        }
        result.store();
    }

    @Override
    protected void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        load();
        boolean plainA = transposeA == Transpose.NO;
        boolean plainB = transposeB == Transpose.NO;
        CompactFloats left = CompactFloats.of(plainA ? m : k, plainA ? k : m, a, offsetA, strideA);
        CompactFloats right = CompactFloats.of(plainB ? k : n, plainB ? n : k, b, offsetB, strideB);
        CompactFloats result = beta == 0 ? CompactFloats.room(m, n, c, offsetC, strideC) : CompactFloats.of(m, n, c, offsetC, strideC);
        synchronized (NativeBlas.class) {
            NativeBlas.sgemm(letter(transposeB), letter(transposeA), n, m, k, alpha, right.array, 0, right.stride, left.array, 0,
                    left.stride, beta, result.array, 0, result.stride);
        }
        result.store();
    }

    @Override
    protected void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        load();
        int in = transposeA == Transpose.NO ? n : m;
        int out = transposeA == Transpose.NO ? m : n;
        if (beta == 0) {
            scale(1, out, beta, y, offsetY, out);
        }
        Compact matrix = Compact.of(m, n, a, offsetA, strideA);
        Compact vector = Compact.of(1, in, x, offsetX, in);
        Compact result = Compact.of(1, out, y, offsetY, out);
        synchronized (NativeBlas.class) {
            NativeBlas.dgemv(opposite(transposeA), n, m, alpha, matrix.array, 0, matrix.stride, vector.array, 0, 1, beta,
                    result.array, 0, 1);
        }
        result.store();
    }

    @Override
    protected void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        load();
        int in = transposeA == Transpose.NO ? n : m;
        int out = transposeA == Transpose.NO ? m : n;
        if (beta == 0) {
            scale(1, out, beta, y, offsetY, out);
        }
        CompactFloats matrix = CompactFloats.of(m, n, a, offsetA, strideA);
        CompactFloats vector = CompactFloats.of(1, in, x, offsetX, in);
        CompactFloats result = CompactFloats.of(1, out, y, offsetY, out);
        synchronized (NativeBlas.class) {
            NativeBlas.sgemv(opposite(transposeA), n, m, alpha, matrix.array, 0, matrix.stride, vector.array, 0, 1, beta,
                    result.array, 0, 1);
        }
        result.store();
    }

    @Override
    protected void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        load();
        Compact left = Compact.of(1, m, x, offsetX, m);
        Compact right = Compact.of(1, n, y, offsetY, n);
        Compact result = Compact.of(m, n, a, offsetA, strideA);
        synchronized (NativeBlas.class) {
            NativeBlas.dger(n, m, alpha, right.array, 0, 1, left.array, 0, 1, result.array, 0, result.stride);
        }
        result.store();
    }

    @Override
    protected int computeDpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        load();
        Compact matrix = Compact.of(n, n, a, offsetA, strideA);
        int index;
        synchronized (NativeBlas.class) {
            index = NativeBlas.dpotrf(opposite(triangle), n, matrix.array, 0, matrix.stride);
        }
        matrix.store(triangle == Triangle.UPPER);
        return index;
    }

    @Override
    protected int computeDsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        load();
        Compact matrix = Compact.of(n, n, a, offsetA, strideA);
        Compact result = Compact.room(1, n, values, 0, n);
        int failure;
        synchronized (NativeBlas.class) {
            failure = NativeBlas.dsyevd(vectors ? 'V' : 'N', opposite(triangle), n, matrix.array, 0, matrix.stride, result.array, 0);
        }
        result.store();
        if (vectors && failure == 0) {
            matrix.storeTransposed();
        }
        return failure;
    }
}
