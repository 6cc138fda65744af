package org.stillpoint.blas.internal.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops in double precision on the Vector API. Each entry of a result is summed in one order, whatever tile it falls into. */
final class VectorDoubleKernel implements DoubleKernel {
    private static final VectorSpecies<Double> LANES = DoubleTiles.LANES;
    private static final int LENGTH = DoubleTiles.LENGTH;
    private static final int PANEL = DoubleTiles.PANEL;

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
    VectorDoubleKernel(int rows) {
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
    public void block(int m, int n, int k, double alpha, double[] a, int offsetA, int strideA, double[] packed, int offsetPacked,
            double beta, double[] c, int offsetC, int strideC, double[] tile) {
        boolean compiled = WARM_UP.isDone();
        for (int j = 0; j < n; j += PANEL) {
            int columns = Math.min(PANEL, n - j);
            int panel = offsetPacked + j * k;
            for (int i = 0; !compiled && i < m; i++) {
                FusedDoubleTiles.multiply(PANEL, k, a, offsetA + i * strideA, packed, panel, tile);
                FusedDoubleTiles.merge(columns, alpha, tile, beta, c, offsetC + i * strideC + j);
            }
            int i = compiled ? 0 : m;
            while (i < m) {
                int height = m - i >= rows ? rows : m - i >= 3 ? 3 : 1;
                DoubleTiles.multiply(height, k, a, offsetA + i * strideA, strideA, packed, panel, tile);
                DoubleTiles.merge(height, columns, alpha, tile, beta, c, offsetC + i * strideC + j, strideC);
                i += height;
            }
        }
    }

    @Override
    public void multiply(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX, double beta,
            double[] y, int offsetY) {
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            fourRows(n, alpha, a, offsetA + i * strideA, strideA, x, offsetX, beta, y, offsetY + i);
        }
        for (; i < m; i++) {
            int row = offsetA + i * strideA;
            DoubleVector sums = DoubleVector.zero(LANES);
            int j = 0;
            for (; j + LENGTH <= n; j += LENGTH) {
                sums = DoubleVector.fromArray(LANES, a, row + j).fma(DoubleVector.fromArray(LANES, x, offsetX + j), sums);
            }
            double sum = sums.reduceLanes(VectorOperators.ADD);
            for (; j < n; j++) {
                sum = Math.fma(a[row + j], x[offsetX + j], sum);
            }
            y[offsetY + i] = alpha * sum + (beta == 0 ? 0 : beta * y[offsetY + i]);
        }
    }

    private static void fourRows(int n, double alpha, double[] a, int row0, int strideA, double[] x, int offsetX, double beta,
            double[] y, int offsetY) {
        int row1 = row0 + strideA;
        int row2 = row1 + strideA;
        int row3 = row2 + strideA;
        DoubleVector sums0 = DoubleVector.zero(LANES);
        DoubleVector sums1 = DoubleVector.zero(LANES);
        DoubleVector sums2 = DoubleVector.zero(LANES);
        DoubleVector sums3 = DoubleVector.zero(LANES);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            DoubleVector entries = DoubleVector.fromArray(LANES, x, offsetX + j);
            sums0 = DoubleVector.fromArray(LANES, a, row0 + j).fma(entries, sums0);
            sums1 = DoubleVector.fromArray(LANES, a, row1 + j).fma(entries, sums1);
            sums2 = DoubleVector.fromArray(LANES, a, row2 + j).fma(entries, sums2);
            sums3 = DoubleVector.fromArray(LANES, a, row3 + j).fma(entries, sums3);
        }
        double sum0 = sums0.reduceLanes(VectorOperators.ADD);
        double sum1 = sums1.reduceLanes(VectorOperators.ADD);
        double sum2 = sums2.reduceLanes(VectorOperators.ADD);
        double sum3 = sums3.reduceLanes(VectorOperators.ADD);
        for (; j < n; j++) {
            double entry = x[offsetX + j];
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
    public void multiplyTransposed(int m, int n, double alpha, double[] a, int offsetA, int strideA, double[] x, int offsetX,
            double[] y, int offsetY) {
        int i = 0;
        for (; i + 4 <= m; i += 4) {
            addFourRows(n, alpha, a, offsetA + i * strideA, strideA, x, offsetX + i, y, offsetY);
        }
        for (; i < m; i++) {
            addRow(n, alpha * x[offsetX + i], a, offsetA + i * strideA, y, offsetY);
        }
    }

    private static void addFourRows(int n, double alpha, double[] a, int row0, int strideA, double[] x, int offsetX, double[] y,
            int offsetY) {
        int row1 = row0 + strideA;
        int row2 = row1 + strideA;
        int row3 = row2 + strideA;
        double x0 = alpha * x[offsetX];
        double x1 = alpha * x[offsetX + 1];
        double x2 = alpha * x[offsetX + 2];
        double x3 = alpha * x[offsetX + 3];
        DoubleVector factor0 = DoubleVector.broadcast(LANES, x0);
        DoubleVector factor1 = DoubleVector.broadcast(LANES, x1);
        DoubleVector factor2 = DoubleVector.broadcast(LANES, x2);
        DoubleVector factor3 = DoubleVector.broadcast(LANES, x3);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            DoubleVector sum = DoubleVector.fromArray(LANES, y, offsetY + j);
            sum = DoubleVector.fromArray(LANES, a, row0 + j).fma(factor0, sum);
            sum = DoubleVector.fromArray(LANES, a, row1 + j).fma(factor1, sum);
            sum = DoubleVector.fromArray(LANES, a, row2 + j).fma(factor2, sum);
            sum = DoubleVector.fromArray(LANES, a, row3 + j).fma(factor3, sum);
            sum.intoArray(y, offsetY + j);
        }
        for (; j < n; j++) {
            double sum = Math.fma(a[row0 + j], x0, y[offsetY + j]);
            sum = Math.fma(a[row1 + j], x1, sum);
            sum = Math.fma(a[row2 + j], x2, sum);
            y[offsetY + j] = Math.fma(a[row3 + j], x3, sum);
        }
    }

    @Override
    public void update(int m, int n, double alpha, double[] x, int offsetX, double[] y, int offsetY, double[] a, int offsetA,
            int strideA) {
        for (int i = 0; i < m; i++) {
            addRow(n, alpha * x[offsetX + i], y, offsetY, a, offsetA + i * strideA);
        }
    }

    private static void addRow(int n, double factor, double[] row, int offsetRow, double[] y, int offsetY) {
        DoubleVector factors = DoubleVector.broadcast(LANES, factor);
        int j = 0;
        for (; j + LENGTH <= n; j += LENGTH) {
            DoubleVector.fromArray(LANES, row, offsetRow + j).fma(factors, DoubleVector.fromArray(LANES, y, offsetY + j))
                    .intoArray(y, offsetY + j);
        }
        for (; j < n; j++) {
            y[offsetY + j] = Math.fma(row[offsetRow + j], factor, y[offsetY + j]);
        }
    }

    private static final class Sample implements Runnable {
        private final double[] a = new double[6 * SAMPLE_DEPTH];
        private final double[] packed = new double[SAMPLE_DEPTH * PANEL];
        private final double[] tile = new double[6 * PANEL];
        private final double[] c = new double[6 * PANEL];

        @Override
        public void run() {
            for (int height : new int[] {6, 3, 1}) {
                DoubleTiles.multiply(height, SAMPLE_DEPTH, a, 0, SAMPLE_DEPTH, packed, 0, tile);
                DoubleTiles.merge(height, PANEL, 1, tile, 0, c, 0, PANEL);
                DoubleTiles.merge(height, PANEL - 1, 1, tile, 1, c, 0, PANEL);
            }
        }
    }
}
