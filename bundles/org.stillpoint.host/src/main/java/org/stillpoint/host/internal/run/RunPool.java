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
    synchronized void lost() {
        size++;
        threads.setMaximumPoolSize(size);
        threads.setCorePoolSize(size);
    }

    /** A lost thread came back. */
    synchronized void returned() {
        size--;
        threads.setCorePoolSize(size);
        threads.setMaximumPoolSize(size);
    }

    void shutDown() {
        threads.shutdownNow();
    }
}
