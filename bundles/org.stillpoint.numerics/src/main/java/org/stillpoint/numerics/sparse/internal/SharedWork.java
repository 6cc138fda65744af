package org.stillpoint.numerics.sparse.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Two pieces of work on two threads: the caller does the first, and the second too unless the executor has begun it by then. So the caller
 * waits only for work that is running.
 */
public final class SharedWork implements Runnable {

    private static final int OPEN = 0;
    private static final int TAKEN = 1;
    private static final int DONE = 2;
    private static final int SPINS = 2000;
    private static final long PARK_NANOS = 20_000;

    private final Runnable piece;
    private final AtomicInteger state = new AtomicInteger(OPEN);
    private Throwable failure;

    private SharedWork(Runnable piece) {
        this.piece = piece;
    }

    public static void run(Executor executor, Runnable first, Runnable second) {
        SharedWork shared = new SharedWork(second);
        try {
            executor.execute(shared);
        } catch (RejectedExecutionException e) {
            shared.run();
        }
        try {
            first.run();
        } finally {
            shared.finish();
        }
        shared.rethrow();
    }

    @Override
    public void run() {
        if (state.compareAndSet(OPEN, TAKEN)) {
            try {
                piece.run();
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                state.set(DONE);
            }
        }
    }

    private void finish() {
        run();
        for (int spin = 0; state.get() != DONE; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    private void rethrow() {
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
    }
}
