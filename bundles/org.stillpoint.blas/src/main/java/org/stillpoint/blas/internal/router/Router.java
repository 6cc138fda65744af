package org.stillpoint.blas.internal.router;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.PackedFloatMatrix;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;

/** The service that hands each operation to the provider that was measured fastest at its size. */
@Component(service = {Blas.class, BlasRouter.class})
public final class Router implements BlasRouter {
    private static final String HOME = "stillpoint.home";
    private static final String FILE = "blas-calibration.json";

    private final Selection selection;

    /** The router of a framework; calibrations are kept below the folder {@code stillpoint.home}, or the user's cache. */
    @Activate
    public Router(BundleContext context, @Reference(target = "(blas.provider=java)") BlasProvider java) {
        this(java, context.getProperty(HOME) == null ? Machine.cacheFolder().resolve(FILE)
                : Path.of(context.getProperty(HOME), "var", FILE));
    }

    /** A router that keeps its calibration in the given file. */
    public Router(BlasProvider java, Path calibration) {
        this(java, calibration, Calibrator.LIMIT_NANOS);
    }

    Router(BlasProvider java, Path calibration, long limitNanos) {
        selection = new Selection(java, new CalibrationFile(calibration, Machine.description()), limitNanos);
    }

    /** Takes a provider into consideration. */
    @Reference(target = "(!(blas.provider=java))", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addProvider(BlasProvider provider) {
        selection.add(provider);
    }

    /** Forgets a provider; operations that it is carrying out end there. */
    public void removeProvider(BlasProvider provider) {
        selection.remove(provider);
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public List<BlasProvider> providers() {
        return selection.providers();
    }

    @Override
    public List<Rejection> rejections() {
        return selection.rejections();
    }

    @Override
    public List<Speed> calibration() {
        return selection.speeds();
    }

    @Override
    public Optional<BlasProvider> provider(String name) {
        return selection.provider(name);
    }

    @Override
    public void dgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        selection.pick(Operation.DGEMM, (double) m * n * k)
                .dgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
    }

    @Override
    public void sgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA, int strideA,
            float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        selection.pick(Operation.SGEMM, (double) m * n * k)
                .sgemm(transposeA, transposeB, m, n, k, alpha, a, offsetA, strideA, b, offsetB, strideB, beta, c, offsetC, strideC);
    }

    @Override
    public void dgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX,
            double beta, double[] y, int offsetY) {
        selection.pick(Operation.DGEMV, (double) m * n)
                .dgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    public void sgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x, int offsetX,
            float beta, float[] y, int offsetY) {
        selection.pick(Operation.SGEMV, (double) m * n)
                .sgemv(transposeA, m, n, alpha, a, offsetA, strideA, x, offsetX, beta, y, offsetY);
    }

    @Override
    public void dger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA, int strideA) {
        selection.pick(Operation.DGER, (double) m * n).dger(m, n, alpha, x, offsetX, y, offsetY, a, offsetA, strideA);
    }

    @Override
    public void dsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double beta, double[] c, int offsetC, int strideC) {
        selection.pick(Operation.DSYRK, (double) n * n * k)
                .dsyrk(triangle, transposeA, n, k, alpha, a, offsetA, strideA, beta, c, offsetC, strideC);
    }

    @Override
    public void dtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha, double[] a,
            int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        selection.pick(Operation.DTRSM, (double) m * n * (side == Side.LEFT ? m : n))
                .dtrsm(side, triangle, transposeA, diagonal, m, n, alpha, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    public int dpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        return selection.pick(Operation.DPOTRF, (double) n * n * n).dpotrf(triangle, n, a, offsetA, strideA);
    }

    @Override
    public void dpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        selection.pick(Operation.DTRSM, (double) n * n * k).dpotrs(triangle, n, k, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    public int dgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots) {
        return selection.pick(Operation.DGETRF, (double) m * n * Math.min(m, n)).dgetrf(m, n, a, offsetA, strideA, pivots);
    }

    @Override
    public void dgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots, double[] b, int offsetB,
            int strideB) {
        selection.pick(Operation.DTRSM, (double) n * n * k)
                .dgetrs(transposeA, n, k, a, offsetA, strideA, pivots, b, offsetB, strideB);
    }

    @Override
    public void dgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau) {
        selection.pick(Operation.DGEQRF, (double) m * n * Math.min(m, n)).dgeqrf(m, n, a, offsetA, strideA, tau);
    }

    @Override
    public int dgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        return selection.pick(Operation.DGEQRF, (double) m * n * n).dgels(m, n, k, a, offsetA, strideA, b, offsetB, strideB);
    }

    @Override
    public int dsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        return selection.pick(Operation.DSYEV, (double) n * n * n).dsyev(vectors, triangle, n, a, offsetA, strideA, values);
    }

    @Override
    public PackedMatrix pack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        return selection.pick(Operation.PACKED, Math.pow((double) k * n, 1.5)).pack(transposeW, k, n, w, offsetW, strideW);
    }

    @Override
    public PackedFloatMatrix pack(Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        return selection.pick(Operation.PACKED_FLOAT, Math.pow((double) k * n, 1.5)).pack(transposeW, k, n, w, offsetW, strideW);
    }
}
