package org.stillpoint.numerics.internal;

/** Product kernels of which each takes over from its scalar twin when it is compiled. Loaded by name only, as {@link SimdKernels} is. */
public final class SimdProducts implements ProductKernels {

    private final ScalarProducts scalar = new ScalarProducts();
    private final Takeover vectors;
    private final Takeover panel;
    private final Takeover floatVectors;
    private final Takeover floatPanel;

    /** Kernels that take over one by one. */
    public SimdProducts() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdProducts(boolean immediate) {
        vectors = new Takeover(VectorKernel.PRODUCT_VECTORS, immediate);
        panel = new Takeover(VectorKernel.PRODUCT_PANEL, immediate);
        floatVectors = new Takeover(VectorKernel.FLOAT_PRODUCT_VECTORS, immediate);
        floatPanel = new Takeover(VectorKernel.FLOAT_PRODUCT_PANEL, immediate);
    }

    @Override
    public void addVectors(double[] w, int rows, int columns, double[] h, int hOffset, int hStride, int count, double[] c, int cOffset,
            int cStride, double[] room) {
        long products = (long) rows * columns * count;
        boolean vector = vectors.ready(products);
        long started = vectors.watch(products);
        if (vector) {
            SimdProductLoops.addVectors(w, rows, columns, h, hOffset, hStride, 1, count, c, cOffset, cStride, room);
        } else {
            scalar.addVectors(w, rows, columns, h, hOffset, hStride, count, c, cOffset, cStride, room);
        }
        vectors.check(started, products, vector);
    }

    @Override
    public void addPanel(double[] w, int rows, int columns, double[] h, int hOffset, int lanes, double[] c, int cOffset, double[] room) {
        if (lanes == 1) {
            addVectors(w, rows, columns, h, hOffset, columns, 1, c, cOffset, rows, room);
            return;
        }
        long products = (long) rows * columns * lanes;
        boolean vector = vectors.ready(products) && panel.ready(products);
        long started = panel.watch(products);
        if (vector) {
            SimdProductLoops.addPanel(w, rows, columns, h, hOffset, lanes, c, cOffset, room);
        } else {
            scalar.addPanel(w, rows, columns, h, hOffset, lanes, c, cOffset, room);
        }
        panel.check(started, products, vector);
    }

    @Override
    public void addVectors(float[] w, int wOffset, int rows, int columns, float[] h, int hOffset, int hStride, int count, float[] c,
            int cOffset, int cStride, float[] room) {
        long products = (long) rows * columns * count;
        boolean vector = floatVectors.ready(products);
        long started = floatVectors.watch(products);
        if (vector) {
            SimdFloatProductLoops.addVectors(w, wOffset, rows, columns, h, hOffset, hStride, 1, count, c, cOffset, cStride, room);
        } else {
            scalar.addVectors(w, wOffset, rows, columns, h, hOffset, hStride, count, c, cOffset, cStride, room);
        }
        floatVectors.check(started, products, vector);
    }

    @Override
    public void addPanel(float[] w, int rows, int columns, float[] h, int hOffset, int lanes, float[] c, int cOffset, float[] room) {
        if (lanes == 1) {
            addVectors(w, 0, rows, columns, h, hOffset, columns, 1, c, cOffset, rows, room);
            return;
        }
        long products = (long) rows * columns * lanes;
        boolean vector = floatVectors.ready(products) && floatPanel.ready(products);
        long started = floatPanel.watch(products);
        if (vector) {
            SimdFloatProductLoops.addPanel(w, rows, columns, h, hOffset, lanes, c, cOffset, room);
        } else {
            scalar.addPanel(w, rows, columns, h, hOffset, lanes, c, cOffset, room);
        }
        floatPanel.check(started, products, vector);
    }
}
