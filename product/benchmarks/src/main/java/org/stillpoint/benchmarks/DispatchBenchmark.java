package org.stillpoint.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.osgi.framework.BundleException;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.api.run.SolverRegistry;

/** What a host adds to a solve that has nothing to do: a fixed point from which it starts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DispatchBenchmark {

    private final FixedPointProblem problem = new FixedPointProblem("halpern.rotation", new double[2]);
    private EmbeddedHost host;
    private SolverHandle solver;
    private RunService runs;

    /** Starts a host. */
    @Setup
    public void start() throws IOException, BundleException, InterruptedException {
        host = EmbeddedHost.start();
        solver = host.service(SolverRegistry.class).solver("halpern.picard");
        runs = host.service(RunService.class);
    }

    /** Stops the host. */
    @TearDown
    public void stop() throws IOException, BundleException, InterruptedException {
        host.close();
    }

    /** Through the registry, with default options. */
    @Benchmark
    public Solution<FixedPoint> registry() throws SolverException {
        return solver.solve(problem, FixedPoint.class, Map.of());
    }

    /** Through the registry, with an option to check. */
    @Benchmark
    public Solution<FixedPoint> registryWithOption() throws SolverException {
        return solver.solve(problem, FixedPoint.class, Map.of("tolerance", 1e-9));
    }

    /** As a run: queue, another thread, verification, history. */
    @Benchmark
    public RunResult run() throws InterruptedException {
        return runs.submit(RunRequest.of(problem).solver("halpern.picard").build()).await();
    }
}
