package org.stillpoint.host.internal.run;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which runs take place. A thread that a solver does not give back is replaced until it comes back. Idle threads
 * end soon, and with them whatever a solver left in their thread locals.
 */
final class RunPool {

    private static final long IDLE_SECONDS = 3;

    private final ThreadPoolExecutor threads;
    private final int queueLength;
    private int size;

    RunPool(RunLimits limits, ThreadFactory factory) {
        size = limits.workers();
        queueLength = limits.queueLength();
        threads = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queueLength), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    void execute(Runnable run) {
        try {
            threads.execute(run);
        } catch (RejectedExecutionException full) {
            throw new RejectedExecutionException(threads.isShutdown() ? "the host is stopping; it takes no more runs"
                    : "the queue is full: " + queueLength + " runs are waiting; try again when some are done", full);
        }
    }

    boolean remove(Runnable run) {
        return threads.remove(run);
    }

    /** A thread is lost for the time being. */
    void lost() {
        resize(1);
    }

    /** A lost thread came back; perhaps before it was counted as lost. */
    void returned() {
        resize(-1);
    }

    private synchronized void resize(int change) {
        size += change;
        int applied = Math.max(1, size);
        if (change > 0) {
            threads.setMaximumPoolSize(applied);
            threads.setCorePoolSize(applied);
        } else {
            threads.setCorePoolSize(applied);
            threads.setMaximumPoolSize(applied);
        }
    }

    void shutDown() {
        threads.shutdownNow();
    }
}
