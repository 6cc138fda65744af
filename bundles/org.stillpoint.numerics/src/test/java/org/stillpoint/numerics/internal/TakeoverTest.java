package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.numerics.VectorKernels;

class TakeoverTest {

    private static final String THREAD = "stillpoint-vector-kernels";
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long MUCH = 10_000_000;

    private static long now;

    @ParameterizedTest
    @EnumSource(names = {"EXP", "DOT", "PANEL_PRODUCT"})
    void takesOverAfterEnoughWorkAndTheThreadEnds(VectorKernel kernel) throws InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        Takeover takeover = new Takeover(kernel, false);
        assertFalse(takeover.ready(1000));
        waitFor(takeover);
        waitForTheThread();
    }

    /** As boxed vectors are. */
    @Test
    void whatHasBecomeSlowerThanItsTwinGivesWayToItUntilMoreWork() throws InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        AtomicBoolean slow = new AtomicBoolean();
        Takeover takeover = new Takeover(exercise(slow), false, () -> now);
        take(takeover, 50, false);
        take(takeover, 70, false);
        waitFor(takeover);
        slow.set(true);
        for (int call = 0; call <= 96; call++) {
            take(takeover, call % 8 == 0 ? 50 : 51, true);
        }
        assertFalse(threadRuns());
        assertTrue(takeover.ready(1));
        for (int call = 0; call < 8; call++) {
            take(takeover, 51, true);
        }
        waitForTheThread();
        assertFalse(takeover.ready(1));
        // A call that began before is not counted any more, and the next attempt has all chances.
        slow.set(false);
        take(takeover, 51, true);
        waitFor(takeover);
        for (int call = 0; call < 7; call++) {
            take(takeover, 51, true);
        }
        assertFalse(threadRuns());
        assertTrue(takeover.ready(1));
    }

    /** As calls are whose factors are not in the cache. */
    @Test
    void whatIsSlowInSomeCallsOnlyGoesOn() throws InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        AtomicBoolean slow = new AtomicBoolean();
        Takeover takeover = new Takeover(exercise(slow), false, () -> now);
        take(takeover, 50, false);
        waitFor(takeover);
        for (int call = 0; call < 8; call++) {
            take(takeover, 99, true);
        }
        waitForTheThread();
        assertTrue(takeover.ready(1));
        // It is not looked at for the same reason twice, but it is for a better one.
        slow.set(true);
        for (int call = 0; call < 100; call++) {
            take(takeover, 99, true);
        }
        assertFalse(threadRuns());
        for (int call = 0; call < 8; call++) {
            take(takeover, 101, true);
        }
        waitForTheThread();
        assertFalse(takeover.ready(1));
    }

    private static Consumer<VectorKernel.Bench> exercise(AtomicBoolean slow) {
        return bench -> {
            long started = System.nanoTime();
            while (slow.get() && System.nanoTime() - started < 100_000) {
                Thread.onSpinWait();
            }
        };
    }

    @Test
    void withoutACallOfTheTwinNothingIsSlow() throws InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        Takeover takeover = new Takeover(bench -> { }, false, () -> now);
        waitFor(takeover);
        waitForTheThread();
        for (int call = 0; call < 100; call++) {
            take(takeover, 1e6, true);
        }
        assertFalse(threadRuns());
        assertTrue(takeover.ready(1));
    }

    @Test
    void shortCallsAreSeldomTimed() {
        int[] readings = new int[1];
        Takeover takeover = new Takeover(VectorKernel.DOT::run, false, () -> readings[0]++);
        for (int call = 0; call < 65_536; call++) {
            takeover.check(takeover.watch(8), 8, false);
        }
        assertTrue(readings[0] > 0 && readings[0] < 80, () -> readings[0] + " readings");
    }

    @Test
    void thoseThatWorkFromTheStartAreNotTimed() {
        Takeover takeover = new Takeover(VectorKernel.EXP::run, true, () -> {
            throw new AssertionError("timed");
        });
        takeover.check(takeover.watch(MUCH), MUCH, true);
        assertTrue(takeover.ready(1));
    }

    /** A timed call. */
    private static void take(Takeover takeover, double nanosPerElement, boolean vector) {
        long started = takeover.watch(MUCH);
        now += (long) (MUCH * nanosPerElement);
        takeover.check(started, MUCH, vector);
    }

    @ParameterizedTest
    @EnumSource
    void everyKernelHasAnExerciseThatFitsItsBench(VectorKernel kernel) {
        assumeTrue(VectorKernel.fitsTheProcessor());
        assertDoesNotThrow(() -> kernel.run(new VectorKernel.Bench()));
    }

    @Test
    void isWhatTheKernelsUseWhereTheProcessorFits() {
        assertEquals(VectorKernel.fitsTheProcessor(), VectorKernels.implementation().startsWith("vector"));
    }

    @Test
    void worksFromTheStartIfToldSo() {
        assertTrue(new Takeover(VectorKernel.EXP, true).ready(1));
    }

    private static void waitFor(Takeover takeover) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!takeover.ready(MUCH) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertTrue(takeover.ready(1));
    }

    private static void waitForTheThread() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (threadRuns() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertFalse(threadRuns());
    }

    private static boolean threadRuns() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(THREAD));
    }
}
