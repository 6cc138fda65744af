package org.stillpoint.halpern.internal.inclusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.SolverException;
import org.stillpoint.blas.internal.JavaBlas;
import org.stillpoint.halpern.PlainLoops;
import org.stillpoint.testing.TestContext;

/** Iterations take no memory. */
class AllocationTest {

    private static final int SETS = 4;
    private static final int ITERATIONS = 50;

    @Test
    void iterationsAllocateNothing(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> lines = PlainLoops.run(Probe.class, directory);
        assertEquals(SETS * (RatesTest.METHODS.size() + 1), lines.size());
        for (String line : lines) {
            assertTrue(line.endsWith(": 0 bytes"), line);
        }
    }

    /** Says what an iteration of each method takes. */
    static final class Probe {

        private Probe() {
        }

        public static void main(String[] arguments) throws IOException, SolverException {
            List<String> lines = new ArrayList<>();
            List<Inclusion> inclusions = Cases.large();
            for (int set = 0; set < inclusions.size(); set++) {
                Inclusion inclusion = inclusions.get(set);
                for (RatesTest.Method method : RatesTest.METHODS) {
                    lines.add("set " + set + ", " + leastBytes(inclusion, method.of(inclusion, new TestContext())));
                }
                lines.add("set " + set + ", " + leastBytes(inclusion,
                        new ProximalPointIteration(inclusion, new TestContext().blas(new JavaBlas()), 1e-6, 1000, 1000, 1, 0, 0)));
            }
            Files.write(Path.of(arguments[0]), lines);
        }

        /** The least of several iterations: the first ones load classes. */
        private static String leastBytes(Inclusion inclusion, InclusionIteration iteration) {
            double[] u = inclusion.start().clone();
            double[] image = new double[u.length];
            long least = Long.MAX_VALUE;
            for (int k = 0; k < ITERATIONS; k++) {
                long before = PlainLoops.allocatedBytes();
                inclusion.evaluate(u, image);
                inclusion.residual(u, image);
                iteration.advance(k, u, image);
                least = Math.min(least, PlainLoops.allocatedBytes() - before);
            }
            return iteration.getClass().getSimpleName() + ": " + least + " bytes";
        }
    }
}
