package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.stillpoint.numerics.VectorKernels;

/** The steps of {@link BirkhoffNewtonSolver} on a block of matrices; the unknowns are the potentials of the columns in units of T. */
final class KullbackLeiblerLanes extends NewtonLanes implements BlockMethod {

    /** The range of logits over T from which Newton's method is sure to find its way at once. */
    private static final double FIRST_RANGE = 6;
    private static final double LEAST_GROUND = 1e-14;

    private final int size;
    private final double tolerance;
    private final long maxIterations;
    private final Temperatures temperatures;
    private final double[] inverse;
    private final double[] largest;
    private final double[] sums;
    private double[] inputs;
    private Block block;

    KullbackLeiblerLanes(int size, double tolerance, long maxIterations) {
        super(size, Lanes.width(size), LEAST_GROUND);
        this.size = size;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        temperatures = new Temperatures(width);
        inverse = temperatures.inverses;
        largest = new double[width];
        sums = new double[width];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long project(double[] logits, LongPredicate proceed, Block result) {
        inputs = logits;
        block = result;
        temperatures.warm(inputs, FIRST_RANGE);
        start();
        long iterations = minimise(tolerance / 2, maxIterations, proceed);
        System.arraycopy(x, 0, block.columnPotentials, 0, x.length);
        return iterations;
    }

    /** The potentials that make the sums of the columns 1, as long as those of the rows are zero. */
    private void start() {
        for (int j = 0; j < size; j++) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < size; i++) {
                int entry = (i * size + j) * width;
                for (int lane = 0; lane < width; lane++) {
                    double exponent = inputs[entry + lane] * inverse[lane];
                    block.matrices[i * width + lane] = exponent;
                    largest[lane] = Math.max(largest[lane], exponent);
                }
            }
            normalise(0, x, j * width);
        }
    }

    /** Makes softmax of one row of exponents, and the potential that does so. */
    private void normalise(int from, double[] potentials, int own) {
        double[] p = block.matrices;
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                p[from + k * width + lane] -= largest[lane];
            }
        }
        VectorKernels.exp(p, from, p, from, size * width);
        Arrays.fill(sums, 0);
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                sums[lane] += p[from + k * width + lane];
            }
        }
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                p[from + k * width + lane] /= sums[lane];
            }
        }
        VectorKernels.log(sums, 0, sums, 0, width);
        for (int lane = 0; lane < width; lane++) {
            potentials[own + lane] = -largest[lane] - sums[lane];
        }
    }

    @Override
    void evaluate(double[] point) {
        double[] p = block.matrices;
        for (int i = 0; i < size; i++) {
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int j = 0; j < size; j++) {
                int entry = (i * size + j) * width;
                for (int lane = 0; lane < width; lane++) {
                    double exponent = inputs[entry + lane] * inverse[lane] + point[j * width + lane];
                    p[entry + lane] = exponent;
                    largest[lane] = Math.max(largest[lane], exponent);
                }
            }
            normalise(i * size * width, block.rowPotentials, i * width);
        }
        Arrays.fill(gradient, -1);
        for (int i = 0; i < size; i++) {
            int row = i * size * width;
            for (int k = 0; k < size * width; k++) {
                gradient[k] += p[row + k];
            }
        }
    }

    @Override
    void weights(double[] weights) {
        double[] p = block.matrices;
        for (int j = 1; j < size; j++) {
            for (int k = 0; k < j; k++) {
                int target = (j * size + k) * width;
                Arrays.fill(weights, target, target + width, 0);
                for (int i = 0; i < size; i++) {
                    int first = (i * size + j) * width;
                    int second = (i * size + k) * width;
                    for (int lane = 0; lane < width; lane++) {
                        weights[target + lane] += p[first + lane] * p[second + lane];
                    }
                }
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
