package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakeoverTest {

    private static final String THREAD = "stillpoint-vector-kernels";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @ParameterizedTest
    @EnumSource(names = {"EXP", "DOT", "PANEL_PRODUCT"})
    void takesOverAfterEnoughWorkAndTheThreadEnds(VectorKernel kernel) throws InterruptedException {
        Takeover takeover = new Takeover(kernel, false);
        assertFalse(takeover.ready(1000));
        assertFalse(threadRuns(), "a little work must not start the compilation");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!takeover.ready(1_000_000) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertTrue(takeover.ready(1));
        while (threadRuns() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertFalse(threadRuns());
    }

    @ParameterizedTest
    @EnumSource
    void everyKernelHasAnExerciseThatFitsItsBench(VectorKernel kernel) {
        assertDoesNotThrow(() -> kernel.run(new VectorKernel.Bench()));
    }

    @Test
    void worksFromTheStartIfToldSo() {
        assertTrue(new Takeover(VectorKernel.EXP, true).ready(1));
    }

    private static boolean threadRuns() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(THREAD));
    }
}
