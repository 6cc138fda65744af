package org.stillpoint.numerics.internal;

/** The kernels that exist on vector registers, each with a way to run it once on a few numbers. */
enum VectorKernel {
    EXP, LOG, TANH, SIGMOID, SUM_OF_EXP, FLOAT_EXP, FLOAT_TANH, FLOAT_SIGMOID, DOT, FLOAT_DOT, SQUARED_DISTANCE, SUM, NORM1, MAX_ABS, MAX,
    AXPY, FLOAT_AXPY, AXPBY, SCALE, SHIFT, CLIP, PANEL_PRODUCT, COLUMN_PRODUCT, TRIANGLE;

    /** Full tiles, part tiles and tails all occur at this length. */
    private static final int LENGTH = 75;
    private static final int ROWS = 56;
    private static final int DEPTH = 8;

    /** Room for one kernel to run in. */
    static final class Bench {
        private final double[] x = new double[ROWS * (DEPTH + 4)];
        private final double[] y = new double[ROWS * (DEPTH + 4)];
        private final float[] floats = new float[LENGTH];
        private double sum;
    }

    /** Whether the processor has registers of four or eight lanes, which the sums are made for, and a fused multiply-add. */
    static boolean fitsTheProcessor() {
        return SimdExponentials.LANES >= ScalarReductions.LANES / 2 && MultiplyAdd.isFused();
    }

    void run(Bench bench) {
        double[] x = bench.x;
        double[] y = bench.y;
        float[] floats = bench.floats;
        switch (this) {
            case EXP: SimdExponentials.exp(x, 0, y, 0, LENGTH); break;
            case LOG: SimdLogarithm.log(x, 0, y, 0, LENGTH); break;
            case TANH: SimdExponentials.tanh(x, 0, y, 0, LENGTH); break;
            case SIGMOID: SimdExponentials.sigmoid(x, 0, y, 0, LENGTH); break;
            case SUM_OF_EXP: bench.sum += SimdExponentials.sumOfExp(x, 0, 1, LENGTH / 8 * 8); break;
            case FLOAT_EXP: SimdFloats.exp(floats, 0, floats, 0, LENGTH); break;
            case FLOAT_TANH: SimdFloats.tanh(floats, 0, floats, 0, LENGTH); break;
            case FLOAT_SIGMOID: SimdFloats.sigmoid(floats, 0, floats, 0, LENGTH); break;
            case DOT: bench.sum += SimdReductions.dot(x, 0, y, 0, LENGTH); break;
            case FLOAT_DOT: bench.sum += SimdFloats.dot(floats, 0, floats, 0, LENGTH); break;
            case SQUARED_DISTANCE: bench.sum += SimdReductions.squaredDistance(x, 0, y, 0, LENGTH); break;
            case SUM: bench.sum += SimdReductions.sum(x, 0, LENGTH); break;
            case NORM1: bench.sum += SimdReductions.norm1(x, 0, LENGTH); break;
            case MAX_ABS: bench.sum += SimdReductions.maxAbs(x, 0, LENGTH); break;
            case MAX: bench.sum += SimdReductions.max(x, 0, LENGTH); break;
            case AXPY: SimdUpdates.axpy(0, x, 0, y, 0, LENGTH); break;
            case FLOAT_AXPY: SimdFloats.axpy(0, floats, 0, floats, 0, LENGTH); break;
            case AXPBY: SimdUpdates.axpby(0, x, 0, 1, y, 0, LENGTH); break;
            case SCALE: SimdUpdates.scale(1, x, 0, y, 0, LENGTH); break;
            case SHIFT: SimdUpdates.shift(1, x, 0, y, 0, LENGTH); break;
            case CLIP: SimdUpdates.clip(x, 0, x, 0, x, 0, y, 0, LENGTH); break;
            case PANEL_PRODUCT: SimdTiles.multiply(y, 0, ROWS, x, 0, ROWS, x, ROWS, DEPTH); break;
            case COLUMN_PRODUCT: SimdTiles.multiply(y, 0, x, 0, ROWS, x, ROWS, DEPTH); break;
            default: SimdTiles.solve(y, 0, ROWS, x, ROWS); break;
        }
    }
}
