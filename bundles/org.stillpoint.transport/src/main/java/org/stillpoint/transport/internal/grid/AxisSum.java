package org.stillpoint.transport.internal.grid;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.Watch;

/**
 * Log-sum-exp along one axis of a grid: result_i = log(sum over j of exp(h_j - c_ij)) for every line of points along the axis.
 *
 * <p>A line is shifted by its largest h and multiplied by the kernel exp(-c), a product that costs no exponentials. What underflows
 * there is less than 1e-307 for each term; where the sum is not far above that, the potentials along the line differ by more than the
 * kernel can bridge, and the sum is formed anew from the exponents themselves. Every result is computed by one thread from the same
 * numbers, so the number of threads does not matter.
 */
final class AxisSum {

    /** Sums from here on are exact to rounding, whatever has underflowed. */
    private static final double LEAST_SAFE = 1e-280;
    /** Kernels of up to so many entries are kept from one sweep to the next. */
    private static final int MOST_KEPT = 4_000_000;
    /** A chunk is about so many products. */
    private static final int CHUNK_WORK = 1_000_000;
    private static final int MOST_CHUNKS = 1024;

    private final double[] places;
    private final double exponent;
    private final int lines;
    private final double[] largest;
    private final double[] shifted;
    private final double[] kernel;
    private double kernelFactor = Double.NaN;
    private volatile boolean stopped;

    /**
     * Sums along an axis.
     *
     * @param places the coordinates along the axis
     * @param exponent the exponent of the cost
     * @param lines how many lines of points there are along the axis
     */
    AxisSum(double[] places, double exponent, int lines) {
        this.places = places;
        this.exponent = exponent;
        this.lines = lines;
        largest = new double[lines];
        shifted = new double[Math.multiplyExact(lines, places.length)];
        kernel = (long) places.length * places.length <= MOST_KEPT ? new double[places.length * places.length] : new double[0];
    }

    /**
     * Sums along all lines.
     *
     * @param heights the numbers h, the axis running fastest
     * @param result receives the results, the axis running slowest
     * @param factor what costs are multiplied by
     * @return whether the work was done
     */
    boolean run(double[] heights, double[] result, double factor, ThreadTeam team, Watch watch) {
        int length = places.length;
        Thread caller = Thread.currentThread();
        stopped = false;
        if (kernel.length > 0 && factor != kernelFactor) {
            for (int i = 0; i < length; i++) {
                fillKernel(i, factor, kernel, i * length);
            }
            kernelFactor = factor;
        }
        int lineChunks = chunks(length, lines);
        team.run(chunk -> {
            for (int line = part(chunk, lineChunks, lines); line < part(chunk + 1, lineChunks, lines); line++) {
                double most = VectorKernels.max(heights, line * length, length);
                largest[line] = most;
                double shift = most == Double.NEGATIVE_INFINITY ? 0 : most;
                for (int j = line * length; j < (line + 1) * length; j++) {
                    shifted[j] = heights[j] - shift;
                }
                VectorKernels.exp(shifted, line * length, shifted, line * length, length);
            }
        }, lineChunks);
        int chunks = chunks((long) length * lines, length);
        team.run(chunk -> {
            double[] row = kernel.length > 0 ? kernel : new double[length];
            double[] exponents = new double[length];
            for (int i = part(chunk, chunks, length); i < part(chunk + 1, chunks, length) && !stopped; i++) {
                if (Thread.currentThread() == caller && !watch.goOn()) {
                    stopped = true;
                    return;
                }
                if (kernel.length == 0) {
                    fillKernel(i, factor, row, 0);
                }
                for (int line = 0; line < lines; line++) {
                    double sum = VectorKernels.dot(row, kernel.length > 0 ? i * length : 0, shifted, line * length, length);
                    result[i * lines + line] = sum >= LEAST_SAFE ? largest[line] + Math.log(sum)
                            : sumOfExponents(heights, line * length, i, factor, exponents);
                }
            }
        }, chunks);
        return !stopped;
    }

    private static int chunks(long workOfEach, int count) {
        return (int) Math.max(1, Math.min(Math.min(count, MOST_CHUNKS), workOfEach * count / CHUNK_WORK));
    }

    private static int part(int chunk, int chunks, int count) {
        return (int) ((long) count * chunk / chunks);
    }

    private void fillKernel(int i, double factor, double[] row, int offset) {
        for (int j = 0; j < places.length; j++) {
            row[offset + j] = -cost(i, j) * factor;
        }
        VectorKernels.exp(row, offset, row, offset, places.length);
    }

    private double cost(int i, int j) {
        double distance = Math.abs(places[i] - places[j]);
        return exponent == 2 ? distance * distance : exponent == 1 ? distance : Math.pow(distance, exponent);
    }

    private double sumOfExponents(double[] heights, int from, int i, double factor, double[] exponents) {
        for (int j = 0; j < exponents.length; j++) {
            exponents[j] = heights[from + j] - cost(i, j) * factor;
        }
        return VectorKernels.logSumExp(exponents, 0, exponents.length);
    }
}
