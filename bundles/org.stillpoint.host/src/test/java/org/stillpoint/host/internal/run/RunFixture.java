package org.stillpoint.host.internal.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.host.internal.history.RunHistory;
import org.stillpoint.host.internal.registry.RegistryFixture;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.TestFramework;
import org.stillpoint.host.internal.testing.TestSolver;

/** A whole host in a real framework, with one bundle that brings solvers and the verifier of square roots. */
public final class RunFixture implements AutoCloseable {

    public static final Duration GRACE = Duration.ofMillis(200);
    public static final Duration VERIFICATION = Duration.ofMillis(300);

    public final TestFramework framework;
    public final RegistryFixture registry;
    public final HostRunService service;
    public final Bundle bundle;
    private final Path folder;
    private final boolean ownFolder;
    private final ServiceTracker<?, ?> verifiers;
    private final RunHistory history;

    public RunFixture(int workers, int queueLength) throws Exception {
        this(workers, queueLength, Files.createTempDirectory("history"), true);
    }

    public RunFixture(int workers, int queueLength, Path folder) throws Exception {
        this(workers, queueLength, folder, false);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private RunFixture(int workers, int queueLength, Path folder, boolean ownFolder) throws Exception {
        this.folder = folder;
        this.ownFolder = ownFolder;
        framework = new TestFramework();
        registry = new RegistryFixture(framework.context());
        Judge judge = new Judge(framework.context(), registry.contexts);
        verifiers = RegistryFixture.track(framework.context(), Verifier.class, added -> judge.addVerifier((ServiceReference) added),
                changed -> { }, gone -> judge.removeVerifier((ServiceReference) gone));
        history = new RunHistory(folder, 100, registry.threads);
        service = new HostRunService(new RunLimits(workers, queueLength, GRACE, VERIFICATION), registry.registry, registry.contexts,
                registry.threads, judge, history);
        bundle = framework.bundle("test.family", "1.0.0");
        TestFramework.register(bundle, ProblemType.class, SquareRoots.problemType(), Map.of());
    }

    public void verifier() {
        TestFramework.register(bundle, Verifier.class, SquareRoots.verifier(), Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
    }

    public RunResult run(TestSolver solver) throws InterruptedException {
        return run(solver, new SquareRoots(2, 9));
    }

    /** Publishes a solver for one run. */
    public RunResult run(TestSolver solver, SquareRoots problem) throws InterruptedException {
        var registration = TestFramework.solver(bundle, "test.solver", solver);
        try {
            return service.submit(RunRequest.of(problem).solver("test.solver").build()).await();
        } finally {
            registration.unregister();
        }
    }

    /** Waits as code does that ignores interrupts. */
    static void awaitThroughInterrupts(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException ignored) {
                Thread.yield();
            }
        }
    }

    @Override
    public void close() throws Exception {
        service.close();
        history.close();
        verifiers.close();
        registry.close();
        framework.close();
        if (ownFolder) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
