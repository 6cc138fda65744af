package org.stillpoint.numerics.internal;

/** Pair kernels of which each takes over from its scalar twin when it is compiled. Loaded by name only, as {@link SimdKernels} is. */
public final class SimdPairKernels implements PairKernels {

    private final ScalarPairs scalar = new ScalarPairs();
    private final Takeover squares;
    private final Takeover cityBlocks;
    private final Takeover products;
    private final Takeover roots;
    private final Takeover powers;
    private final Takeover maxima;
    private final Takeover floatSquares;
    private final Takeover floatPowers;

    /** Kernels that take over one by one. */
    public SimdPairKernels() {
        this(false);
    }

    /** With true, kernels that work on vector registers from the start. */
    SimdPairKernels(boolean immediate) {
        squares = new Takeover(VectorKernel.PAIR_SQUARES, immediate);
        cityBlocks = new Takeover(VectorKernel.PAIR_CITY_BLOCKS, immediate);
        products = new Takeover(VectorKernel.PAIR_PRODUCTS, immediate);
        roots = new Takeover(VectorKernel.PAIR_ROOTS, immediate);
        powers = new Takeover(VectorKernel.PAIR_POWERS, immediate);
        maxima = new Takeover(VectorKernel.PAIR_MAXIMA, immediate);
        floatSquares = new Takeover(VectorKernel.FLOAT_PAIR_SQUARES, immediate);
        floatPowers = new Takeover(VectorKernel.FLOAT_PAIR_POWERS, immediate);
    }

    @Override
    public void squaredDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        if (squares.ready((long) ROWS * columns * dimension)) {
            SimdPairs.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        } else {
            scalar.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        }
    }

    @Override
    public void cityBlockDistances(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns,
            double[] costs) {
        if (cityBlocks.ready((long) ROWS * columns * dimension)) {
            SimdPairs.cityBlockDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        } else {
            scalar.cityBlockDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        }
    }

    @Override
    public void products(double[] x, int xOffset, int dimension, double[] y, int yOffset, int stride, int columns, double[] costs) {
        if (products.ready((long) ROWS * columns * dimension)) {
            SimdPairs.products(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        } else {
            scalar.products(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        }
    }

    @Override
    public void squareRoots(double[] costs, int length) {
        if (roots.ready(length)) {
            SimdPairs.squareRoots(costs, length);
        } else {
            scalar.squareRoots(costs, length);
        }
    }

    @Override
    public void addPowers(double[] costs, int columns, double scale, double[] heights, int heightsOffset, long[] shifts, int shiftsOffset,
            double[] lanes, int lanesOffset) {
        if (powers.ready((long) ROWS * columns)) {
            SimdPairs.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
        } else {
            scalar.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
        }
    }

    @Override
    public void maxima(double[] costs, int columns, double scale, double[] heights, int heightsOffset, double[] lanes, int lanesOffset) {
        if (maxima.ready((long) ROWS * columns)) {
            SimdPairs.maxima(costs, columns, scale, heights, heightsOffset, lanes, lanesOffset);
        } else {
            scalar.maxima(costs, columns, scale, heights, heightsOffset, lanes, lanesOffset);
        }
    }

    @Override
    public void squaredDistances(float[] x, int xOffset, int dimension, float[] y, int yOffset, int stride, int columns, float[] costs) {
        if (floatSquares.ready((long) ROWS * columns * dimension)) {
            SimdFloatPairs.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        } else {
            scalar.squaredDistances(x, xOffset, dimension, y, yOffset, stride, columns, costs);
        }
    }

    @Override
    public void addPowers(float[] costs, int columns, float scale, float[] heights, int heightsOffset, int[] shifts, int shiftsOffset,
            float[] lanes, int lanesOffset) {
        if (floatPowers.ready((long) ROWS * columns)) {
            SimdFloatPairs.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
        } else {
            scalar.addPowers(costs, columns, scale, heights, heightsOffset, shifts, shiftsOffset, lanes, lanesOffset);
        }
    }
}
