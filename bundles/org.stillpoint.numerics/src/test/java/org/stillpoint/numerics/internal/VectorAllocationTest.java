package org.stillpoint.numerics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.numerics.OtherMachine;

/**
 * Once compiled, exp, tanh, the logistic function, the gates made of them and increments make no objects on vector registers, whatever
 * was compiled before and although one method calls them all: where the compiler does not inline every operation, vectors stand on the heap.
 */
class VectorAllocationTest {

    @Test
    void compiledLoopsAllocateNothing(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        assertEquals(List.of("0 bytes"), OtherMachine.run(Probe.class, directory, "--add-modules=jdk.incubator.vector"));
    }

    @Test
    void norInAnotherOrder(@TempDir Path directory) throws IOException, InterruptedException {
        assumeTrue(VectorKernel.fitsTheProcessor());
        assertEquals(List.of("0 bytes"),
                OtherMachine.run(Probe.class, directory, "--add-modules=jdk.incubator.vector", "-D" + Probe.REVERSED + "=true"));
    }

    /** Says what all these kernels allocate together. */
    static final class Probe {

        static final String REVERSED = "reversed";
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private static final long PATIENCE_NANOS = 60_000_000_000L;
        private static final int CALLS = 20;
        private static final int WARM_UP = 3000;
        private static final int SHORT = 16;
        private static final int LONG = 1200;

        private Probe() {
        }

        public static void main(String[] arguments) throws IOException {
            KernelSet kernels = new SimdKernels(true);
            GateKernelSet gates = new SimdGateKernels(true);
            IncrementKernelSet increments = new SimdIncrementKernels(true);
            double[] x = new double[3 * LONG];
            double[] y = new double[3 * LONG];
            float[] floats = new float[LONG];
            float[] otherFloats = new float[LONG];
            float[] singles = new float[3 * LONG];
            Arrays.fill(x, 0.3);
            Arrays.fill(floats, 0.3f);
            List<Runnable> calls = new ArrayList<>();
            for (int length : new int[] {SHORT, LONG}) {
                calls.add(() -> kernels.exp(x, 0, y, 0, length));
                calls.add(() -> kernels.tanh(x, 0, y, 0, length));
                calls.add(() -> kernels.sigmoid(x, 0, y, 0, length));
                calls.add(() -> kernels.exp(floats, 0, floats, 0, length));
                calls.add(() -> kernels.tanh(floats, 0, floats, 0, length));
                calls.add(() -> kernels.sigmoid(floats, 0, floats, 0, length));
                calls.add(() -> gates.gate(x, 0, x, 0, x, 0, y, 0, length));
                calls.add(() -> gates.update(x, 0, x, 0, x, 0, y, 0, y, 0, length));
                calls.add(() -> increments.tanh(1, floats, 0, floats, 0, otherFloats, 0, length));
                calls.add(() -> increments.advance(floats, otherFloats, otherFloats, otherFloats, otherFloats, 0, length / SHORT, SHORT,
                        floats));
                calls.add(() -> gates.gatedStep(singles, 0, singles, 0, 0, singles, 0, floats, 0, 0, length, 2));
            }
            if (Boolean.getBoolean(REVERSED)) {
                Collections.reverse(calls);
            }
            for (Runnable call : calls) {
                for (int i = 0; i < WARM_UP; i++) {
                    call.run();
                }
            }
            OtherMachine.answer(arguments, List.of(bytes(calls.toArray(new Runnable[0])) + " bytes"));
        }

        /** What rounds of calls allocate in the end: nothing, or what they still do when patience ends. */
        private static long bytes(Runnable[] calls) {
            long start = System.nanoTime();
            long bytes;
            do {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                for (int round = 0; round < CALLS; round++) {
                    for (Runnable call : calls) {
                        call.run();
                    }
                }
                bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            } while (bytes > 0 && System.nanoTime() - start < PATIENCE_NANOS);
            return bytes;
        }
    }
}
