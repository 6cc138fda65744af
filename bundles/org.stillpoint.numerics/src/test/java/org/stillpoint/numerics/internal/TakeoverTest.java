package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.numerics.VectorKernels;

class TakeoverTest {

    private static final String THREAD = "stillpoint-vector-kernels";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @ParameterizedTest
    @EnumSource(names = {"EXP", "DOT", "PANEL_PRODUCT"})
    void takesOverAfterEnoughWorkAndTheThreadEnds(VectorKernel kernel) throws InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        Takeover takeover = new Takeover(kernel, false);
        assertFalse(takeover.ready(1000));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!takeover.ready(10_000_000) && System.nanoTime() < deadline) {
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

    private static boolean threadRuns() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(THREAD));
    }
}
