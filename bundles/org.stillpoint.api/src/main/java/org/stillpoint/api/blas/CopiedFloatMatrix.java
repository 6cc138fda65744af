package org.stillpoint.api.blas;

/** A packed single-precision matrix that is a plain contiguous copy. */
final class CopiedFloatMatrix implements PackedFloatMatrix {
    private final Blas blas;
    private final int rows;
    private final int columns;
    private final float[] entries;

    CopiedFloatMatrix(Blas blas, Transpose transposeW, int k, int n, float[] w, int offsetW, int strideW) {
        this.blas = blas;
        rows = k;
        columns = n;
        entries = new float[Math.multiplyExact(k, n)];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) {
                entries[i * n + j] = transposeW == Transpose.NO ? w[offsetW + i * strideW + j] : w[offsetW + j * strideW + i];
            }
        }
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
    public void multiply(int m, float alpha, float[] a, int offsetA, int strideA, float beta, float[] c, int offsetC,
            int strideC) {
        blas.sgemm(Transpose.NO, Transpose.NO, m, columns, rows, alpha, a, offsetA, strideA, entries, 0, Math.max(1, columns),
                beta, c, offsetC, strideC);
    }
}
