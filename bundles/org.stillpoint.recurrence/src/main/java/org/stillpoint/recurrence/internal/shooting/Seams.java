package org.stillpoint.recurrence.internal.shooting;

import java.util.Arrays;
import java.util.BitSet;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * What is known of the seams where chunks meet: from which state each lane was run, what its repairs did, and how its end depends on its
 * start. A lane is settled once its states follow from the end of the lane before it.
 */
final class Seams {

    private final Stretch stretch;
    private final Chunks chunks;
    private final int size;
    /** The states that lanes were run from, lane by lane. */
    private final double[] entries;
    /** The products of the Jacobian matrices of lanes, lane by lane; empty if there are none. */
    private final double[] products;
    private final int entriesOfProduct;
    /** How many steps of a lane come from a repair that was broken off; what follows them is older. */
    private final int[] broken;
    /** The largest differences that repairs of a lane accepted as none. */
    private final double[] accepted;
    /** The steps, sequence after sequence, at which a repair merged. */
    private final BitSet seams = new BitSet();
    /** By how much the last repair changed the first and the last state of a lane; 0 where it merged. */
    private final double[] firstChange;
    private final double[] lastChange;

    Seams(Stretch stretch, Chunks chunks, boolean transfer) {
        this.stretch = stretch;
        this.chunks = chunks;
        size = stretch.size();
        int lanes = chunks.lanes();
        entries = new double[Math.multiplyExact(lanes, size)];
        entriesOfProduct = transfer ? stretch.cell.jacobianStructure().entries(size) : 0;
        products = new double[Math.multiplyExact(lanes, entriesOfProduct)];
        broken = new int[lanes];
        accepted = new double[lanes];
        firstChange = new double[lanes];
        lastChange = new double[lanes];
    }

    /** The number of entries of a product of Jacobian matrices; 0 if there are none. */
    int entriesOfProduct() {
        return entriesOfProduct;
    }

    /** Takes the state that a lane is run from out of a panel. */
    void enter(int lane, double[] panel, int column, int columns) {
        for (int k = 0; k < size; k++) {
            entries[lane * size + k] = panel[k * columns + column];
        }
    }

    /** Sets the state that a lane is run from. */
    void enter(int lane, double[] values, int offset) {
        System.arraycopy(values, offset, entries, lane * size, size);
    }

    /** Puts the state that a lane is run from into a panel. */
    void entry(int lane, double[] panel, int column, int columns) {
        for (int k = 0; k < size; k++) {
            panel[k * columns + column] = entries[lane * size + k];
        }
    }

    /** Where the components of the state before a lane begin: its predecessor's end, among {@link #before(int)}. */
    int beforeOffset(int lane) {
        int sequence = chunks.sequence(lane);
        return chunks.first(lane) ? sequence * size : stretch.stateOffset(sequence, chunks.from(lane) - 1);
    }

    /** The array with the state before a lane. */
    double[] before(int lane) {
        return chunks.first(lane) ? stretch.initial : stretch.states;
    }

    /** Whether a lane was run, to its end or to where it merged, from the very state before it. */
    boolean settled(int lane) {
        double[] before = before(lane);
        int offset = beforeOffset(lane);
        boolean same = broken[lane] == 0;
        for (int k = 0; same && k < size; k++) {
            same = before[offset + k] == entries[lane * size + k];
        }
        return same;
    }

    /** The lanes that are not settled, in their order. */
    int[] open() {
        int[] open = new int[chunks.lanes()];
        int count = 0;
        for (int lane = 0; lane < open.length; lane++) {
            if (!settled(lane)) {
                open[count++] = lane;
            }
        }
        return Arrays.copyOf(open, count);
    }

    /** The first step of a lane at which a repair may merge. */
    int mergeableFrom(int lane) {
        return broken[lane];
    }

    /** Notes by how much a repair changes the first state of a lane. */
    void begins(int lane, double change) {
        firstChange[lane] = change;
    }

    /**
     * Notes that a repair came back to the states that were there.
     *
     * @param step the step of the lane at which it did
     */
    void merges(int lane, int step, double difference) {
        synchronized (seams) {
            seams.set(chunks.sequence(lane) * stretch.steps + chunks.from(lane) + step);
        }
        accepted[lane] = Math.max(accepted[lane], difference);
        lastChange[lane] = 0;
        broken[lane] = 0;
    }

    /** Notes that a lane was run to its end. */
    void ends(int lane, double change) {
        lastChange[lane] = change;
        broken[lane] = 0;
    }

    /** Notes that a repair of a lane was broken off after so many steps. */
    void breaks(int lane, int steps) {
        broken[lane] = Math.max(broken[lane], steps);
    }

    /** Takes the product of the Jacobian matrices of a lane out of a panel. */
    void product(int lane, double[] panel, int column, int columns) {
        for (int k = 0; k < entriesOfProduct; k++) {
            products[lane * entriesOfProduct + k] = panel[k * columns + column];
        }
    }

    /** The largest difference that was accepted as none: the residual, apart from rounding, once all lanes are settled. */
    double accepted() {
        return largest(accepted);
    }

    /** Whether a repair merged at a step: its defect may be as large as {@link #accepted}, that of others is rounding. */
    boolean isSeam(int sequence, int step) {
        return seams.get(sequence * stretch.steps + step);
    }

    /** The largest change of a first state by the last repairs: the residual at the seams before them. */
    double firstChange(int[] lanes) {
        double largest = 0;
        for (int lane : lanes) {
            largest = Math.max(largest, firstChange[lane]);
        }
        return largest;
    }

    /**
     * How many more repairs it will take until all ends stay, if the changes go on shrinking as they did in the slowest of these lanes;
     * infinity if they do not shrink.
     */
    double repairsToCome(int[] lanes, double tolerance) {
        double most = 0;
        for (int lane : lanes) {
            double change = lastChange[lane];
            if (change != 0) {
                double rate = change / firstChange[lane];
                double target = Math.max(tolerance, Math.ulp(1.0));
                most = Math.max(most, rate < 1 ? Math.max(1, Math.log(change / target) / -Math.log(rate)) : Double.POSITIVE_INFINITY);
            }
        }
        return most;
    }

    /**
     * Predicts the states that lanes should be run from by the derivatives of the ends: with e_l the end of lane l when it was run from
     * s_l, and M_l the product of its Jacobian matrices, s_{l+1} = e_l + M_l (s_l^new - s_l).
     *
     * @param open the lanes to run, in their order; the others keep the states that they were run from
     */
    void predict(int[] open) {
        double[] correction = new double[size];
        double[] next = new double[size];
        int index = 0;
        for (int lane = 0; lane < chunks.lanes(); lane++) {
            boolean runs = index < open.length && open[index] == lane;
            double[] before = before(lane);
            int offset = beforeOffset(lane);
            if (chunks.first(lane)) {
                Arrays.fill(correction, 0);
            }
            for (int k = 0; k < size; k++) {
                double value = before[offset + k] + correction[k];
                if (runs) {
                    double predicted = Double.isFinite(value) ? value : before[offset + k];
                    next[k] = predicted - entries[lane * size + k];
                    entries[lane * size + k] = predicted;
                } else {
                    next[k] = 0;
                }
            }
            multiply(lane, next, correction);
            index += runs ? 1 : 0;
        }
    }

    private void multiply(int lane, double[] vector, double[] result) {
        int block = stretch.cell.jacobianStructure().block();
        int part = size / block;
        for (int p = 0; p < block; p++) {
            for (int i = 0; i < part; i++) {
                double sum = 0;
                for (int q = 0; q < block; q++) {
                    sum += products[lane * entriesOfProduct + (p * block + q) * part + i] * vector[q * part + i];
                }
                result[p * part + i] = sum;
            }
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
