package org.stillpoint.recurrence.internal.sequential;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Steps whose parts several threads compute at the same time. The threads that come to a block of steps within a moment share its parts and
 * wait for each other after every step; later ones leave at once. So the calling thread never waits for one that does not come. On a busy
 * machine, where threads wait long for each other, the calling thread does the next blocks alone.
 */
final class SharedSteps {

    /** How long the first thread waits for others, much less than a block of steps takes. */
    private static final long PATIENCE_NANOS = 30_000;
    private static final int SPINS = 2000;
    private static final int CLOSED = 1 << 30;
    /** Where more than one step in so many waits for long, threads share a processor. */
    private static final int STEPS_PER_DELAY = 8;
    private static final int MOST_BLOCKS_ALONE = 63;

    private final ThreadTeam team;
    private final List<StepPart> parts;
    private final ThreadTeam.Task task = chunk -> join();
    /** How many threads have come, and {@link #CLOSED} once no more may. */
    private final AtomicInteger gate = new AtomicInteger();
    /** How often a thread has finished a step of the block. */
    private final AtomicInteger finished = new AtomicInteger();
    /** How often a thread had to wait long in the block. */
    private final AtomicInteger delays = new AtomicInteger();
    private volatile boolean failed;
    private int blocksAlone;
    private int penalty;
    private int first;
    private int count;

    SharedSteps(ThreadTeam team, List<StepPart> parts) {
        this.team = team;
        this.parts = parts;
    }

    /** Computes a block of steps. */
    void run(int from, int steps) {
        first = from;
        count = steps;
        finished.set(0);
        if (blocksAlone > 0) {
            blocksAlone--;
            compute(0, 1);
            return;
        }
        gate.set(0);
        delays.set(0);
        team.run(task, parts.size());
        penalty = delays.get() * STEPS_PER_DELAY > steps ? Math.min(2 * penalty + 1, MOST_BLOCKS_ALONE) : 0;
        blocksAlone = penalty;
    }

    private void join() {
        int place = enter();
        if (place == CLOSED) {
            return;
        }
        int sharers = place == 0 ? close() : awaitClosing();
        try {
            compute(place, sharers);
        } catch (RuntimeException | Error problem) {
            failed = true;
            throw problem;
        }
    }

    /** Computes one in so many parts. */
    private void compute(int place, int sharers) {
        for (int part = place; part < parts.size(); part += sharers) {
            parts.get(part).prepare(first, count);
        }
        for (int step = 0; step < count; step++) {
            for (int part = place; part < parts.size(); part += sharers) {
                parts.get(part).step(first + step);
            }
            if (sharers > 1) {
                awaitOthers((step + 1) * sharers);
            }
        }
    }

    /** The number of threads that came before, or {@link #CLOSED}. */
    private int enter() {
        while (true) {
            int current = gate.get();
            if (current >= CLOSED) {
                return CLOSED;
            }
            if (gate.compareAndSet(current, current + 1)) {
                return current;
            }
        }
    }

    /** Waits for others for a moment; returns how many threads there are. */
    private int close() {
        long start = System.nanoTime();
        while (gate.get() < parts.size() && System.nanoTime() - start < PATIENCE_NANOS) {
            Thread.onSpinWait();
        }
        return gate.getAndAdd(CLOSED);
    }

    private int awaitClosing() {
        int spins = 0;
        while (gate.get() < CLOSED) {
            pause(spins++);
        }
        return gate.get() - CLOSED;
    }

    private void awaitOthers(int target) {
        finished.getAndIncrement();
        int spins = 0;
        while (finished.get() < target) {
            if (failed) {
                throw new IllegalStateException("another part of the step failed");
            }
            pause(spins++);
        }
        if (spins > SPINS) {
            delays.getAndIncrement();
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
