package org.stillpoint.recurrence.internal.sequential;

import java.util.concurrent.atomic.AtomicInteger;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Steps whose parts several threads compute at the same time. The threads that come to a block of steps within a moment share its parts and
 * wait for each other after every step; later ones leave at once. So the calling thread never waits for one that does not come.
 */
final class SharedSteps {

    /** How long the first thread waits for others, much less than a block of steps takes. */
    private static final long PATIENCE_NANOS = 30_000;
    private static final int SPINS = 2000;
    private static final int CLOSED = 1 << 30;

    private final ThreadTeam team;
    private final StepPart[] parts;
    private final ThreadTeam.Task task = chunk -> join();
    /** How many threads have come, and {@link #CLOSED} once no more may. */
    private final AtomicInteger gate = new AtomicInteger();
    /** How often a thread has finished a step of the block. */
    private final AtomicInteger finished = new AtomicInteger();
    private volatile boolean failed;
    private int first;
    private int count;

    SharedSteps(ThreadTeam team, StepPart... parts) {
        this.team = team;
        this.parts = parts;
    }

    /** Computes a block of steps. */
    void run(int from, int steps) {
        first = from;
        count = steps;
        gate.set(0);
        finished.set(0);
        team.run(task, parts.length);
    }

    private void join() {
        int place = enter();
        if (place == CLOSED) {
            return;
        }
        int sharers = place == 0 ? close() : awaitClosing();
        try {
            for (int part = place; part < parts.length; part += sharers) {
                parts[part].prepare(first, count);
            }
            for (int step = 0; step < count; step++) {
                for (int part = place; part < parts.length; part += sharers) {
                    parts[part].step(first + step);
                }
                awaitOthers((step + 1) * sharers);
            }
        } catch (RuntimeException | Error problem) {
            failed = true;
            throw problem;
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
        while (gate.get() < parts.length && System.nanoTime() - start < PATIENCE_NANOS) {
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
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }
}
