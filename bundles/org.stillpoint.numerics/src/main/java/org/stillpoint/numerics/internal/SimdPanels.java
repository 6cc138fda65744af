package org.stillpoint.numerics.internal;

/** Panel kernels of which each takes over from its scalar twin when it is compiled. Loaded by name only, as {@link SimdKernels} is. */
public final class SimdPanels implements PanelKernels {

    private final ScalarPanels scalar = new ScalarPanels();
    private final Takeover panelProduct;
    private final Takeover columnProduct;
    private final Takeover triangle;

    /** Kernels that take over one by one. */
    public SimdPanels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdPanels(boolean immediate) {
        panelProduct = new Takeover(VectorKernel.PANEL_PRODUCT, immediate);
        columnProduct = new Takeover(VectorKernel.COLUMN_PRODUCT, immediate);
        triangle = new Takeover(VectorKernel.TRIANGLE, immediate);
    }

    @Override
    public void addProduct(double[] c, int cOffset, int cStride, double[] a, int aOffset, int aStride, double[] factors,
            int rows, int depth) {
        if (panelProduct.ready((long) rows * depth * BLOCK)) {
            SimdTiles.multiply(c, cOffset, cStride, a, aOffset, aStride, factors, rows, depth);
        } else {
            scalar.addProduct(c, cOffset, cStride, a, aOffset, aStride, factors, rows, depth);
        }
    }

    @Override
    public void addProduct(double[] c, int cOffset, double[] a, int aOffset, int aStride, double[] b, int rows, int depth) {
        if (columnProduct.ready((long) rows * depth)) {
            SimdTiles.multiply(c, cOffset, a, aOffset, aStride, b, rows, depth);
        } else {
            scalar.addProduct(c, cOffset, a, aOffset, aStride, b, rows, depth);
        }
    }

    @Override
    public void solveTriangle(double[] x, int xOffset, int xStride, double[] coefficients, int rows) {
        if (triangle.ready(rows * BLOCK)) {
            SimdTiles.solve(x, xOffset, xStride, coefficients, rows);
        } else {
            scalar.solveTriangle(x, xOffset, xStride, coefficients, rows);
        }
    }
}
