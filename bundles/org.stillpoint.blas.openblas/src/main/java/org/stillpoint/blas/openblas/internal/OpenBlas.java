package org.stillpoint.blas.openblas.internal;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.blas.AbstractBlas;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.Diagonal;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Side;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.api.blas.Triangle;
import org.stillpoint.blas.support.WorkspacePool;

/**
 * The provider by OpenBLAS through JavaCPP. Operands are copied to memory outside the heap: only the entries that belong to
 * them, where the library's own binding of arrays would copy each array whole.
 */
@Component(service = BlasProvider.class, property = "blas.provider=" + OpenBlas.NAME)
public final class OpenBlas extends AbstractBlas {
    static final String NAME = "openblas";
    private static final String VERSION = "0.3.31";

    private final WorkspacePool<Workspace> pool = new WorkspacePool<>(Workspace::new);
    private final WorkspacePool<FloatWorkspace> floatPool = new WorkspacePool<>(FloatWorkspace::new);
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
        int threads = OpenBlasLibrary.threads();
        return "OpenBLAS " + VERSION + " through JavaCPP, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void load() {
        if (!loaded) {
            synchronized (this) {
                OpenBlasLibrary.load();
                loaded = true;
            }
        }
    }

    private Workspace take() {
        load();
        return pool.take();
    }

    private void give(Workspace workspace) {
        workspace.trim();
        pool.give(workspace);
    }

    @Override
    protected void computeDgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, double alpha, double[] a, int offsetA,
            int strideA, double[] b, int offsetB, int strideB, double beta, double[] c, int offsetC, int strideC) {
        int rowsA = transposeA == Transpose.NO ? m : k;
        int columnsA = transposeA == Transpose.NO ? k : m;
        int rowsB = transposeB == Transpose.NO ? k : n;
        int columnsB = transposeB == Transpose.NO ? n : k;
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(rowsA, columnsA, a, offsetA, strideA);
        DoublePointer nativeB = workspace.second.load(rowsB, columnsB, b, offsetB, strideB);
        DoublePointer nativeC = beta == 0 ? workspace.third.room((long) m * n) : workspace.third.load(m, n, c, offsetC, strideC);
        openblas.cblas_dgemm(Codes.ROWS, Codes.of(transposeA), Codes.of(transposeB), m, n, k, alpha, nativeA, columnsA,
                nativeB, columnsB, beta, nativeC, n);
        workspace.third.store(m, n, c, offsetC, strideC);
        give(workspace);
    }

    @Override
    protected void computeSgemm(Transpose transposeA, Transpose transposeB, int m, int n, int k, float alpha, float[] a, int offsetA,
            int strideA, float[] b, int offsetB, int strideB, float beta, float[] c, int offsetC, int strideC) {
        int rowsA = transposeA == Transpose.NO ? m : k;
        int columnsA = transposeA == Transpose.NO ? k : m;
        int rowsB = transposeB == Transpose.NO ? k : n;
        int columnsB = transposeB == Transpose.NO ? n : k;
        load();
        FloatWorkspace workspace = floatPool.take();
        FloatPointer nativeA = workspace.first.load(rowsA, columnsA, a, offsetA, strideA);
        FloatPointer nativeB = workspace.second.load(rowsB, columnsB, b, offsetB, strideB);
        FloatPointer nativeC = beta == 0 ? workspace.third.room((long) m * n) : workspace.third.load(m, n, c, offsetC, strideC);
        openblas.cblas_sgemm(Codes.ROWS, Codes.of(transposeA), Codes.of(transposeB), m, n, k, alpha, nativeA, columnsA,
                nativeB, columnsB, beta, nativeC, n);
        workspace.third.store(m, n, c, offsetC, strideC);
        workspace.trim();
        floatPool.give(workspace);
    }

    @Override
    protected void computeDgemv(Transpose transposeA, int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x,
            int offsetX, double beta, double[] y, int offsetY) {
        int in = transposeA == Transpose.NO ? n : m;
        int out = transposeA == Transpose.NO ? m : n;
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(m, n, a, offsetA, strideA);
        DoublePointer nativeX = workspace.second.load(1, in, x, offsetX, in);
        DoublePointer nativeY = beta == 0 ? workspace.third.zeros(out) : workspace.third.load(1, out, y, offsetY, out);
        openblas.cblas_dgemv(Codes.ROWS, Codes.of(transposeA), m, n, alpha, nativeA, n, nativeX, 1, beta, nativeY, 1);
        workspace.third.store(1, out, y, offsetY, out);
        give(workspace);
    }

    @Override
    protected void computeSgemv(Transpose transposeA, int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x,
            int offsetX, float beta, float[] y, int offsetY) {
        int in = transposeA == Transpose.NO ? n : m;
        int out = transposeA == Transpose.NO ? m : n;
        load();
        FloatWorkspace workspace = floatPool.take();
        FloatPointer nativeA = workspace.first.load(m, n, a, offsetA, strideA);
        FloatPointer nativeX = workspace.second.load(1, in, x, offsetX, in);
        FloatPointer nativeY = beta == 0 ? workspace.third.zeros(out) : workspace.third.load(1, out, y, offsetY, out);
        openblas.cblas_sgemv(Codes.ROWS, Codes.of(transposeA), m, n, alpha, nativeA, n, nativeX, 1, beta, nativeY, 1);
        workspace.third.store(1, out, y, offsetY, out);
        workspace.trim();
        floatPool.give(workspace);
    }

    @Override
    protected void computeDger(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        Workspace workspace = take();
        DoublePointer nativeX = workspace.first.load(1, m, x, offsetX, m);
        DoublePointer nativeY = workspace.second.load(1, n, y, offsetY, n);
        DoublePointer nativeA = workspace.third.load(m, n, a, offsetA, strideA);
        openblas.cblas_dger(Codes.ROWS, m, n, alpha, nativeX, 1, nativeY, 1, nativeA, n);
        workspace.third.store(m, n, a, offsetA, strideA);
        give(workspace);
    }

    @Override
    protected void computeDsyrk(Triangle triangle, Transpose transposeA, int n, int k, double alpha, double[] a, int offsetA, int strideA,
            double beta, double[] c, int offsetC, int strideC) {
        int rowsA = transposeA == Transpose.NO ? n : k;
        int columnsA = transposeA == Transpose.NO ? k : n;
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(rowsA, columnsA, a, offsetA, strideA);
        DoublePointer nativeC = beta == 0 ? workspace.third.room((long) n * n) : workspace.third.load(n, n, c, offsetC, strideC);
        openblas.cblas_dsyrk(Codes.ROWS, Codes.of(triangle), Codes.of(transposeA), n, k, alpha, nativeA, columnsA, beta, nativeC, n);
        workspace.third.store(triangle, n, c, offsetC, strideC);
        give(workspace);
    }

    @Override
    protected void computeDtrsm(Side side, Triangle triangle, Transpose transposeA, Diagonal diagonal, int m, int n, double alpha,
            double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        int order = side == Side.LEFT ? m : n;
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(order, order, a, offsetA, strideA);
        DoublePointer nativeB = workspace.second.load(m, n, b, offsetB, strideB);
        openblas.cblas_dtrsm(Codes.ROWS, Codes.of(side), Codes.of(triangle), Codes.of(transposeA), Codes.of(diagonal), m, n, alpha,
                nativeA, order, nativeB, n);
        workspace.second.store(m, n, b, offsetB, strideB);
        give(workspace);
    }

    @Override
    protected int computeDpotrf(Triangle triangle, int n, double[] a, int offsetA, int strideA) {
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(n, n, a, offsetA, strideA);
        int index = openblas.LAPACKE_dpotrf(Codes.COLUMNS, Codes.letterByColumns(triangle), n, nativeA, n);
        workspace.first.store(triangle, n, a, offsetA, strideA);
        give(workspace);
        return index;
    }

    @Override
    protected void computeDpotrs(Triangle triangle, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB,
            int strideB) {
        Transpose first = triangle == Triangle.LOWER ? Transpose.NO : Transpose.YES;
        Transpose second = triangle == Triangle.LOWER ? Transpose.YES : Transpose.NO;
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(n, n, a, offsetA, strideA);
        DoublePointer nativeB = workspace.second.load(n, k, b, offsetB, strideB);
        for (Transpose transpose : new Transpose[] {first, second}) {
            openblas.cblas_dtrsm(Codes.ROWS, Codes.of(Side.LEFT), Codes.of(triangle), Codes.of(transpose), Codes.of(Diagonal.STORED),
                    n, k, 1, nativeA, n, nativeB, k);
        }
        workspace.second.store(n, k, b, offsetB, strideB);
        give(workspace);
    }

    @Override
    protected int computeDgetrf(int m, int n, double[] a, int offsetA, int strideA, int[] pivots) {
        int steps = Math.min(m, n);
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(m, n, a, offsetA, strideA);
        int index;
        try (IntPointer nativePivots = new IntPointer(steps)) {
            index = openblas.LAPACKE_dgetrf(Codes.ROWS, m, n, nativeA, n, nativePivots);
            nativePivots.get(pivots, 0, steps);
        }
        for (int i = 0; i < steps; i++) {
            pivots[i]--;
        }
        workspace.first.store(m, n, a, offsetA, strideA);
        give(workspace);
        return index;
    }

    @Override
    protected void computeDgetrs(Transpose transposeA, int n, int k, double[] a, int offsetA, int strideA, int[] pivots, double[] b,
            int offsetB, int strideB) {
        int[] oneBased = new int[n];
        for (int i = 0; i < n; i++) {
            oneBased[i] = pivots[i] + 1;
        }
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(n, n, a, offsetA, strideA);
        DoublePointer nativeB = workspace.second.load(n, k, b, offsetB, strideB);
        try (IntPointer nativePivots = new IntPointer(oneBased)) {
            openblas.LAPACKE_dgetrs(Codes.ROWS, Codes.letter(transposeA), n, k, nativeA, n, nativePivots, nativeB, k);
        }
        workspace.second.store(n, k, b, offsetB, strideB);
        give(workspace);
    }

    @Override
    protected void computeDgeqrf(int m, int n, double[] a, int offsetA, int strideA, double[] tau) {
        int steps = Math.min(m, n);
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(m, n, a, offsetA, strideA);
        openblas.LAPACKE_dgeqrf(Codes.ROWS, m, n, nativeA, n, workspace.second.room(steps));
        workspace.first.store(m, n, a, offsetA, strideA);
        workspace.second.store(1, steps, tau, 0, steps);
        give(workspace);
    }

    @Override
    protected int computeDgels(int m, int n, int k, double[] a, int offsetA, int strideA, double[] b, int offsetB, int strideB) {
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(m, n, a, offsetA, strideA);
        DoublePointer tau = workspace.second.room(n);
        openblas.LAPACKE_dgeqrf(Codes.ROWS, m, n, nativeA, n, tau);
        workspace.first.store(m, n, a, offsetA, strideA);
        int singular = 0;
        for (int i = n - 1; i >= 0; i--) {
            singular = workspace.first.get(i * n + i) == 0 ? i + 1 : singular;
        }
        if (singular == 0 && k > 0) {
            DoublePointer nativeB = workspace.third.load(m, k, b, offsetB, strideB);
            openblas.LAPACKE_dormqr(Codes.ROWS, (byte) 'L', (byte) 'T', m, k, n, nativeA, n, tau, nativeB, k);
            openblas.cblas_dtrsm(Codes.ROWS, Codes.of(Side.LEFT), Codes.of(Triangle.UPPER), Codes.of(Transpose.NO),
                    Codes.of(Diagonal.STORED), n, k, 1, nativeA, n, nativeB, k);
            workspace.third.store(m, k, b, offsetB, strideB);
        }
        give(workspace);
        return singular;
    }

    @Override
    protected int computeDsyev(boolean vectors, Triangle triangle, int n, double[] a, int offsetA, int strideA, double[] values) {
        Workspace workspace = take();
        DoublePointer nativeA = workspace.first.load(n, n, a, offsetA, strideA);
        int failure = openblas.LAPACKE_dsyevd(Codes.COLUMNS, (byte) (vectors ? 'V' : 'N'), Codes.letterByColumns(triangle), n, nativeA,
                n, workspace.second.room(n));
        workspace.second.store(1, n, values, 0, n);
        if (vectors && failure == 0) {
            workspace.first.storeTransposed(n, a, offsetA, strideA);
        }
        give(workspace);
        return failure;
    }

    @Override
    protected PackedMatrix computePack(Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        return k == 0 || n == 0 ? super.computePack(transposeW, k, n, w, offsetW, strideW)
                : new NativeMatrix(this, pool, transposeW, k, n, w, offsetW, strideW);
    }
}
