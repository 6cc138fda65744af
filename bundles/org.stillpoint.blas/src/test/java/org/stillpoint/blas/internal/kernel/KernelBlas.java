package org.stillpoint.blas.internal.kernel;

import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.blocked.BlockedBlas;

/** A provider on given kernels. */
final class KernelBlas extends BlockedBlas {
    private final DoubleProducts doubles;
    private final FloatProducts floats;

    KernelBlas(DoubleKernel doubleKernel, FloatKernel floatKernel) {
        doubles = new DoubleProducts(doubleKernel);
        floats = new FloatProducts(floatKernel);
    }

    @Override
    public String name() {
        return "kernel";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return doubles.description();
    }

    @Override
    protected void computeDgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        doubles.multiply(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
    }

    @Override
    protected void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        floats.multiply(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
    }

    @Override
    protected void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        doubles.multiply(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    protected void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        floats.multiply(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    protected void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        doubles.update(m, n, alpha, x, offsetX, y, offsetY, a, offsetA, strideA);
    }

    @Override
    protected PackedMatrix computePack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        return doubles.pack(transposeW, k, n, w, offsetW, strideW);
    }

    @Override
    protected PackedFloatMatrix computePack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        return floats.pack(transposeW, k, n, w, offsetW, strideW);
    }
}
