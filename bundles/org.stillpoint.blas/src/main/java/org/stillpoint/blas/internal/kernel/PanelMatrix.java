package org.stillpoint.blas.internal.kernel;

import org.stillpoint.api.blas.BlasArguments;
import org.stillpoint.api.blas.PackedMatrix;

/** A matrix packed in the panels of a {@link DoubleKernel}. */
final class PanelMatrix implements PackedMatrix {
    private final DoubleProducts products;
    private final int rows;
    private final int columns;
    private final double[] packed;

    PanelMatrix(DoubleProducts products, int rows, int columns, double[] packed) {
        this.products = products;
        this.rows = rows;
        this.columns = columns;
        this.packed = packed;
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
        if (m > 0 && columns > 0 && rows > 0 && alpha != 0) {
            products.multiply(m, columns, rows, alpha, a, offsetA, strideA, packed, beta, c, offsetC, strideC);
            return;
        }
        for (int i = 0; i < m && beta != 1; i++) {
            for (int j = offsetC + i * strideC; j < offsetC + i * strideC + columns; j++) {
                c[j] = beta == 0 ? 0 : beta * c[j];
            }
        }
    }
}
