package org.stillpoint.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem.Divergence;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.api.run.SolverRegistry;

/** Projections of 4 x 4 matrices onto the Birkhoff polytope, in batches: matrices in a second, for normal entries of a deviation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class BirkhoffBenchmark {

    private static final int COUNT = 100_000;
    private static final int SIZE = 4;

    @Param({"1", "5", "30"})
    private double deviation;

    @Param({"1", "2"})
    private int threads;

    private EmbeddedHost host;
    private SolverHandle newton;
    private SolverHandle sinkhorn;
    private SolverHandle euclidean;
    private DoublyStochasticProblem logits;
    private DoublyStochasticProblem matrices;

    /** Starts a host and draws the matrices. */
    @Setup
    public void start() throws IOException, BundleException, InterruptedException {
        host = EmbeddedHost.start();
        SolverRegistry registry = host.service(SolverRegistry.class);
        newton = registry.solver("transport.birkhoff-newton");
        sinkhorn = registry.solver("transport.birkhoff-sinkhorn");
        euclidean = registry.solver("transport.birkhoff-euclidean");
        Random random = new Random(1);
        double[] numbers = random.doubles((long) COUNT * SIZE * SIZE).map(any -> deviation * random.nextGaussian()).toArray();
        logits = new DoublyStochasticProblem(SIZE, numbers, Divergence.KULLBACK_LEIBLER);
        matrices = new DoublyStochasticProblem(SIZE, numbers, Divergence.EUCLIDEAN);
    }

    /** Stops the host. */
    @TearDown
    public void stop() throws IOException, BundleException, InterruptedException {
        host.close();
    }

    /** Newton's method, sums exact to 1e-12. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Solution<MatrixBatch> newton() throws SolverException {
        return newton.solve(logits, MatrixBatch.class, Map.of("threads", threads));
    }

    /** Twenty Sinkhorn sweeps, whatever they reach. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Solution<MatrixBatch> twentySweeps() throws SolverException {
        return sinkhorn.solve(logits, MatrixBatch.class, Map.of("threads", threads, "maxIterations", 20, "tolerance", 1e-14));
    }

    /** The Euclidean projection, sums exact to 1e-12. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public Solution<MatrixBatch> euclidean() throws SolverException {
        return euclidean.solve(matrices, MatrixBatch.class, Map.of("threads", threads));
    }
}
