package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.CellKernel;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.cell.dense.UnitRange;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Measures the rounding errors of the steps of a wide dense cell in single precision, |h_t - f(h_{t-1}, x_t)| in double precision at all
 * steps that are no seams, for some of the units. A rounding error of a gate is bounded by a multiple of the sum of |w| |x| over its
 * weights w and what they are multiplied by: the units are taken where this is largest, for the largest state and input.
 */
final class SampledRounding {

    /** By how much the errors of all units may exceed those that were measured. */
    static final double MARGIN = 4;

    /** One of so many units is measured. */
    private static final int PART = 8;
    private static final int RANGE = 64;
    private static final int LEAST_UNITS = 4 * RANGE;
    private static final int LANES = 64;

    private final Stretch stretch;
    private final Seams seams;
    private final DenseCell cell;

    SampledRounding(Stretch stretch, Seams seams) {
        this.stretch = stretch;
        this.seams = seams;
        cell = (DenseCell) stretch.cell;
    }

    /** Whether the cell has so many units that some may stand for all. */
    static boolean worthwhile(Stretch stretch) {
        return stretch.cell instanceof DenseCell dense && dense.units() >= LEAST_UNITS;
    }

    /**
     * The largest error of the units that are measured.
     *
     * @param largestState the largest component of the states
     */
    double measure(double largestState, ThreadTeam team, int threads) {
        double largestInput = VectorKernels.maxAbs(stretch.input, 0, stretch.input.length);
        UnitRange[] ranges = new UnitRange[(cell.units() + RANGE - 1) / RANGE];
        double[] sums = new double[ranges.length];
        team.run(i -> {
            ranges[i] = new UnitRange(i * RANGE, Math.min(cell.units(), (i + 1) * RANGE));
            sums[i] = cell.largestSum(ranges[i], largestState, largestInput);
        }, ranges.length);
        UnitRange[] measured = IntStream.range(0, ranges.length).boxed().sorted(Comparator.comparingDouble(i -> -sums[i]))
                .limit((ranges.length + PART - 1) / PART).map(i -> ranges[i]).toArray(UnitRange[]::new);
        double[] largest = new double[measured.length * threads];
        team.run(i -> largest[i] = largest(measured[i / threads], i % threads, threads), largest.length);
        return Arrays.stream(largest).max().orElse(0);
    }

    /** The largest error of units in every so many tiles of steps. */
    private double largest(UnitRange range, int first, int every) {
        CellKernel kernel = cell.kernel(range, LANES);
        int size = stretch.size();
        double[] previous = new double[size * LANES];
        double[] drive = new double[cell.driveSize() / cell.units() * range.size() * LANES];
        double[] next = new double[size * LANES];
        double largest = 0;
        int tiles = (stretch.steps + LANES - 1) / LANES;
        for (int tile = first; tile < tiles * stretch.batch; tile += every) {
            int sequence = tile / tiles;
            int from = tile % tiles * LANES;
            int count = Math.min(LANES, stretch.steps - from);
            for (int lane = 0; lane < count; lane++) {
                double[] source = from + lane == 0 ? stretch.initial : stretch.states;
                int offset = from + lane == 0 ? sequence * size : stretch.stateOffset(sequence, from + lane - 1);
                for (int k = 0; k < size; k++) {
                    previous[k * count + lane] = source[offset + k];
                }
            }
            kernel.drive(stretch.input, stretch.inputOffset(sequence, from), stretch.inputSize(), count, drive, 0);
            kernel.step(previous, 0, drive, 0, count, next, 0);
            largest = Math.max(largest, largestDefect(range, sequence, from, count, next));
        }
        return largest;
    }

    private double largestDefect(UnitRange range, int sequence, int from, int count, double[] next) {
        double largest = 0;
        for (int first = 0; first < stretch.size(); first += cell.units()) {
            for (int lane = 0; lane < count; lane++) {
                boolean seam = seams.isSeam(sequence, from + lane);
                int offset = stretch.stateOffset(sequence, from + lane);
                for (int k = first + range.from(); k < first + range.to(); k++) {
                    next[k * count + lane] = seam ? 0 : next[k * count + lane] - stretch.states[offset + k];
                }
            }
            largest = Math.max(largest, VectorKernels.maxAbs(next, (first + range.from()) * count, range.size() * count));
        }
        return largest;
    }
}
