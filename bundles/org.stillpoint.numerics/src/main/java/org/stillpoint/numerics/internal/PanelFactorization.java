package org.stillpoint.numerics.internal;

/**
 * The dense Cholesky factorisation of a panel: a symmetric positive definite block, of which the lower triangle counts, with more rows
 * below it. Left-looking, four columns at a time. Columns follow each other at a stride that is a multiple of
 * {@link PanelKernels#ROW_MULTIPLE} and at least the number of rows; what stands above the diagonal and in the padding is overwritten.
 */
public final class PanelFactorization {

    private static final int BLOCK = PanelKernels.BLOCK;
    private static final PanelKernels PANELS = KernelSelection.PANELS;
    private static final KernelSet KERNELS = KernelSelection.KERNELS;

    private final double[] factors;
    private final double[] triangle = new double[10];
    private final double[] diagonal = new double[BLOCK];

    /** Workspace for panels of at most this many columns. */
    public PanelFactorization(int largestWidth) {
        factors = new double[BLOCK * largestWidth];
    }

    /** The stride for columns with this many rows: padded, and never such that columns compete for the same cache lines. */
    public static int stride(int rows) {
        int padded = Math.multiplyExact((rows + PanelKernels.ROW_MULTIPLE - 1) / PanelKernels.ROW_MULTIPLE, PanelKernels.ROW_MULTIPLE);
        return padded % 64 == 0 ? padded + PanelKernels.ROW_MULTIPLE : padded;
    }

    /**
     * Replaces the columns by those of the factor.
     *
     * @param width the order of the symmetric block
     * @param firstColumn what the pivot rule knows the first column by
     * @return whether the pivot rule accepted every pivot
     */
    public boolean factorize(double[] panel, int offset, int stride, int width, PivotRule pivots, int firstColumn) {
        int k = 0;
        for (; k <= width - BLOCK; k += BLOCK) {
            if (!factorizeBlock(panel, offset, stride, k, pivots, firstColumn)) {
                return false;
            }
        }
        for (; k < width; k++) {
            if (!factorizeColumn(panel, offset, stride, k, pivots, firstColumn)) {
                return false;
            }
        }
        return true;
    }

    private boolean factorizeBlock(double[] panel, int offset, int stride, int k, PivotRule pivots, int firstColumn) {
        int firstRow = k - k % PanelKernels.ROW_MULTIPLE;
        int column = offset + k * stride;
        if (k > 0) {
            for (int p = 0; p < k; p++) {
                int row = offset + p * stride + k;
                factors[4 * p] = -panel[row];
                factors[4 * p + 1] = -panel[row + 1];
                factors[4 * p + 2] = -panel[row + 2];
                factors[4 * p + 3] = -panel[row + 3];
            }
            PANELS.addProduct(panel, column + firstRow, stride, panel, offset + firstRow, stride, factors, stride - firstRow, k);
        }
        if (!factorizeDiagonalBlock(panel, column + k, stride, pivots, firstColumn + k)) {
            return false;
        }
        PANELS.solveTriangle(panel, column + firstRow, stride, triangle, stride - firstRow);
        for (int j = 0; j < BLOCK; j++) {
            panel[column + k + j * (stride + 1)] = diagonal[j];
        }
        return true;
    }

    private boolean factorizeDiagonalBlock(double[] a, int d, int stride, PivotRule pivots, int column) {
        double pivot = pivots.accept(a[d], column);
        if (pivot == 0) {
            return false;
        }
        double l00 = Math.sqrt(pivot);
        double r0 = 1 / l00;
        double l10 = a[d + 1] * r0;
        double l20 = a[d + 2] * r0;
        double l30 = a[d + 3] * r0;
        pivot = pivots.accept(a[d + stride + 1] - l10 * l10, column + 1);
        if (pivot == 0) {
            return false;
        }
        double l11 = Math.sqrt(pivot);
        double r1 = 1 / l11;
        double l21 = (a[d + stride + 2] - l20 * l10) * r1;
        double l31 = (a[d + stride + 3] - l30 * l10) * r1;
        pivot = pivots.accept(a[d + 2 * stride + 2] - l20 * l20 - l21 * l21, column + 2);
        if (pivot == 0) {
            return false;
        }
        double l22 = Math.sqrt(pivot);
        double r2 = 1 / l22;
        double l32 = (a[d + 2 * stride + 3] - l30 * l20 - l31 * l21) * r2;
        pivot = pivots.accept(a[d + 3 * stride + 3] - l30 * l30 - l31 * l31 - l32 * l32, column + 3);
        if (pivot == 0) {
            return false;
        }
        diagonal[0] = l00;
        diagonal[1] = l11;
        diagonal[2] = l22;
        diagonal[3] = Math.sqrt(pivot);
        triangle[0] = l10;
        triangle[1] = l20;
        triangle[2] = l21;
        triangle[3] = l30;
        triangle[4] = l31;
        triangle[5] = l32;
        triangle[6] = r0;
        triangle[7] = r1;
        triangle[8] = r2;
        triangle[9] = 1 / diagonal[3];
        return true;
    }

    private boolean factorizeColumn(double[] panel, int offset, int stride, int k, PivotRule pivots, int firstColumn) {
        int firstRow = k - k % PanelKernels.ROW_MULTIPLE;
        int column = offset + k * stride;
        if (k > 0) {
            for (int p = 0; p < k; p++) {
                factors[p] = -panel[offset + p * stride + k];
            }
            PANELS.addProduct(panel, column + firstRow, panel, offset + firstRow, stride, factors, stride - firstRow, k);
        }
        double pivot = pivots.accept(panel[column + k], firstColumn + k);
        if (pivot == 0) {
            return false;
        }
        double root = Math.sqrt(pivot);
        KERNELS.scale(1 / root, panel, column + firstRow, panel, column + firstRow, stride - firstRow);
        panel[column + k] = root;
        return true;
    }
}
