package org.stillpoint.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.run.SolverRegistry;

/**
 * What a step takes by multiple shooting and step after step, all that a solution needs included: a long chain of one ParaGRU unit to
 * 1e-12, and a wide GRU in single precision with as many inputs as units, whose residual is measured in double precision at the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx3g"})
public class ShootingBenchmark {

    private static final int LONG = 1 << 19;
    private static final int WIDE = 1024;

    @Param({"recurrence.shooting", "recurrence.sequential"})
    private String method;

    @Param({"1", "2"})
    private int threads;

    private EmbeddedHost host;
    private SolverRegistry registry;
    private RecurrenceProblem narrow;
    private RecurrenceProblem wide;

    /** Starts a host and draws the problems. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        host = EmbeddedHost.start();
        registry = host.service(SolverRegistry.class);
        narrow = RecurrenceProblems.narrow(1, 1, LONG, RecurrenceProblems.Coupling.STRONG);
        wide = RecurrenceProblems.wide(WIDE, 1, WIDE, 1);
    }

    /** Stops the host. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        host.close();
    }

    @Benchmark
    @OperationsPerInvocation(LONG)
    public Solution<Trajectory> longChain() throws SolverException {
        return registry.solver(method).solve(narrow, Trajectory.class, Map.of("tolerance", 1e-12, "threads", threads));
    }

    @Benchmark
    @OperationsPerInvocation(WIDE)
    public Solution<Trajectory> wideCell() throws SolverException {
        return registry.solver(method).solve(wide, Trajectory.class,
                Map.of("tolerance", 1e-5, "precision", "SINGLE", "threads", threads));
    }
}
