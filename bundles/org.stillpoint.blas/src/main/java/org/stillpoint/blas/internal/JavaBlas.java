package org.stillpoint.blas.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.blocked.BlockedBlas;
import org.stillpoint.blas.internal.kernel.DoubleProducts;
import org.stillpoint.blas.internal.kernel.FloatProducts;

/** The provider in pure Java: always there, on heap arrays as they are, on the caller's thread. */
@Component(service = BlasProvider.class, property = "blas.provider=" + JavaBlas.NAME)
public final class JavaBlas extends BlockedBlas {
    /** The name of the provider. */
    public static final String NAME = "java";
    /** Raised with every change that alters speeds, so that old calibrations are not used. */
    private static final String VERSION = "1";

    private static final long COMPILATION_MILLISECONDS = 500;

    private final DoubleProducts doubles = new DoubleProducts();
    private final FloatProducts floats = new FloatProducts();

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
        return "pure Java, " + doubles.description() + ", 1 thread";
    }

    /** Waits for the kernels to be compiled, for a second at most, so that what is measured then is their speed. */
    public void awaitCompilation() {
        doubles.awaitCompilation(COMPILATION_MILLISECONDS);
        floats.awaitCompilation(COMPILATION_MILLISECONDS);
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
