package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The steps of {@link BirkhoffEuclideanSolver} on a block of matrices; the unknowns are the potentials of the rows, then those of the
 * columns with the other sign, which makes the second derivatives a Laplacian: of the graph that links row and column of each positive
 * entry.
 */
final class EuclideanLanes extends NewtonLanes implements BlockMethod {

    /** With inputs of this range hardly an entry of the projection vanishes. */
    private static final double FIRST_RANGE = 1;
    /** Links have the weight 1, so that this costs the eighth digit of a step and nothing of the result. */
    private static final double LEAST_GROUND = 1e-8;

    private final int size;
    private final Temperatures temperatures;
    private final double[] inverse;
    private final double tolerance;
    private final long maxIterations;
    private double[] inputs;
    private Block block;

    EuclideanLanes(int size, double tolerance, long maxIterations) {
        super(2 * size, Lanes.width(size), LEAST_GROUND);
        this.size = size;
        temperatures = new Temperatures(width);
        inverse = temperatures.inverses;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long project(double[] matrices, LongPredicate proceed, Block result) {
        inputs = matrices;
        block = result;
        temperatures.warm(inputs, FIRST_RANGE);
        start();
        long iterations = minimise(tolerance / 2, maxIterations, proceed);
        System.arraycopy(x, 0, block.rowPotentials, 0, size * width);
        for (int k = 0; k < size * width; k++) {
            block.columnPotentials[k] = -x[size * width + k];
        }
        return iterations;
    }

    /** The potentials of the projection onto the matrices of these sums, of any sign: means of rows and columns taken off. */
    private void start() {
        Arrays.fill(x, 0);
        int columns = size * width;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int entry = (i * size + j) * width;
                for (int lane = 0; lane < width; lane++) {
                    double part = inputs[entry + lane] * inverse[lane] / size;
                    x[i * width + lane] -= part;
                    x[columns + j * width + lane] += part;
                }
            }
        }
        for (int lane = 0; lane < width; lane++) {
            double mean = 0;
            for (int i = 0; i < size; i++) {
                mean -= x[i * width + lane] / size;
            }
            for (int i = 0; i < size; i++) {
                x[i * width + lane] += mean + 1.0 / size;
            }
        }
    }

    @Override
    void evaluate(double[] point) {
        double[] p = block.matrices;
        int columns = size * width;
        Arrays.fill(gradient, 0, columns, -1);
        Arrays.fill(gradient, columns, 2 * columns, 1);
        for (int i = 0; i < size; i++) {
            int row = i * width;
            for (int j = 0; j < size; j++) {
                int entry = (i * size + j) * width;
                int column = columns + j * width;
                for (int lane = 0; lane < width; lane++) {
                    double value = Math.max(inputs[entry + lane] * inverse[lane] + point[row + lane] - point[column + lane], 0);
                    p[entry + lane] = value;
                    gradient[row + lane] += value;
                    gradient[column + lane] -= value;
                }
            }
        }
    }

    @Override
    void weights(double[] weights) {
        double[] p = block.matrices;
        Arrays.fill(weights, 0);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int entry = (i * size + j) * width;
                int target = ((size + j) * 2 * size + i) * width;
                for (int lane = 0; lane < width; lane++) {
                    weights[target + lane] = p[entry + lane] > 0 ? 1 : 0;
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
