package org.stillpoint.blas.internal.router;

import java.util.concurrent.atomic.AtomicInteger;
import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.blocked.BlockedBlas;
import org.stillpoint.blas.internal.JavaBlas;

/** A provider that passes products on to the Java one and can be told to go wrong. */
final class FakeProvider extends BlockedBlas {
    private final JavaBlas java = new JavaBlas();
    private final String name;
    private final String version;
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger products = new AtomicInteger();
    /** Added to the products of matrices of at least this size. */
    double error;
    int errorFrom = 1;
    String unavailable;
    RuntimeException failure;
    /** Lets every product take longer. */
    long delayNanos;

    FakeProvider(String name, String version) {
        this.name = name;
        this.version = version;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public void load() {
        loads.incrementAndGet();
        if (unavailable != null) {
            throw new IllegalStateException(unavailable);
        }
    }

    private void called() {
        products.incrementAndGet();
        if (failure != null) {
            throw failure;
        }
        long end = System.nanoTime() + delayNanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Override
    protected void computeDgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        called();
        java.dgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
        if (m >= errorFrom) {
            c[offsetC] += error;
        }
    }

    @Override
    protected void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        called();
        java.sgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
    }

    @Override
    protected void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        called();
        java.dgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    protected void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        called();
        java.sgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    protected void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        called();
        java.dger(m, n, alpha, x, offsetX, y, offsetY, a, offsetA, strideA);
    }

    @Override
    protected PackedMatrix computePack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        called();
        return super.computePack(transposeW, k, n, w, offsetW, strideW);
    }

    @Override
    protected PackedFloatMatrix computePack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        called();
        return super.computePack(transposeW, k, n, w, offsetW, strideW);
    }
}
