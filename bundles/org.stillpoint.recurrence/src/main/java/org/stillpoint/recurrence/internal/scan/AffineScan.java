package org.stillpoint.recurrence.internal.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Scans of affine maps: all states z_u = M_u z_{u-1} + v_u from the state before them, in three orders of evaluation. Maps compose by
 * (M_j, v_j) o (M_i, v_i) = (M_j M_i, M_j v_i + v_j), which is associative.
 *
 * <p>In whole numbers that doubles hold all three give the same bits. The tree and the sequential order give the same bits for every
 * number of threads, the chunked order for every number of threads that its chunks are cut for.
 */
public final class AffineScan {

    private AffineScan() {
    }

    /**
     * Step after step, by one thread.
     *
     * @param initial the state before the first map, at {@code initialOffset}
     */
    public static void sequential(AffineMaps maps, double[] initial, int initialOffset) {
        run(maps, initial, initialOffset, 0, 0, maps.count());
    }

    /**
     * Step after step, with a question whether to go on from time to time.
     *
     * @return false if the answer was no; the states from then on are missing
     */
    public static boolean sequential(AffineMaps maps, double[] initial, int initialOffset, BooleanSupplier proceed) {
        int round = round(maps, 1);
        for (int from = 0; from < maps.count(); from += round) {
            if (!proceed.getAsBoolean()) {
                return false;
            }
            run(maps, initial, initialOffset, 0, from, Math.min(from + round, maps.count()));
        }
        return true;
    }

    /**
     * Step after step in each of several sequences of one length, which threads share.
     *
     * @param initial the states before the first maps, those of one sequence after those of the other
     * @return false if {@code proceed}, asked by the calling thread, said no
     */
    public static boolean sideBySide(List<AffineMaps> sequences, double[] initial, ThreadTeam team, BooleanSupplier proceed) {
        int count = sequences.get(0).count();
        int size = sequences.get(0).products().size();
        int round = round(sequences.get(0), sequences.size());
        int together = Math.min(sequences.size(), ThreadTeam.MOST_CHUNKS);
        for (int first = 0; first < sequences.size(); first += together) {
            int lowest = first;
            int most = Math.min(together, sequences.size() - first);
            for (int start = 0; start < count; start += round) {
                if (!proceed.getAsBoolean()) {
                    return false;
                }
                int from = start;
                int to = Math.min(start + round, count);
                team.run(i -> run(sequences.get(lowest + i), initial, (lowest + i) * size, 0, from, to), most);
            }
        }
        return true;
    }

    /**
     * In chunks: the first chunk is run, of the others but the last the composition (P, q) is found from the identity; the carries
     * c = P c + q from chunk to chunk are few; then each chunk but the first runs from its carry. Inside chunks the states therefore obey
     * the recurrence to rounding, as in the sequential order.
     *
     * @param chunks how many; with one more than threads all threads work in both phases
     * @return false if {@code proceed}, asked by the calling thread, said no
     */
    public static boolean chunked(AffineMaps maps, double[] initial, int initialOffset, int chunks, ThreadTeam team,
            BooleanSupplier proceed) {
        int number = Math.max(1, Math.min(Math.min(chunks, maps.count()), ThreadTeam.MOST_CHUNKS));
        return number == 1 ? sequential(maps, initial, initialOffset, proceed)
                : new ChunkedScan(maps, number).run(initial, initialOffset, team, proceed);
    }

    /**
     * By a tree of pairs: upwards neighbours are composed until one map is left, downwards the states follow, first those after whole
     * pairs and then those between: about three times the work of the sequential order where matrices are diagonal, in twice the logarithm
     * of the number of steps rounds. Source: Blelloch 1990, Prefix sums and their applications.
     *
     * @return false if {@code proceed}, asked by the calling thread, said no
     */
    static boolean tree(AffineMaps maps, double[] initial, int initialOffset, ThreadTeam team, BooleanSupplier proceed) {
        if (maps.count() == 0) {
            return true;
        }
        List<AffineMaps> levels = new ArrayList<>();
        levels.add(maps);
        int entries = maps.products().entries();
        int size = maps.products().size();
        for (AffineMaps level = maps; level.count() > 1; level = levels.get(levels.size() - 1)) {
            AffineMaps lower = level;
            int pairs = level.count() / 2;
            double[] matrices = new double[Math.multiplyExact(pairs, entries)];
            double[] values = new double[pairs * size];
            if (!ParallelLoop.run(pairs, maps.products().operations() * (1.0 + maps.products().block()), team, proceed,
                    i -> lower.pair(i, matrices, values))) {
                return false;
            }
            levels.add(level.pairs(matrices, values));
        }
        levels.get(levels.size() - 1).advance(0, initial, initialOffset);
        for (int l = levels.size() - 2; l >= 0; l--) {
            AffineMaps level = levels.get(l);
            AffineMaps upper = levels.get(l + 1);
            level.advance(0, initial, initialOffset);
            boolean done = ParallelLoop.run(level.count() - 1, maps.products().operations(), team, proceed, i -> {
                if (i % 2 == 0) {
                    System.arraycopy(upper.values(), upper.valueAt(i / 2), level.values(), level.valueAt(i + 1), size);
                } else {
                    level.advance(i + 1, upper.values(), upper.valueAt(i / 2));
                }
            });
            if (!done) {
                return false;
            }
        }
        return true;
    }

    /** The number of steps between two questions where each takes so many products. */
    static int round(AffineMaps maps, double products) {
        return (int) Math.max(1, ParallelLoop.ROUND / (maps.products().operations() * products + 20));
    }

    /** Runs the maps from one to another; before the map {@code first} is the given state, before the others the one in its place. */
    static void run(AffineMaps maps, double[] state, int stateOffset, int first, int from, int to) {
        int next = from;
        if (from == first && from < to) {
            maps.advance(from, state, stateOffset);
            next++;
        }
        maps.advance(next, to);
    }
}
