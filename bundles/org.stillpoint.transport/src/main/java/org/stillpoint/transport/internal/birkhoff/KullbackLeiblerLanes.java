package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.stillpoint.numerics.VectorKernels;

/**
 * The steps of {@link BirkhoffNewtonSolver} on a block of matrices; the unknowns are the potentials of the columns in units of T. Each
 * entry of the matrices has an array of its own with a number for each matrix: loops over arrays at one index are what the virtual machine
 * puts on vector registers.
 */
final class KullbackLeiblerLanes extends NewtonLanes implements BlockMethod {

    /** The range of logits over T from which Newton's method is sure to find its way at once. */
    private static final double FIRST_RANGE = 6;
    private static final double LEAST_GROUND = 1e-14;

    private final int size;
    private final double tolerance;
    private final long maxIterations;
    private final Temperatures temperatures;
    private final double[][] logits;
    private final double[][] entries;
    private final double[][] columns;
    private final double[] largest;
    private final double[] sums;
    private final double[] weight;
    private Block block;

    KullbackLeiblerLanes(int size, double tolerance, long maxIterations) {
        super(size, Lanes.width(size), LEAST_GROUND);
        this.size = size;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        temperatures = new Temperatures(width);
        logits = new double[size * size][width];
        entries = new double[size * size][width];
        columns = new double[size][width];
        largest = new double[width];
        sums = new double[width];
        weight = new double[width];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long project(double[] inputs, LongPredicate proceed, Block result) {
        block = result;
        temperatures.warm(inputs, FIRST_RANGE);
        for (int k = 0; k < logits.length; k++) {
            System.arraycopy(inputs, k * width, logits[k], 0, width);
        }
        start();
        long iterations = minimise(tolerance / 2, maxIterations, proceed);
        System.arraycopy(x, 0, block.columnPotentials, 0, x.length);
        for (int k = 0; k < entries.length; k++) {
            System.arraycopy(entries[k], 0, block.matrices, k * width, width);
        }
        return iterations;
    }

    /** The potentials that make the sums of the columns 1, as long as those of the rows are zero. */
    private void start() {
        Arrays.fill(columns[0], 0);
        for (int j = 0; j < size; j++) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < size; i++) {
                exponents(logits[i * size + j], temperatures.inverses, columns[0], entries[i], largest);
            }
            normalise(0, x, j * width);
        }
    }

    private static void exponents(double[] logit, double[] inverse, double[] potential, double[] result, double[] largest) {
        for (int lane = 0; lane < result.length; lane++) {
            double exponent = logit[lane] * inverse[lane] + potential[lane];
            result[lane] = exponent;
            largest[lane] = Math.max(largest[lane], exponent);
        }
    }

    /** Makes softmax of one row of exponents, and the potential that does so. */
    private void normalise(int from, double[] potentials, int own) {
        Arrays.fill(sums, 0);
        for (int k = from; k < from + size; k++) {
            subtract(largest, entries[k]);
            VectorKernels.exp(entries[k], 0, entries[k], 0, width);
            add(entries[k], sums);
        }
        for (int k = from; k < from + size; k++) {
            divide(entries[k], sums);
        }
        VectorKernels.log(sums, 0, sums, 0, width);
        add(largest, sums);
        for (int lane = 0; lane < width; lane++) {
            potentials[own + lane] = -sums[lane];
        }
    }

    private static void subtract(double[] change, double[] target) {
        for (int lane = 0; lane < target.length; lane++) {
            target[lane] -= change[lane];
        }
    }

    private static void add(double[] change, double[] target) {
        for (int lane = 0; lane < target.length; lane++) {
            target[lane] += change[lane];
        }
    }

    private static void divide(double[] target, double[] divisor) {
        for (int lane = 0; lane < target.length; lane++) {
            target[lane] /= divisor[lane];
        }
    }

    private static void addProduct(double[] left, double[] right, double[] target) {
        for (int lane = 0; lane < target.length; lane++) {
            target[lane] += left[lane] * right[lane];
        }
    }

    @Override
    void evaluate(double[] point) {
        for (int j = 0; j < size; j++) {
            System.arraycopy(point, j * width, columns[j], 0, width);
        }
        for (int i = 0; i < size; i++) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int j = 0; j < size; j++) {
                exponents(logits[i * size + j], temperatures.inverses, columns[j], entries[i * size + j], largest);
            }
            normalise(i * size, block.rowPotentials, i * width);
        }
        for (int j = 0; j < size; j++) {
            Arrays.fill(sums, -1);
            for (int i = 0; i < size; i++) {
                add(entries[i * size + j], sums);
            }
            System.arraycopy(sums, 0, gradient, j * width, width);
        }
    }

    @Override
    void weights(double[] weights) {
        for (int j = 1; j < size; j++) {
            for (int k = 0; k < j; k++) {
                Arrays.fill(weight, 0);
                for (int i = 0; i < size; i++) {
                    addProduct(entries[i * size + j], entries[i * size + k], weight);
                }
                System.arraycopy(weight, 0, weights, (j * size + k) * width, width);
            }
        }
    }

    @Override
    boolean isItself(int lane) {
        return temperatures.isOne(lane);
    }

    @Override
    double harder(int lane, boolean all) {
        return temperatures.cool(lane, all);
    }
}
