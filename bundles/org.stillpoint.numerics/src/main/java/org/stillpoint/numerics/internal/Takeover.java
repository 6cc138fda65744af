package org.stillpoint.numerics.internal;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Lets a kernel on vector registers take over from its scalar twin once it is compiled. Until then vector code runs a hundred times slower
 * than plain loops, so a short program is better off without it: the twin does the work, and when there has been enough of it to show that
 * more will come, a thread of low priority runs the vector kernel until it is fast, and ends. Both give the same bits, so the moment of the
 * change is not seen in any result.
 *
 * <p>What takes over may become slow later: the compiler compiles it anew, and then now and then leaves vectors in it as objects on the
 * heap, or leaves it to the interpreter for a while. So a few calls of both are timed, and where the vector kernel seems slower than its
 * twin was, the thread looks at it again: calls whose factors lie in the main memory are slower than those of a twin with factors in the
 * cache, and nothing is wrong with them. If the kernel is slow where it ought to be fast, the twin does the work until a later attempt:
 * <pre>
 * boolean vector = takeover.ready(elements);
 * long started = takeover.watch(elements);
 * ... one or the other
 * takeover.check(started, elements, vector);
 * </pre>
 */
final class Takeover {

    /** Elements after which a kernel is worth compiling: from a few tenths of a millisecond to a few milliseconds of scalar work. */
    private static final long ENOUGH_WORK = 1_000_000;
    /** After a failure, on a busy machine or with the compiler switched off or at fault, so many times more work is waited for. */
    private static final int RETRY_FACTOR = 10;
    /** What a compiled kernel takes at most for its exercise; interpreted, it takes fifty times as long. */
    private static final long FAST_NANOS = 4_000;
    private static final int FAST_RUNS = 10;
    /** By then the virtual machine has queued the kernel for compilation, and it remains to wait. */
    private static final int BUSY_RUNS = 6_000;
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    /** One call is timed in about so many elements, a power of two. */
    private static final int TIMED_ELEMENTS = 1 << 16;
    /** So many timed calls one after the other that are all slower than the twin's fastest are no accident. */
    private static final int SLOW_CALLS = 8;
    /** A kernel that is still compiled shows it at once. */
    private static final long SECOND_LOOK_NANOS = 500_000_000L;
    /** After a look that found nothing, calls are suspicious that are so many times slower. */
    private static final double MORE_TOLERANT = 2;
    private static final long UNWATCHED = Long.MIN_VALUE;

    private static final Queue<Takeover> WAITING = new ArrayDeque<>();
    private static boolean running;

    private final Consumer<VectorKernel.Bench> kernel;
    private final boolean immediate;
    private final LongSupplier clock;
    private boolean ready;
    private boolean requested;
    private long work;
    private long enoughWork = ENOUGH_WORK;
    private double fastestOfTwin = Double.POSITIVE_INFINITY;
    private double tolerated = 1;
    private int slowCalls;

    /** With true, a kernel that works from the start, however slow; otherwise one that waits until it is compiled. */
    Takeover(VectorKernel kernel, boolean immediate) {
        this(kernel::run, immediate, System::nanoTime);
    }

    /** A kernel that is exercised by some code, and whose calls are timed by a clock of nanoseconds. */
    Takeover(Consumer<VectorKernel.Bench> kernel, boolean immediate, LongSupplier clock) {
        this.kernel = kernel;
        this.immediate = immediate;
        this.clock = clock;
        this.ready = immediate;
    }

    /** Whether to use the vector kernel for the next so many elements. Threads may see a change late, or count work twice or not at all. */
    boolean ready(long elements) {
        if (ready) {
            return true;
        }
        work += elements;
        if (work > enoughWork && !requested) {
            request();
        }
        return false;
    }

    /**
     * Called before the kernel or its twin: the more elements, the likelier is the call timed. Which ones are is left to chance, because a
     * count that threads share would cost them more than short kernels do.
     *
     * @return what {@link #check} is to be called with afterwards
     */
    long watch(long elements) {
        return immediate || (ThreadLocalRandom.current().nextInt() & TIMED_ELEMENTS - 1) >= elements ? UNWATCHED : clock.getAsLong();
    }

    /**
     * Called after the kernel or its twin.
     *
     * @param vector whether it was the vector kernel
     */
    void check(long started, long elements, boolean vector) {
        if (started != UNWATCHED) {
            judge((double) (clock.getAsLong() - started) / elements, vector);
        }
    }

    private void judge(double nanosPerElement, boolean vector) {
        if (!vector || slowCalls > 0 || nanosPerElement > tolerated * fastestOfTwin) {
            count(nanosPerElement, vector);
        }
    }

    private synchronized void count(double nanosPerElement, boolean vector) {
        if (!vector) {
            fastestOfTwin = Math.min(fastestOfTwin, nanosPerElement);
        } else if (nanosPerElement <= tolerated * fastestOfTwin) {
            slowCalls = 0;
        } else if (ready && ++slowCalls == SLOW_CALLS) {
            requested = false;
            request();
        }
    }

    private void waitForMore() {
        slowCalls = 0;
        enoughWork *= RETRY_FACTOR;
        work = 0;
        requested = false;
    }

    private void request() {
        synchronized (WAITING) {
            if (requested) {
                return;
            }
            requested = true;
            WAITING.add(this);
            if (running) {
                return;
            }
            running = true;
        }
        Thread thread = new Thread(null, Takeover::compileAll, "stillpoint-vector-kernels", 0, false);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private static void compileAll() {
        while (true) {
            Takeover next;
            synchronized (WAITING) {
                next = WAITING.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.compile();
        }
    }

    private void compile() {
        try {
            if (ready) {
                lookAgain(runUntilFast(SECOND_LOOK_NANOS));
                return;
            }
            ready = VectorKernel.fitsTheProcessor() && runUntilFast(PATIENCE_NANOS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LinkageError | RuntimeException e) {
            System.getLogger(Takeover.class.getName())
                    .log(Level.WARNING, "Vector registers are not used: the module jdk.incubator.vector does not fit", e);
            return;
        }
        if (!ready) {
            waitForMore();
        }
    }

    private synchronized void lookAgain(boolean fast) {
        if (fast) {
            tolerated *= MORE_TOLERANT;
            slowCalls = 0;
        } else {
            ready = false;
            waitForMore();
        }
    }

    private boolean runUntilFast(long patience) throws InterruptedException {
        VectorKernel.Bench bench = new VectorKernel.Bench();
        long start = System.nanoTime();
        int fastRuns = 0;
        for (int run = 0; fastRuns < FAST_RUNS && System.nanoTime() - start < patience; run++) {
            if (run > BUSY_RUNS) {
                Thread.sleep(1);
            }
            long before = System.nanoTime();
            kernel.accept(bench);
            if (System.nanoTime() - before < FAST_NANOS) {
                fastRuns++;
            }
        }
        return fastRuns == FAST_RUNS;
    }
}
