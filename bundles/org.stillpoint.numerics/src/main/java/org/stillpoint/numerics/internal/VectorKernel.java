package org.stillpoint.numerics.internal;

/** The kernels that exist on vector registers, each with a way to run it once on a few numbers. */
enum VectorKernel {
    EXP, LOG, TANH, SIGMOID, SOFTPLUS, SUM_OF_EXP, FLOAT_EXP, FLOAT_TANH, FLOAT_SIGMOID, DOT, FLOAT_DOT, SQUARED_DISTANCE, SUM, NORM1, MAX_ABS, MAX,
    MAX_DIFFERENCE, AXPY, FLOAT_AXPY, AXPBY, SCALE, SHIFT, CLIP, PANEL_PRODUCT, COLUMN_PRODUCT, TRIANGLE, GIBBS_ROW, FLOAT_GIBBS_ROW,
    GIBBS_SELECT,
    PAIR_SQUARES, PAIR_CITY_BLOCKS, PAIR_PRODUCTS, PAIR_ROOTS, PAIR_POWERS, PAIR_MAXIMA, FLOAT_PAIR_SQUARES, FLOAT_PAIR_POWERS,
    PRODUCT_VECTORS, PRODUCT_PANEL, FLOAT_PRODUCT_VECTORS, FLOAT_PRODUCT_PANEL, GATE, GATE_UPDATE, PARA_GRU,
    FLOAT_GATED_STEP, TANH_INCREMENTS, ADVANCE;

    /** Full tiles, part tiles and tails all occur at this length. */
    private static final int LENGTH = 75;
    /** A loop that ends after its first register was not compiled for that if it never did. */
    private static final int SHORT_LENGTH = 8;
    private static final int ROWS = 56;
    private static final int DEPTH = 8;
    private static final int COLUMNS = 32;
    /** Every kind of tile occurs in products of these sizes. */
    private static final int PRODUCT_ROWS = 109;
    private static final int PRODUCT_VECTORS_COUNT = 7;
    private static final int PANEL_ROWS = 13;
    private static final int PANEL_LANES = 61;
    private static final int FLOAT_PRODUCT_ROWS = 191;
    private static final int FLOAT_PANEL_LANES = 117;
    private static final int PRODUCT_COLUMNS = 4;

    /** Room for one kernel to run in. */
    static final class Bench {
        private final double[] x = new double[ROWS * (DEPTH + 4)];
        private final double[] y = new double[ROWS * (DEPTH + 4)];
        private final float[] floats = new float[LENGTH];
        private final int[] indices = new int[LENGTH];
        private final float[] pairs = new float[PairKernels.ROWS * COLUMNS];
        private final long[] shifts = new long[PairKernels.ROWS];
        private final int[] floatShifts = new int[PairKernels.ROWS];
        private final double[] panel = new double[Math.max(PRODUCT_ROWS * PRODUCT_VECTORS_COUNT, PANEL_ROWS * PANEL_LANES)];
        private final double[] room = new double[ProductKernels.ROOM];
        private final float[] factors = new float[FLOAT_PRODUCT_ROWS * (PRODUCT_COLUMNS + 1)];
        private final float[] floatPanel =
                new float[Math.max(FLOAT_PRODUCT_ROWS * PRODUCT_VECTORS_COUNT, PANEL_ROWS * FLOAT_PANEL_LANES)];
        private final float[] floatRoom = new float[ProductKernels.FLOAT_ROOM];
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
            case EXP:
                SimdExponentials.exp(x, 0, y, 0, LENGTH);
                SimdExponentials.exp(x, 0, y, 0, SHORT_LENGTH);
                break;
            case LOG: SimdLogarithm.log(x, 0, y, 0, LENGTH); break;
            case TANH:
                SimdExponentials.tanh(x, 0, y, 0, LENGTH);
                SimdExponentials.tanh(x, 0, y, 0, SHORT_LENGTH);
                break;
            case SIGMOID:
                SimdExponentials.sigmoid(x, 0, y, 0, LENGTH);
                SimdExponentials.sigmoid(x, 0, y, 0, SHORT_LENGTH);
                break;
            case SOFTPLUS:
                SimdLogarithm.softplus(x, 0, y, 0, LENGTH);
                SimdLogarithm.softplus(x, 0, y, 0, SHORT_LENGTH);
                break;
            case SUM_OF_EXP: bench.sum += SimdExponentials.sumOfExp(x, 0, 1, LENGTH / 8 * 8); break;
            case FLOAT_EXP: SimdFloats.exp(floats, 0, floats, 0, LENGTH); break;
            case FLOAT_TANH:
                // With the passes of tanh alone the compiler would inline both.
                SimdFloats.exp(floats, 0, floats, 0, LENGTH);
                SimdFloats.tanh(floats, 0, floats, 0, LENGTH);
                break;
            case FLOAT_SIGMOID: SimdFloats.sigmoid(floats, 0, floats, 0, LENGTH); break;
            case DOT: bench.sum += SimdReductions.dot(x, 0, y, 0, LENGTH); break;
            case FLOAT_DOT: bench.sum += SimdFloats.dot(floats, 0, floats, 0, LENGTH); break;
            case SQUARED_DISTANCE: bench.sum += SimdReductions.squaredDistance(x, 0, y, 0, LENGTH); break;
            case SUM: bench.sum += SimdReductions.sum(x, 0, LENGTH); break;
            case NORM1: bench.sum += SimdReductions.norm1(x, 0, LENGTH); break;
            case MAX_ABS: bench.sum += SimdReductions.maxAbs(x, 0, LENGTH); break;
            case MAX: bench.sum += SimdReductions.max(x, 0, LENGTH); break;
            case MAX_DIFFERENCE: bench.sum += SimdReductions.maxDifference(x, 0, y, 0, LENGTH); break;
            case AXPY: SimdUpdates.axpy(0, x, 0, y, 0, LENGTH); break;
            case FLOAT_AXPY: SimdFloats.axpy(0, floats, 0, floats, 0, LENGTH); break;
            case AXPBY: SimdUpdates.axpby(0, x, 0, 1, y, 0, LENGTH); break;
            case SCALE: SimdUpdates.scale(1, x, 0, y, 0, LENGTH); break;
            case SHIFT: SimdUpdates.shift(1, x, 0, y, 0, LENGTH); break;
            case CLIP: SimdUpdates.clip(x, 0, x, 0, x, 0, y, 0, LENGTH); break;
            case PANEL_PRODUCT: SimdTiles.multiply(y, 0, ROWS, x, 0, ROWS, x, ROWS, DEPTH); break;
            case COLUMN_PRODUCT: SimdTiles.multiply(y, 0, x, 0, ROWS, x, ROWS, DEPTH); break;
            case GIBBS_ROW: bench.sum += SimdGibbs.row(x, 0, x, 0, 0, 1, y, 0, LENGTH); break;
            case FLOAT_GIBBS_ROW: bench.sum += SimdGibbs.row(floats, 0, floats, 0, 0, 1, floats, 0, LENGTH); break;
            case GIBBS_SELECT: bench.sum += SimdGibbs.select(x, 0, LENGTH, 0, 1, bench.indices, y, 0); break;
            case PAIR_SQUARES: SimdPairs.squaredDistances(x, 0, DEPTH, x, 0, COLUMNS, COLUMNS, y); break;
            case PAIR_CITY_BLOCKS: SimdPairs.cityBlockDistances(x, 0, DEPTH, x, 0, COLUMNS, COLUMNS, y); break;
            case PAIR_PRODUCTS: SimdPairs.products(x, 0, DEPTH, x, 0, COLUMNS, COLUMNS, y); break;
            case PAIR_ROOTS: SimdPairs.squareRoots(x, COLUMNS); break;
            case PAIR_POWERS: SimdPairs.addPowers(x, COLUMNS, 1, x, 0, bench.shifts, 0, y, 0); break;
            case PAIR_MAXIMA: SimdPairs.maxima(x, COLUMNS, 1, x, 0, y, 0); break;
            case FLOAT_PAIR_SQUARES: SimdFloatPairs.squaredDistances(floats, 0, 2, floats, 0, COLUMNS, COLUMNS, bench.pairs); break;
            case FLOAT_PAIR_POWERS:
                SimdFloatPairs.addPowers(bench.pairs, COLUMNS, 1, floats, 0, bench.floatShifts, 0, bench.pairs, 0);
                break;
            case PRODUCT_VECTORS:
                SimdProductLoops.addVectors(x, PRODUCT_ROWS, PRODUCT_COLUMNS, x, 0, PRODUCT_COLUMNS, 1, PRODUCT_VECTORS_COUNT, bench.panel, 0,
                        PRODUCT_ROWS, bench.room);
                break;
            case PRODUCT_PANEL:
                SimdProductLoops.addPanel(x, PANEL_ROWS, PRODUCT_COLUMNS, x, 0, PANEL_LANES, bench.panel, 0, bench.room);
                break;
            case FLOAT_PRODUCT_VECTORS:
                for (int count = PRODUCT_VECTORS_COUNT - 2; count <= PRODUCT_VECTORS_COUNT; count++) {
                    SimdFloatProductLoops.addVectors(bench.factors, 0, FLOAT_PRODUCT_ROWS, PRODUCT_COLUMNS, bench.factors, 0,
                            PRODUCT_COLUMNS, 1, count, bench.floatPanel, 0, FLOAT_PRODUCT_ROWS, bench.floatRoom);
                }
                break;
            case FLOAT_PRODUCT_PANEL:
                SimdFloatProductLoops.addPanel(bench.factors, PANEL_ROWS, PRODUCT_COLUMNS, bench.factors, 0, FLOAT_PANEL_LANES,
                        bench.floatPanel, 0, bench.floatRoom);
                break;
            case PARA_GRU:
                SimdParaGru.run(x, 0, x, 0, LENGTH, COLUMNS + 1, x, 0, 1, 2, COLUMNS + 1, bench.room, y, 0);
                break;
            case TANH_INCREMENTS:
                SimdIncrements.tanh(1, floats, 0, floats, 0, bench.pairs, 0, LENGTH);
                SimdIncrements.tanh(1, floats, 0, floats, 0, bench.pairs, 0, SimdIncrements.LANES);
                break;
            case ADVANCE:
                SimdIncrements.advance(floats, floats, bench.pairs, bench.pairs, bench.pairs, 0, 2, COLUMNS, bench.floatPanel);
                break;
            case FLOAT_GATED_STEP:
                SimdFloatGates.gatedStep(bench.factors, 0, bench.factors, 0, 3 * COLUMNS, bench.factors, 0, bench.floatPanel, 0, COLUMNS,
                        COLUMNS, PRODUCT_COLUMNS);
                break;
            case GATE:
                SimdGates.gate(x, 0, x, LENGTH, x, 2 * LENGTH, y, 0, LENGTH);
                SimdGates.gate(x, 0, x, LENGTH, x, 2 * LENGTH, y, 0, SHORT_LENGTH);
                break;
            case GATE_UPDATE:
                SimdGates.update(x, 0, x, LENGTH, x, 2 * LENGTH, y, 0, y, 3 * LENGTH, LENGTH);
                SimdGates.update(x, 0, x, LENGTH, x, 2 * LENGTH, y, 0, y, 3 * LENGTH, SHORT_LENGTH);
                break;
            default: SimdTiles.solve(y, 0, ROWS, x, ROWS); break;
        }
    }
}
