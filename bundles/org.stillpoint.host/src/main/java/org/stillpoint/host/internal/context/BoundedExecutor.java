package org.stillpoint.host.internal.context;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs at most so many tasks at a time on the threads of another executor; the rest wait in the order they came. */
final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int limit;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean closed;

    BoundedExecutor(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            throw new RejectedExecutionException("the call of the solver that these threads were lent to has returned");
        }
        waiting.add(task);
        startOne();
    }

    /** Drops what waits and takes no more. */
    void close() {
        closed = true;
        waiting.clear();
    }

    private void startOne() {
        int now = active.get();
        while (now < limit) {
            if (active.compareAndSet(now, now + 1)) {
                try {
                    threads.execute(this::work);
                } catch (RejectedExecutionException shutDown) {
                    active.decrementAndGet();
                    throw shutDown;
                }
                return;
            }
            now = active.get();
        }
    }

    private void work() {
        try {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } finally {
            active.decrementAndGet();
            if (!waiting.isEmpty()) {
                startOne();
            }
        }
    }
}
