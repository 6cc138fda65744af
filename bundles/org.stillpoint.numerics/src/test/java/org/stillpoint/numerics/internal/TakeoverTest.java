package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TakeoverTest {

    private static final String THREAD = "stillpoint-vector-kernels";

    @Test
    void everyKernelTakesOverAfterEnoughWorkAndTheThreadEnds() throws InterruptedException {
        Takeover[] kernels = new Takeover[VectorKernel.values().length];
        for (VectorKernel kernel : VectorKernel.values()) {
            kernels[kernel.ordinal()] = new Takeover(kernel, false);
        }
        for (Takeover kernel : kernels) {
            assertFalse(kernel.ready(1000));
        }
        assertFalse(threadRuns(), "a little work must not start the compilation");
        for (Takeover kernel : kernels) {
            kernel.ready(1_000_000);
        }
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (threadRuns() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertFalse(threadRuns());
        int ready = 0;
        for (Takeover kernel : kernels) {
            ready += kernel.ready(0) ? 1 : 0;
        }
        assertEquals(kernels.length, ready);
    }

    @Test
    void worksFromTheStartIfToldSo() {
        assertTrue(new Takeover(VectorKernel.EXP, true).ready(1));
    }

    private static boolean threadRuns() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(THREAD));
    }
}
