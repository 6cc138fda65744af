package org.stillpoint.blas.openblas.internal;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.openblas.global.openblas;
import org.stillpoint.api.blas.BlasArguments;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.support.WorkspacePool;

/** A matrix that stays outside the heap, so that only the other operands are copied. */
final class NativeMatrix implements PackedMatrix {
    private final WorkspacePool<Workspace> pool;
    private final Transpose transpose;
    private final int rows;
    private final int columns;
    private final NativeDoubles memory = new NativeDoubles();
    private final DoublePointer entries;

    NativeMatrix(OpenBlas blas, WorkspacePool<Workspace> pool, Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        blas.load();
        this.pool = pool;
        transpose = transposeW;
        rows = k;
        columns = n;
        boolean plain = transposeW == Transpose.NO;
        entries = memory.load(plain ? k : n, plain ? n : k, w, offsetW, strideW);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void multiply(int m, double alpha, double[] a, int offsetA, int strideA, double beta, double[] c, int offsetC,
            int strideC) {
        BlasArguments.dimension("m", m);
        BlasArguments.matrix("a", a, m, rows, offsetA, strideA);
        BlasArguments.matrix("c", c, m, columns, offsetC, strideC);
        BlasArguments.separate("c", c, m, columns, offsetC, strideC, "a", a, m, rows, offsetA, strideA);
        if (m == 0) {
            return;
        }
        Workspace workspace = pool.take();
        DoublePointer nativeA = workspace.first.room((long) m * rows);
        if (alpha != 0) {
            workspace.first.load(m, rows, a, offsetA, strideA);
        }
        DoublePointer nativeC = workspace.third.room((long) m * columns);
        if (beta != 0) {
            workspace.third.load(m, columns, c, offsetC, strideC);
        }
        openblas.cblas_dgemm(Codes.ROWS, Codes.of(Transpose.NO), Codes.of(transpose), m, columns, rows, alpha, nativeA, rows,
                entries, transpose == Transpose.NO ? columns : rows, beta, nativeC, columns);
        workspace.third.store(m, columns, c, offsetC, strideC);
        workspace.trim();
        pool.give(workspace);
    }
}
