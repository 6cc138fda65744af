package org.stillpoint.blas.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.blas.Transpose;
import org.stillpoint.blas.internal.JavaBlas;

class KernelsTest {

    @Test
    void vectorKernelsWhereTheModuleIs() {
        assertTrue(Kernels.doubles().description().startsWith("Vector API"));
        assertTrue(Kernels.floats().description().startsWith("Vector API"));
    }

    /** A virtual machine started without the module computes the same with plain loops. */
    @Test
    void plainLoopsWhereTheModuleIsAbsent() throws Exception {
        String java = System.getProperty("java.home") + "/bin/java";
        Process process = new ProcessBuilder(List.of(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), WithoutModule.class.getName())).redirectErrorStream(true).start();
        String output;
        try (InputStream stream = process.getInputStream()) {
            output = new String(stream.readAllBytes());
        }
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals("pure Java, plain loops, 1 thread 0.0", output.strip());
    }

    /** What the other virtual machine runs. */
    static final class WithoutModule {

        private WithoutModule() {
        }

        public static void main(String[] arguments) {
            JavaBlas blas = new JavaBlas();
            int n = 40;
            double[] a = new double[n * n];
            double[] identity = new double[n * n];
            for (int i = 0; i < n * n; i++) {
                a[i] = i;
                identity[i] = i / n == i % n ? 1 : 0;
            }
            double[] c = new double[n * n];
            blas.dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, identity, 0, n,
                    0, c, 0, n);
            double error = 0;
            for (int i = 0; i < n * n; i++) {
                error = Math.max(error, Math.abs(c[i] - a[i]));
            }
            System.out.println(blas.description() + " " + error);
        }
    }
}
