package org.stillpoint.benchmarks;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleException;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.blas.PackedMatrix;
import org.stillpoint.api.blas.Transpose;

/** Matrix products by each provider, in 10^9 operations a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class BlasBenchmark {

    @Param({"java", "openblas", "jblas"})
    private String provider;

    @Param({"64", "256", "512", "1024"})
    private int n;

    private EmbeddedHost host;
    private Blas blas;
    private PackedMatrix packed;
    private double[] a;
    private double[] b;
    private double[] c;

    /** Starts a host and takes the provider from its router. */
    @Setup
    public void start() throws IOException, BundleException, InterruptedException {
        host = EmbeddedHost.start();
        BlasRouter router = host.service(BlasRouter.class);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (router.provider(provider).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        blas = router.provider(provider).orElseThrow();
        Random random = new Random(1);
        a = random.doubles((long) n * n).toArray();
        b = random.doubles((long) n * n).toArray();
        c = new double[n * n];
        packed = blas.pack(Transpose.NO, n, n, b, 0, n);
    }

    /** Stops the host. */
    @TearDown
    public void stop() throws IOException, BundleException, InterruptedException {
        host.close();
    }

    /** Counts operations. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Rate {
        /** 10^9 operations. */
        public double gigaflops;
    }

    @Benchmark
    public double[] dgemm(Rate rate) {
        blas.dgemm(Transpose.NO, Transpose.NO, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
        rate.gigaflops += 2e-9 * n * n * n;
        return c;
    }

    @Benchmark
    public double[] packedProduct(Rate rate) {
        packed.multiply(n, 1, a, 0, n, 0, c, 0, n);
        rate.gigaflops += 2e-9 * n * n * n;
        return c;
    }

    @Benchmark
    public double[] dgemv(Rate rate) {
        blas.dgemv(Transpose.NO, n, n, 1, a, 0, n, b, 0, 0, c, 0);
        rate.gigaflops += 2e-9 * n * n;
        return c;
    }
}
