package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;
import java.util.function.LongPredicate;
import org.stillpoint.numerics.VectorKernels;

/** The sweeps of {@link BirkhoffSinkhornSolver} on a block of matrices. */
final class SinkhornLanes implements BlockMethod {

    private final int size;
    private final int width;
    private final double tolerance;
    private final long maxSweeps;
    private final double[] exponents;
    private final double[] largest;
    private final double[] sums;
    private final double[] errors;
    private final boolean[] done;

    SinkhornLanes(int size, double tolerance, long maxSweeps) {
        this.size = size;
        this.tolerance = tolerance;
        this.maxSweeps = maxSweeps;
        width = Lanes.width(size);
        exponents = new double[size * width];
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
        double[] f = block.rowPotentials;
        double[] g = block.columnPotentials;
        Arrays.fill(f, 0);
        Arrays.fill(g, 0);
        Arrays.fill(done, false);
        long sweep = 0;
        boolean active = true;
        while (active && sweep < maxSweeps && proceed.test(sweep)) {
            for (int i = 0; i < size; i++) {
                update(inputs, i * size * width, width, g, f, i * width, false);
            }
            Arrays.fill(errors, 0);
            for (int j = 0; j < size; j++) {
                update(inputs, j * width, size * width, f, g, j * width, true);
            }
            sweep++;
            active = false;
            for (int lane = 0; lane < width; lane++) {
                done[lane] |= !(errors[lane] > tolerance);
                active |= !done[lane];
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                int entry = (i * size + j) * width;
                for (int lane = 0; lane < width; lane++) {
                    block.matrices[entry + lane] = inputs[entry + lane] + f[i * width + lane] + g[j * width + lane];
                }
            }
        }
        VectorKernels.exp(block.matrices, 0, block.matrices, 0, block.matrices.length);
        return sweep;
    }

    /** Makes one row or column of each matrix have the sum 1, and adds by how much its sum was off before. */
    private void update(double[] inputs, int from, int stride, double[] others, double[] potentials, int own, boolean measure) {
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                double exponent = inputs[from + k * stride + lane] + others[k * width + lane];
                exponents[k * width + lane] = exponent;
                largest[lane] = Math.max(largest[lane], exponent);
            }
        }
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                exponents[k * width + lane] -= largest[lane];
            }
        }
        VectorKernels.exp(exponents, 0, exponents, 0, size * width);
        Arrays.fill(sums, 0);
        for (int k = 0; k < size; k++) {
            for (int lane = 0; lane < width; lane++) {
                sums[lane] += exponents[k * width + lane];
            }
        }
        VectorKernels.log(sums, 0, sums, 0, width);
        for (int lane = 0; lane < width; lane++) {
            double logarithm = largest[lane] + sums[lane];
            sums[lane] = potentials[own + lane] + logarithm;
            potentials[own + lane] = done[lane] ? potentials[own + lane] : -logarithm;
        }
        if (measure) {
            VectorKernels.exp(sums, 0, sums, 0, width);
            for (int lane = 0; lane < width; lane++) {
                errors[lane] += Math.abs(sums[lane] - 1);
            }
        }
    }
}
