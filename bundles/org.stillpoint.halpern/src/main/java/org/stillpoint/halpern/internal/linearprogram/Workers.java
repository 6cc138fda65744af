package org.stillpoint.halpern.internal.linearprogram;

import java.util.concurrent.Executor;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Spreads loops over the host's threads where a matrix is large enough for that to pay. A loop is cut into chunks of about
 * equally many entries of the matrix. As each element is computed by one thread from the values before the loop, the results do not depend
 * on the number of threads.
 */
public final class Workers implements AutoCloseable {

    /** A loop over a range of rows or columns. */
    public interface Range {
        void run(int from, int to);
    }

    /** With fewer entries than this one thread is faster. */
    static final int LEAST_ENTRIES = 300_000;

    private static final int CHUNKS = 16;

    /** Null where one thread does everything. */
    private final ThreadTeam team;
    private final ThreadTeam.Task chunks = this::runChunk;
    private Range range;
    private int[] starts;
    private int length;

    /** Workers for a matrix with this many entries. */
    public Workers(Executor executor, int parallelism, int entries) {
        team = parallelism > 1 && entries >= LEAST_ENTRIES ? new ThreadTeam(executor, parallelism) : null;
    }

    /** Runs a loop over the elements from 0 on, where element i costs elementStarts[i + 1] - elementStarts[i]. */
    public void run(Range loop, int[] elementStarts, int elements) {
        if (team == null) {
            loop.run(0, elements);
            return;
        }
        range = loop;
        starts = elementStarts;
        length = elements;
        team.run(chunks, CHUNKS);
    }

    /** Waits until no helper runs any more; one that comes later leaves at once. */
    @Override
    public void close() {
        if (team != null) {
            team.close();
        }
    }

    private void runChunk(int chunk) {
        range.run(boundary(chunk), boundary(chunk + 1));
    }

    /** The first element of a chunk: the elements before it have that share of the entries. */
    private int boundary(int chunk) {
        if (chunk == CHUNKS) {
            return length;
        }
        long target = (long) starts[length] * chunk / CHUNKS;
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
