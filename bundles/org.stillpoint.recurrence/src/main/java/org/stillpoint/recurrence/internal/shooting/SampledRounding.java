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
 * steps that are no seams, for some of the units and, of long sequences, some of the steps. A rounding error of a gate is bounded by a
 * multiple of the sum of |w| |x| over its weights w and what they are multiplied by: the units are taken where this is largest, for the
 * largest state and input, and the steps where states and inputs are largest.
 *
 * <p>An error is a sum of some thousand roundings, about normally distributed. The largest of N of them is about sqrt(2 log N) standard
 * deviations, so that the largest of n of them, here at least 64 units x 4 tiles x 32 steps if there are so many, is exceeded by that of
 * a thousand million by a factor of sqrt(log 1e9 / log n) &lt; 1.6: {@link #MARGIN} leaves the rest for units and steps that differ.
 */
final class SampledRounding {

    /** By how much the errors of all units may exceed those that were measured. */
    static final double MARGIN = 4;

    /** One of so many units is measured. */
    private static final int PART = 16;
    private static final int RANGE = 32;
    /** Several, so that threads lay them out at the same time. */
    private static final int LEAST_RANGES = 2;
    private static final int LEAST_UNITS = 256;
    private static final int LANES = 32;
    /** Of how many tiles of steps one is measured, if that leaves a few. */
    private static final int PART_OF_TILES = 8;
    private static final int LEAST_TILES = 4;

    private final Stretch stretch;
    private final Seams seams;
    private final DenseCell cell;
    private final int tilesOfASequence;

    SampledRounding(Stretch stretch, Seams seams) {
        this.stretch = stretch;
        this.seams = seams;
        cell = (DenseCell) stretch.cell;
        tilesOfASequence = (stretch.steps + LANES - 1) / LANES;
    }

    /** Whether the cell has so many units that some may stand for all. */
    static boolean worthwhile(Stretch stretch) {
        return stretch.cell instanceof DenseCell dense && dense.units() >= LEAST_UNITS;
    }

    /**
     * The largest error of the units and steps that are measured.
     *
     * @param largestState the largest component of the states
     */
    double measure(double largestState, ThreadTeam team, int threads) {
        double[] states = new double[stretch.batch * tilesOfASequence];
        double[] inputs = new double[states.length];
        team.run(slice -> {
            for (int i = slice; i < states.length; i += threads) {
                int offset = i / tilesOfASequence * stretch.steps + first(i);
                states[i] = VectorKernels.maxAbs(stretch.states, offset * stretch.size(), count(i) * stretch.size());
                inputs[i] = VectorKernels.maxAbs(stretch.input, offset * stretch.inputSize(), count(i) * stretch.inputSize());
            }
        }, threads);
        double largestInput = VectorKernels.maxAbs(inputs, 0, inputs.length);
        double[] sums = new double[(cell.units() + RANGE - 1) / RANGE];
        Arrays.setAll(sums, i -> cell.largestSum(range(i), largestState, largestInput));
        double[] sizes = new double[states.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = part(states[i], largestState) + part(inputs[i], largestInput);
        }
        int[] tiles = largest(sizes, Math.max(Math.min(LEAST_TILES, sizes.length), sizes.length / PART_OF_TILES));
        int[] ranges = largest(sums, Math.max(LEAST_RANGES, (sums.length + PART - 1) / PART));
        CellKernel[] kernels = new CellKernel[ranges.length * threads];
        team.run(i -> kernels[i] = cell.kernel(range(ranges[i % ranges.length]), LANES), kernels.length);
        double[] errors = new double[threads];
        team.run(i -> {
            CellKernel[] own = Arrays.copyOfRange(kernels, i * ranges.length, (i + 1) * ranges.length);
            errors[i] = largest(ranges, own, tiles, i, threads);
        }, threads);
        return VectorKernels.maxAbs(errors, 0, errors.length);
    }

    private static double part(double value, double all) {
        return all == 0 ? 0 : value / all;
    }

    /** The indices of the so many largest values. */
    private static int[] largest(double[] values, int count) {
        return IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> -values[i])).limit(count)
                .mapToInt(Integer::intValue).toArray();
    }

    private UnitRange range(int index) {
        return new UnitRange(index * RANGE, Math.min(cell.units(), (index + 1) * RANGE));
    }

    /** The first step of a tile. */
    private int first(int tile) {
        return tile % tilesOfASequence * LANES;
    }

    /** The number of steps of a tile. */
    private int count(int tile) {
        return Math.min(LANES, stretch.steps - first(tile));
    }

    /** The largest error of the units of some ranges, each with its kernel, in every so many of some tiles of steps. */
    private double largest(int[] ranges, CellKernel[] kernels, int[] tiles, int first, int every) {
        int size = stretch.size();
        double[] previous = new double[size * LANES];
        double[] drive = new double[cell.driveSize() / cell.units() * RANGE * LANES];
        double[] next = new double[size * LANES];
        double largest = 0;
        for (int i = first; i < tiles.length; i += every) {
            int sequence = tiles[i] / tilesOfASequence;
            int from = first(tiles[i]);
            int count = count(tiles[i]);
            stretch.gatherBefore(sequence, from, count, previous);
            for (int j = 0; j < ranges.length; j++) {
                kernels[j].drive(stretch.input, stretch.inputOffset(sequence, from), stretch.inputSize(), count, drive, 0);
                kernels[j].step(previous, 0, drive, 0, count, next, 0);
                largest = Math.max(largest, largestDefect(range(ranges[j]), sequence, from, count, next));
            }
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
