package org.stillpoint.host.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.TestFramework;
import org.stillpoint.host.internal.testing.TestSolver;

class RegistryUnderLoadTest {

    private static final int UPDATES = 60;

    /** Each version knows whether it has been drained; a call that reaches it afterwards is lost. */
    @Test
    void noCallIsLostWhileVersionsReplaceEachOther() throws Exception {
        try (TestFramework framework = new TestFramework(); RegistryFixture fixture = new RegistryFixture(framework.context())) {
            ServiceSolverRegistry registry = fixture.registry;
            Bundle current = start(framework, registry, 0, new AtomicBoolean());
            AtomicBoolean stop = new AtomicBoolean();
            AtomicLong calls = new AtomicLong();
            ExecutorService callers = Executors.newFixedThreadPool(4);
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(callers.submit(() -> {
                    SolverHandle handle = registry.solver("test.a");
                    while (!stop.get()) {
                        handle.solve(new SquareRoots(4), Roots.class, Map.of());
                        calls.incrementAndGet();
                    }
                    return null;
                }));
            }
            AtomicBoolean drained = new AtomicBoolean();
            for (int version = 1; version <= UPDATES; version++) {
                AtomicBoolean nextDrained = new AtomicBoolean();
                Bundle next = start(framework, registry, version, nextDrained);
                registry.retire(current).get(5, TimeUnit.SECONDS);
                drained.set(true);
                current.uninstall();
                current = next;
                drained = nextDrained;
            }
            stop.set(true);
            for (Future<?> result : results) {
                result.get(5, TimeUnit.SECONDS);
            }
            callers.shutdown();
            assertTrue(calls.get() > UPDATES, calls + " calls");
            assertEquals(1, registry.solvers().size());
        }
    }

    private static Bundle start(TestFramework framework, ServiceSolverRegistry registry, int version, AtomicBoolean drained)
            throws Exception {
        Bundle bundle = framework.install("test.family", "1." + version + ".0", Map.of());
        registry.hold(bundle);
        bundle.start();
        solver(bundle, "test.a", TestSolver.of((problem, context) -> {
            if (drained.get()) {
                throw new IllegalStateException("called after it was drained");
            }
            return TestSolver.answer(0, 2);
        }));
        registry.publish(bundle);
        return bundle;
    }

    /** The least of several batches, because other work disturbs them. */
    @Test
    void dispatchTakesLessThanTwentyMicroseconds() throws Exception {
        try (TestFramework framework = new TestFramework(); RegistryFixture fixture = new RegistryFixture(framework.context())) {
            Bundle bundle = framework.bundle("test.family", "1.0.0");
            var answer = TestSolver.answer(0, 2);
            solver(bundle, "test.a", TestSolver.of((problem, context) -> {
                context.proceed(context.seed(), 0);
                return answer;
            }));
            SolverHandle handle = fixture.registry.solver("test.a");
            SquareRoots problem = new SquareRoots(4);
            double least = Double.POSITIVE_INFINITY;
            double leastWithOptions = Double.POSITIVE_INFINITY;
            for (int batch = 0; batch < 20; batch++) {
                least = Math.min(least, microseconds(handle, problem, Map.of()));
                leastWithOptions = Math.min(leastWithOptions, microseconds(handle, problem, Map.of("seed", 3L)));
            }
            System.getLogger(getClass().getName()).log(System.Logger.Level.INFO,
                    "dispatch {0} us with defaults, {1} us with an option", least, leastWithOptions);
            assertTrue(least < 20 && leastWithOptions < 20, least + " us, " + leastWithOptions + " us");
        }
    }

    private static double microseconds(SolverHandle handle, SquareRoots problem, Map<String, Long> options) throws Exception {
        int calls = 20_000;
        long before = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            handle.solve(problem, Roots.class, options);
        }
        return (System.nanoTime() - before) * 1e-3 / calls;
    }
}
