package org.stillpoint.numerics.parallel;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spreads short pieces of work over the calling thread and helpers from an executor, thousands of times a second: between two loops the
 * helpers wait at hand for a fraction of a millisecond before they go back to where they came from. A loop is cut into chunks by the caller;
 * the calling thread and the helpers take one chunk after the other. Helpers that come late, or never, cost nothing: the calling thread then
 * does the chunks itself. Where each chunk writes to places of its own, the results do not depend on the number of threads.
 *
 * <p>Loops are run by one thread at a time. Running one allocates nothing.
 */
public final class ThreadTeam implements AutoCloseable {

    /** The most chunks of a loop. */
    public static final int MOST_CHUNKS = 0x7fff;

    /** A loop in chunks. */
    @FunctionalInterface
    public interface Task {

        /** Does one chunk; called by several threads at a time, once for every chunk. */
        void run(int chunk);
    }

    private static final Runnable NOTHING = () -> {
    };
    private static final int SPINS = 2000;
    private static final long PATIENCE_NANOS = 200_000;
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

    private final Executor executor;
    private final int helpers;
    /** The number of the loop, of its chunks, and of the next chunk to take: one number, so that a late helper never mixes two loops. */
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    /** Helpers asked for and not yet gone, and those of them that have come. */
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Runnable helper = this::help;
    private volatile boolean closed;
    private volatile Throwable failure;
    private long loop;
    private Task task;

    /**
     * A team.
     *
     * @param executor where helpers come from
     * @param parallelism the number of threads, the calling one included; with 1 there are no helpers
     */
    public ThreadTeam(Executor executor, int parallelism) {
        this.executor = executor;
        helpers = parallelism - 1;
    }

    /**
     * Runs all chunks of a loop, and returns when they are done.
     *
     * @param work what to do
     * @param chunks how many chunks there are, from 0 to {@link #MOST_CHUNKS}
     * @throws IllegalStateException if a chunk failed, with what it threw
     */
    public void run(Task work, int chunks) {
        run(work, chunks, NOTHING);
    }

    /**
     * Runs all chunks of a loop as {@link #run(Task, int)} does.
     *
     * @param idle what the calling thread does now and then while it waits for the others
     */
    public void run(Task work, int chunks, Runnable idle) {
        if (chunks < 0 || chunks > MOST_CHUNKS) {
            throw new IllegalArgumentException(chunks + " chunks; expected 0 to " + MOST_CHUNKS);
        }
        if (helpers == 0 || chunks < 2) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                work.run(chunk);
            }
            return;
        }
        task = work;
        finished.set(0);
        loop++;
        ticket.set((loop << CHUNK_BITS | chunks) << CHUNK_BITS);
        summonHelpers();
        takeChunks();
        for (int spins = 0; finished.get() < chunks; spins++) {
            pause(spins);
            if (spins >= SPINS) {
                idle.run();
            }
        }
        Throwable problem = failure;
        if (problem != null) {
            failure = null;
            throw new IllegalStateException("a part of a loop failed", problem);
        }
    }

    /** Asks helpers to come, as a loop is about to be run: until it is, they wait at hand as they do between loops. */
    public void summon() {
        summonHelpers();
    }

    /** Waits until no helper runs any more; one that comes later leaves at once. */
    @Override
    public void close() {
        closed = true;
        for (int spins = 0; running.get() > 0; spins++) {
            pause(spins);
        }
    }

    private void summonHelpers() {
        for (int missing = helpers - active.get(); missing > 0; missing--) {
            active.incrementAndGet();
            try {
                executor.execute(helper);
            } catch (RejectedExecutionException busy) {
                active.decrementAndGet();
                return;
            }
        }
    }

    private void help() {
        running.incrementAndGet();
        try {
            long idleSince = System.nanoTime();
            for (int spins = 0; !closed && System.nanoTime() - idleSince < PATIENCE_NANOS; spins++) {
                if (takeChunks()) {
                    idleSince = System.nanoTime();
                    spins = 0;
                } else {
                    pause(spins);
                }
            }
        } finally {
            running.decrementAndGet();
            active.decrementAndGet();
        }
    }

    /** Waits a moment, and lets others run once it has been long. */
    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    private boolean takeChunks() {
        boolean took = false;
        while (true) {
            long current = ticket.get();
            int chunk = (int) (current & CHUNK_MASK);
            if (chunk == (current >>> CHUNK_BITS & CHUNK_MASK)) {
                return took;
            }
            if (ticket.compareAndSet(current, current + 1)) {
                took = true;
                runChunk(chunk);
            }
        }
    }

    private void runChunk(int chunk) {
        try {
            task.run(chunk);
        } catch (RuntimeException | Error problem) {
            failure = problem;
        } finally {
            finished.incrementAndGet();
        }
    }
}
