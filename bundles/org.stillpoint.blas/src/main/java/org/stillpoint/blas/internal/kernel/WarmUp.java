package org.stillpoint.blas.internal.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs kernels on the Vector API until they are compiled, in a thread that ends with it. Before that every vector is an object
 * and a product a thousand times slower, so that callers take the kernels' scalar twins meanwhile, which give the same bits.
 */
final class WarmUp {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int ROUND = 20;

    private final Runnable sample;
    private final long compiledNanos;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean done;

    /**
     * @param sample runs every kernel once
     * @param compiledNanos what the sample takes at most when everything is compiled
     */
    WarmUp(Runnable sample, long compiledNanos) {
        this.sample = sample;
        this.compiledNanos = compiledNanos;
    }

    /** Whether the kernels are compiled; the first question starts the compilation. */
    boolean isDone() {
        if (!done) {
            start();
        }
        return done;
    }

    /** Waits for the compilation, for a time at most. */
    void await(long milliseconds) {
        start();
        try {
            finished.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "stillpoint-blas-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            long start = System.nanoTime();
            long best = Long.MAX_VALUE;
            while (best > compiledNanos && System.nanoTime() - start < LIMIT_NANOS) {
                best = Long.MAX_VALUE;
                for (int i = 0; i < ROUND; i++) {
                    long begin = System.nanoTime();
                    sample.run();
                    best = Math.min(best, System.nanoTime() - begin);
                }
            }
        } finally {
            done = true;
            finished.countDown();
        }
    }
}
