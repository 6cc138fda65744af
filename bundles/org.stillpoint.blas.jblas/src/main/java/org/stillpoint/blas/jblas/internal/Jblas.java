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
        NativeBlas.dgemm(letter(transposeB), letter(transposeA), n, m, k, alpha, b, offsetB, strideB, a, offsetA, strideA, beta,
                c, offsetC, strideC);
    }

    @Override
    protected void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        load();
        NativeBlas.sgemm(letter(transposeB), letter(transposeA), n, m, k, alpha, b, offsetB, strideB, a, offsetA, strideA, beta,
                c, offsetC, strideC);
    }

    @Override
    protected void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        load();
        if (beta == 0) {
            scale(1, transposeA == Transpose.NO ? m : n, beta, y, offsetY, 1);
        }
        NativeBlas.dgemv(opposite(transposeA), n, m, alpha, a, offsetA, strideA, x, offsetX, 1, beta, y, offsetY, 1);
    }

    @Override
    protected void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        load();
        if (beta == 0) {
            scale(1, transposeA == Transpose.NO ? m : n, beta, y, offsetY, 1);
        }
        NativeBlas.sgemv(opposite(transposeA), n, m, alpha, a, offsetA, strideA, x, offsetX, 1, beta, y, offsetY, 1);
    }

    @Override
    protected void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        load();
        NativeBlas.dger(n, m, alpha, y, offsetY, 1, x, offsetX, 1, a, offsetA, strideA);
    }

    @Override
    protected int computeDpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        load();
        return NativeBlas.dpotrf(opposite(triangle), n, a, offsetA, strideA);
    }

    @Override
    protected int computeDsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        load();
        int failure = NativeBlas.dsyevd(vectors ? 'V' : 'N', opposite(triangle), n, a, offsetA, strideA, values, 0);
        for (int i = 0; vectors && i < n; i++) {
            for (int j = 0; j < i; j++) {
                int below = offsetA + i * strideA + j;
                int above = offsetA + j * strideA + i;
                double kept = a[below];
                a[below] = a[above];
                a[above] = kept;
            }
        }
        return failure;
    }
}
