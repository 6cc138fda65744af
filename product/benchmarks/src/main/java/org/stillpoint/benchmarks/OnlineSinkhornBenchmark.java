package org.stillpoint.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.stillpoint.numerics.PairSums;
import org.stillpoint.numerics.VectorKernels;

/**
 * Pairs of points per second in the half steps of Sinkhorn's iteration without a matrix - the distance of each pair and an exponential of it,
 * added up - beside the rate of exponentials alone; on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class OnlineSinkhornBenchmark {

    private static final int ROWS = 64;
    private static final int COLUMNS = 128;
    private static final int TILES = 16;
    private static final int PAIRS = ROWS * COLUMNS * TILES;
    private static final double SCALE = 144;

    @Param({"1", "3", "10", "64"})
    private int dimension;

    private double[] blocks;
    private double[] tiles;
    private double[] heights;
    private float[] floatBlocks;
    private float[] floatTiles;
    private float[] floatHeights;
    private final double[] costs = new double[PairSums.ROWS * COLUMNS];
    private final double[] lanes = new double[ROWS * PairSums.LANES];
    private final long[] shifts = new long[ROWS];
    private final float[] floatCosts = new float[PairSums.ROWS * COLUMNS];
    private final float[] floatLanes = new float[ROWS * PairSums.FLOAT_LANES];
    private final int[] floatShifts = new int[ROWS];
    private final double[] exponents = new double[COLUMNS * PairSums.ROWS];
    private final double[] powers = new double[COLUMNS * PairSums.ROWS];

    /** Fills the clouds. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        blocks = random.doubles(ROWS * dimension).toArray();
        tiles = random.doubles(TILES * COLUMNS * dimension).toArray();
        heights = random.doubles(TILES * COLUMNS, -5, 5).toArray();
        floatBlocks = floats(blocks);
        floatTiles = floats(tiles);
        floatHeights = floats(heights);
        for (int i = 0; i < exponents.length; i++) {
            exponents[i] = -40 * random.nextDouble();
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Squared distances and powers. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double[] pairs() {
        for (int tile = 0; tile < TILES; tile++) {
            for (int row = 0; row < ROWS; row += PairSums.ROWS) {
                PairSums.squaredDistances(blocks, row * dimension, dimension, tiles, tile * COLUMNS * dimension, COLUMNS, COLUMNS, costs);
                PairSums.addPowers(costs, COLUMNS, SCALE, heights, tile * COLUMNS, shifts, row, lanes, row * PairSums.LANES);
            }
        }
        return lanes;
    }

    /** Squared distances and powers in single precision. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public float[] floatPairs() {
        for (int tile = 0; tile < TILES; tile++) {
            for (int row = 0; row < ROWS; row += PairSums.ROWS) {
                PairSums.squaredDistances(floatBlocks, row * dimension, dimension, floatTiles, tile * COLUMNS * dimension, COLUMNS, COLUMNS,
                        floatCosts);
                PairSums.addPowers(floatCosts, COLUMNS, (float) SCALE, floatHeights, tile * COLUMNS, floatShifts, row, floatLanes,
                        row * PairSums.FLOAT_LANES);
            }
        }
        return floatLanes;
    }

    /** The exponential of as many numbers, from an array in the innermost cache to another. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public double[] exponentials() {
        for (int k = 0; k < PAIRS / (COLUMNS * PairSums.ROWS); k++) {
            VectorKernels.exp(exponents, 0, powers, 0, exponents.length);
        }
        return powers;
    }
}
