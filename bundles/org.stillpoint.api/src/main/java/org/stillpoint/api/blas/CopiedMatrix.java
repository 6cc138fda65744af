package org.stillpoint.api.blas;

/** A packed matrix that is a plain contiguous copy. */
final class CopiedMatrix implements PackedMatrix {
    private final Blas blas;
    private final int rows;
    private final int columns;
    private final double[] entries;

    CopiedMatrix(Blas blas, Transpose transposeW, int k, int n, double[] w, int offsetW, int strideW) {
        this.blas = blas;
        rows = k;
        columns = n;
        entries = new double[Math.multiplyExact(k, n)];
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
    public void multiply(int m, double alpha, double[] a, int offsetA, int strideA, double beta, double[] c, int offsetC,
            int strideC) {
        blas.dgemm(Transpose.NO, Transpose.NO, m, columns, rows, alpha, a, offsetA, strideA, entries, 0, Math.max(1, columns),
                beta, c, offsetC, strideC);
    }
}
