package org.stillpoint.blas.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops in single precision on the Vector API. Each entry of a result is summed in one order, whatever tile it falls into. */
final class VectorFloatKernel implements FloatKernel {
    private static final VectorSpecies<Float> LANES = FloatTiles.LANES;
    private static final int LENGTH = FloatTiles.LENGTH;
    private static final int PANEL = FloatTiles.PANEL;

    /**
     * So short that the virtual machine counts calls, not turns of the loop, and compiles whole methods: a loop compiled while it runs
     * would be entered anew, by slow code, in every call.
     */
    private static final int SAMPLE_DEPTH = 16;
    /** A tenth of the speed that any machine with such vectors reaches. */
    private static final long COMPILED_NANOS = 10_000;
    private static final WarmUp WARM_UP = new WarmUp(new Sample(), COMPILED_NANOS);

    private final int rows;

    /**
     * @param rows the height of the tallest tile: 6 with 32 vector registers, 3 with 16
     */
    VectorFloatKernel(int rows) {
        this.rows = rows;
    }

    @Override
    public String description() {
        return "Vector API, " + LANES.vectorBitSize() + " bits";
    }

    @Override
    public void awaitCompilation(long milliseconds) {
        WARM_UP.await(milliseconds);
    }

    @Override
    public int panel() {
        return PANEL;
    }

    @Override
    public int tile() {
        return rows * PANEL;
    }

    @Override
    public void block(int m, int n, int k, float alpha, float[] a, int offsetA, int strideA, float[] packed, int offsetPacked,
            float beta, float[] c, int offsetC, int strideC, float[] tile) {
        boolean compiled = WARM_UP.isDone();
        for (int j = 0; j < n; j += PANEL) {
            int columns = Math.min(PANEL, n - j);
            int panel = offsetPacked + j * k;
            for (int i = 0; !compiled && i < m; i++) {
                FusedFloatTiles.multiply(PANEL, k, a, offsetA + i * strideA, packed, panel, tile);
                FusedFloatTiles.merge(columns, alpha, tile, beta, c, offsetC + i * strideC + j);
            }
            int i = compiled ? 0 : m;
            while (i < m) {
                int height = m - i >= rows ? rows : m - i >= 3 ? 3 : 1;
                FloatTiles.multiply(height, k, a, offsetA + i * strideA, strideA, packed, panel, tile);
                FloatTiles.merge(height, columns, alpha, tile, beta, c, offsetC + i * strideC + j, strideC);
                i += height;
            }
        }
    }

    @Override
    public void multiply(int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x, int offsetX, float beta,
            float[] y, int offsetY) {
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            fourRows(n, alpha, a, offsetA + i * strideA, strideA, x, offsetX, beta, y, offsetY + i);
        }
        for (; i < m; i++) {
            int row = offsetA + i * strideA;
            FloatVector sums = FloatVector.zero(LANES);
            int j = 0;
            for (; j + LENGTH <= n; j += LENGTH) {
                sums = FloatVector.fromArray(LANES, a, row + j).fma(FloatVector.fromArray(LANES, x, offsetX + j), sums);
            }
            float sum = sums.reduceLanes(VectorOperators.ADD);
            for (; j < n; j++) {
                sum = Math.fma(a[row + j], x[offsetX + j], sum);
            }
            y[offsetY + i] = alpha * sum + (beta == 0 ? 0 : beta * y[offsetY + i]);
        }
    }

    private static void fourRows(int n, float alpha, float[] a, int row0, int strideA, float[] x, int offsetX, float beta,
            float[] y, int offsetY) {
        int row1 = row0 + strideA;
        int row2 = row1 + strideA;
        int row3 = row2 + strideA;
        FloatVector sums0 = FloatVector.zero(LANES);
        FloatVector sums1 = FloatVector.zero(LANES);
        FloatVector sums2 = FloatVector.zero(LANES);
        FloatVector sums3 = FloatVector.zero(LANES);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            FloatVector entries = FloatVector.fromArray(LANES, x, offsetX + j);
            sums0 = FloatVector.fromArray(LANES, a, row0 + j).fma(entries, sums0);
            sums1 = FloatVector.fromArray(LANES, a, row1 + j).fma(entries, sums1);
            sums2 = FloatVector.fromArray(LANES, a, row2 + j).fma(entries, sums2);
            sums3 = FloatVector.fromArray(LANES, a, row3 + j).fma(entries, sums3);
        }
        float sum0 = sums0.reduceLanes(VectorOperators.ADD);
        float sum1 = sums1.reduceLanes(VectorOperators.ADD);
        float sum2 = sums2.reduceLanes(VectorOperators.ADD);
        float sum3 = sums3.reduceLanes(VectorOperators.ADD);
        for (; j < n; j++) {
            float entry = x[offsetX + j];
            sum0 = Math.fma(a[row0 + j], entry, sum0);
            sum1 = Math.fma(a[row1 + j], entry, sum1);
            sum2 = Math.fma(a[row2 + j], entry, sum2);
            sum3 = Math.fma(a[row3 + j], entry, sum3);
        }
        y[offsetY] = alpha * sum0 + (beta == 0 ? 0 : beta * y[offsetY]);
        y[offsetY + 1] = alpha * sum1 + (beta == 0 ? 0 : beta * y[offsetY + 1]);
        y[offsetY + 2] = alpha * sum2 + (beta == 0 ? 0 : beta * y[offsetY + 2]);
        y[offsetY + 3] = alpha * sum3 + (beta == 0 ? 0 : beta * y[offsetY + 3]);
    }

    @Override
    public void multiplyTransposed(int m, int n, float alpha, float[] a, int offsetA, int strideA, float[] x, int offsetX,
            float[] y, int offsetY) {
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            addFourRows(n, alpha, a, offsetA + i * strideA, strideA, x, offsetX + i, y, offsetY);
        }
        for (; i < m; i++) {
            addRow(n, alpha * x[offsetX + i], a, offsetA + i * strideA, y, offsetY);
        }
    }

    private static void addFourRows(int n, float alpha, float[] a, int row0, int strideA, float[] x, int offsetX, float[] y,
            int offsetY) {
        int row1 = row0 + strideA;
        int row2 = row1 + strideA;
        int row3 = row2 + strideA;
        float x0 = alpha * x[offsetX];
        float x1 = alpha * x[offsetX + 1];
        float x2 = alpha * x[offsetX + 2];
        float x3 = alpha * x[offsetX + 3];
        FloatVector factor0 = FloatVector.broadcast(LANES, x0);
        FloatVector factor1 = FloatVector.broadcast(LANES, x1);
        FloatVector factor2 = FloatVector.broadcast(LANES, x2);
        FloatVector factor3 = FloatVector.broadcast(LANES, x3);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            FloatVector sum = FloatVector.fromArray(LANES, y, offsetY + j);
            sum = FloatVector.fromArray(LANES, a, row0 + j).fma(factor0, sum);
            sum = FloatVector.fromArray(LANES, a, row1 + j).fma(factor1, sum);
            sum = FloatVector.fromArray(LANES, a, row2 + j).fma(factor2, sum);
            sum = FloatVector.fromArray(LANES, a, row3 + j).fma(factor3, sum);
            sum.intoArray(y, offsetY + j);
        }
        for (; j < n; j++) {
            float sum = Math.fma(a[row0 + j], x0, y[offsetY + j]);
            sum = Math.fma(a[row1 + j], x1, sum);
            sum = Math.fma(a[row2 + j], x2, sum);
            y[offsetY + j] = Math.fma(a[row3 + j], x3, sum);
        }
    }

    @Override
    public void update(int m, int n, float alpha, float[] x, int offsetX, float[] y, int offsetY, float[] a, int offsetA,
            int strideA) {
        for (int i = 0; i < m; i++) {
            addRow(n, alpha * x[offsetX + i], y, offsetY, a, offsetA + i * strideA);
        }
    }

    private static void addRow(int n, float factor, float[] row, int offsetRow, float[] y, int offsetY) {
        FloatVector factors = FloatVector.broadcast(LANES, factor);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            FloatVector.fromArray(LANES, row, offsetRow + j).fma(factors, FloatVector.fromArray(LANES, y, offsetY + j))
                    .intoArray(y, offsetY + j);
        }
        for (; j < n; j++) {
            y[offsetY + j] = Math.fma(row[offsetRow + j], factor, y[offsetY + j]);
        }
    }

    private static final class Sample implements Runnable {
        private final float[] a = new float[6 * SAMPLE_DEPTH];
        private final float[] packed = new float[SAMPLE_DEPTH * PANEL];
        private final float[] tile = new float[6 * PANEL];
        private final float[] c = new float[6 * PANEL];

        @Override
        public void run() {
            for (int height : new int[] {6, 3, 1}) {
                FloatTiles.multiply(height, SAMPLE_DEPTH, a, 0, SAMPLE_DEPTH, packed, 0, tile);
                FloatTiles.merge(height, PANEL, 1, tile, 0, c, 0, PANEL);
                FloatTiles.merge(height, PANEL - 1, 1, tile, 1, c, 0, PANEL);
            }
        }
    }
}
