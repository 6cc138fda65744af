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
    private int queueLength;
    private int workers;
    private int missing;

    RunPool(RunLimits limits, ThreadFactory factory) {
        workers = limits.workers();
        queueLength = limits.queueLength();
        threads = new ThreadPoolExecutor(workers, workers, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Takes other limits from now on; runs that take place or wait are left alone. */
    synchronized void limit(RunLimits limits) {
        workers = limits.workers();
        queueLength = limits.queueLength();
        resize();
    }

    synchronized void execute(Runnable run) {
        if (threads.getQueue().size() >= queueLength) {
            throw new RejectedExecutionException("the queue is full: " + queueLength + " runs are waiting; try again when some are done");
        }
        try {
            threads.execute(run);
        } catch (RejectedExecutionException stopping) {
            throw new RejectedExecutionException("the host is stopping; it takes no more runs", stopping);
        }
    }

    boolean remove(Runnable run) {
        return threads.remove(run);
    }

    /** A thread is lost for the time being. */
    synchronized void lost() {
        missing++;
        resize();
    }

    /** A lost thread came back; perhaps before it was counted as lost. */
    synchronized void returned() {
        missing--;
        resize();
    }

    private void resize() {
        int size = Math.max(1, workers + missing);
        if (size > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(size);
            threads.setCorePoolSize(size);
        } else {
            threads.setCorePoolSize(size);
            threads.setMaximumPoolSize(size);
        }
    }

    void shutDown() {
        threads.shutdownNow();
    }
}
