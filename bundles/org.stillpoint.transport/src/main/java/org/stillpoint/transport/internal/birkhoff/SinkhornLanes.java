package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.stillpoint.numerics.VectorKernels;

/** The sweeps of {@link BirkhoffSinkhornSolver} on a block of matrices, each entry in an array as in {@link KullbackLeiblerLanes}. */
final class SinkhornLanes implements BlockMethod {

    private final int size;
    private final int width;
    private final double tolerance;
    private final long maxSweeps;
    private final double[][] logits;
    private final double[][] f;
    private final double[][] g;
    private final double[][] exponents;
    private final double[] largest;
    private final double[] sums;
    private final double[] errors;
    private final boolean[] done;

    SinkhornLanes(int size, double tolerance, long maxSweeps) {
        this.size = size;
        this.tolerance = tolerance;
        this.maxSweeps = maxSweeps;
        width = Lanes.width(size);
        logits = new double[size * size][width];
        f = new double[size][width];
        g = new double[size][width];
        exponents = new double[size][width];
        largest = new double[width];
        sums = new double[width];
        errors = new double[width];
        done = new boolean[width];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public long project(double[] inputs, LongPredicate proceed, Block block) {
        for (int k = 0; k < logits.length; k++) {
            System.arraycopy(inputs, k * width, logits[k], 0, width);
        }
        for (int i = 0; i < size; i++) {
            Arrays.fill(f[i], 0);
            Arrays.fill(g[i], 0);
        }
        Arrays.fill(done, false);
        long sweep = 0;
        boolean active = true;
        while (active && sweep < maxSweeps && proceed.test(sweep)) {
            for (int i = 0; i < size; i++) {
                update(i * size, 1, g, f[i], false);
            }
            Arrays.fill(errors, 0);
            for (int j = 0; j < size; j++) {
                update(j, size, f, g[j], true);
            }
            sweep++;
            active = false;
            for (int lane = 0; lane < width; lane++) {
                done[lane] |= !(errors[lane] > tolerance);
                active |= !done[lane];
            }
        }
        finish(block);
        return sweep;
    }

    private void finish(Block block) {
        for (int i = 0; i < size; i++) {
            System.arraycopy(f[i], 0, block.rowPotentials, i * width, width);
            System.arraycopy(g[i], 0, block.columnPotentials, i * width, width);
            for (int j = 0; j < size; j++) {
                add(logits[i * size + j], f[i], exponents[j]);
                add(exponents[j], g[j], exponents[j]);
                System.arraycopy(exponents[j], 0, block.matrices, (i * size + j) * width, width);
            }
        }
        VectorKernels.exp(block.matrices, 0, block.matrices, 0, block.matrices.length);
    }

    /** Makes one row or column of each matrix have the sum 1, and adds by how much its sum was off before. */
    private void update(int from, int stride, double[][] others, double[] own, boolean measure) {
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < size; k++) {
            add(logits[from + k * stride], others[k], exponents[k]);
            raise(exponents[k], largest);
        }
        Arrays.fill(sums, 0);
        for (int k = 0; k < size; k++) {
            subtract(largest, exponents[k]);
            VectorKernels.exp(exponents[k], 0, exponents[k], 0, width);
            add(exponents[k], sums, sums);
        }
        VectorKernels.log(sums, 0, sums, 0, width);
        for (int lane = 0; lane < width; lane++) {
            double logarithm = largest[lane] + sums[lane];
            sums[lane] = own[lane] + logarithm;
            own[lane] = done[lane] ? own[lane] : -logarithm;
        }
        if (measure) {
            VectorKernels.exp(sums, 0, sums, 0, width);
            for (int lane = 0; lane < width; lane++) {
                errors[lane] += Math.abs(sums[lane] - 1);
            }
        }
    }

    private static void add(double[] left, double[] right, double[] result) {
        for (int lane = 0; lane < result.length; lane++) {
            result[lane] = left[lane] + right[lane];
        }
    }

    private static void raise(double[] values, double[] largest) {
        for (int lane = 0; lane < largest.length; lane++) {
            largest[lane] = Math.max(largest[lane], values[lane]);
        }
    }

    private static void subtract(double[] change, double[] target) {
        for (int lane = 0; lane < target.length; lane++) {
            target[lane] -= change[lane];
        }
    }
}
