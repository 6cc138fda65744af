package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.TestSolver;

class RunsUnderUpdateTest {

    private static final int UPDATES = 12;

    @Test
    void everySubmittedRunEndsCertifiedWhileVersionsReplaceEachOther() throws Exception {
        try (RunFixture host = new RunFixture(2, 1000)) {
            host.verifier();
            Bundle current = start(host, 0);
            AtomicBoolean stop = new AtomicBoolean();
            ExecutorService users = Executors.newFixedThreadPool(4);
            List<Future<List<RunResult>>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int user = i;
                results.add(users.submit((Callable<List<RunResult>>) () -> {
                    List<RunResult> own = new ArrayList<>();
                    while (!stop.get()) {
                        Run first = host.service.submit(RunRequest.of(new SquareRoots(2 + user, 9)).build());
                        Run second = host.service.submit(RunRequest.of(new SquareRoots(3, 1 + user)).option("seed", user).build());
                        own.add(first.await());
                        own.add(second.await());
                    }
                    return own;
                }));
            }
            for (int version = 1; version <= UPDATES; version++) {
                Bundle next = start(host, version);
                host.registry.registry.retire(current).get(5, TimeUnit.SECONDS);
                current.uninstall();
                current = next;
            }
            stop.set(true);
            Set<Long> ids = new HashSet<>();
            Set<String> versions = new HashSet<>();
            for (Future<List<RunResult>> result : results) {
                for (RunResult run : result.get(10, TimeUnit.SECONDS)) {
                    assertEquals(Verdict.CERTIFIED, run.verdict(), () -> run.failure().orElse(run.remarks().toString()));
                    assertTrue(ids.add(run.id()), "number given twice");
                    versions.add(run.solver().version().toString());
                }
            }
            users.shutdown();
            assertTrue(versions.size() > 2, "versions seen: " + versions);
            assertEquals(List.of(), host.service.active());
            assertEquals(100, host.service.history(1000).size());
        }
    }

    private static Bundle start(RunFixture host, int version) throws Exception {
        Bundle bundle = host.framework.install("test.updated", "1." + version + ".0", Map.of());
        host.registry.registry.hold(bundle);
        bundle.start();
        solver(bundle, "test.newton", TestSolver.newton());
        host.registry.registry.publish(bundle);
        return bundle;
    }

    @Test
    void aRunCostsLittleBesideItsSolve() throws Exception {
        try (RunFixture host = new RunFixture(2, 1000)) {
            host.verifier();
            solver(host.bundle, "test.newton", TestSolver.newton());
            RunRequest request = RunRequest.of(new SquareRoots(2, 9)).build();
            double least = Double.POSITIVE_INFINITY;
            for (int batch = 0; batch < 10; batch++) {
                long before = System.nanoTime();
                for (int i = 0; i < 500; i++) {
                    host.service.submit(request).await();
                }
                least = Math.min(least, (System.nanoTime() - before) * 1e-3 / 500);
            }
            System.getLogger(getClass().getName()).log(Level.INFO, "submit, solve, verify, record: {0} us", least);
            assertTrue(least < 5000, least + " us");
        }
    }
}
