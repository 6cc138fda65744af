package org.stillpoint.host.internal.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** A solver is updated again and again while four threads keep solving with it. */
class UpdateCyclesTest {

    private static final int THREADS = 4;
    private static final String SOLVER = "org.example.picard";
    private static final String KERNEL = "org.example.kernel";
    @TempDir
    private Path folder;

    /** The versions of one feature: each has a solver bundle that works with the kernel bundle of its own version only. */
    private final class Versions {
        private final TestBundles bundles = new TestBundles(folder);
        private final Path kernel;
        private final Path solver;

        Versions() throws IOException {
            kernel = bundles.compile(KERNEL, "1.0.0", Map.of("-exportcontents", KERNEL), """
                    package org.example.kernel;
                    @org.osgi.service.component.annotations.Component(service = Kernel.class)
                    public class Kernel {
                        public org.osgi.framework.Version version() {
                            return org.osgi.framework.FrameworkUtil.getBundle(Kernel.class).getVersion();
                        }
                    }
                    """);
            solver = bundles.compile(SOLVER, "1.0.0", Map.of(), List.of(kernel), Sources.solver(SOLVER, """
                    private final org.example.kernel.Kernel kernel;
                    @Activate
                    public PicardSolver(@Reference org.example.kernel.Kernel kernel) {
                        this.kernel = kernel;
                    }
                    """, """
                    if (!kernel.version().equals(org.osgi.framework.FrameworkUtil.getBundle(PicardSolver.class).getVersion())) {
                        throw new SolverException("the kernel is of version " + kernel.version());
                    }
                    if (iteration % 4 == 0) {
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                    }
                    """), Sources.operator(SOLVER));
        }

        Path archive(int number) throws IOException {
            String version = "1.0." + number;
            return bundles.archive("picard", version, Map.of(KERNEL + ":" + version, bundles.restamp(kernel, version),
                    SOLVER + ":" + version, bundles.restamp(solver, version)));
        }
    }

    /** Four threads that solve until they are stopped, each run on its own start. */
    private static final class Load implements AutoCloseable {
        private final List<Thread> threads = new ArrayList<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final Set<String> versions = ConcurrentHashMap.newKeySet();
        private final AtomicInteger submitted = new AtomicInteger();
        private final AtomicInteger certified = new AtomicInteger();
        private volatile boolean stopped;

        Load(TestHost host) throws InterruptedException {
            CountDownLatch busy = new CountDownLatch(THREADS);
            for (int i = 0; i < THREADS; i++) {
                double start = i;
                Thread thread = new Thread(() -> {
                    for (int run = 0; !stopped; run++) {
                        solve(host, start + run);
                        busy.countDown();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            busy.await();
        }

        private void solve(TestHost host, double start) {
            submitted.incrementAndGet();
            try {
                List<Object> answer = host.drive("run", "example.picard", Sources.OPERATOR, new double[] {start, -start, 0});
                if ("CERTIFIED".equals(answer.get(0))) {
                    assertArrayEquals(new double[] {2, 2, 2}, (double[]) answer.get(2), 1e-11);
                    certified.incrementAndGet();
                    versions.add((String) answer.get(1));
                } else {
                    failures.add(answer.toString());
                }
            } catch (RuntimeException | AssertionError failed) {
                failures.add(failed.toString());
            }
        }

        @Override
        public void close() throws InterruptedException {
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static List<WeakReference<ClassLoader>> loaders(TestHost host) {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (Bundle bundle : host.context().getBundles()) {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            if (bundle.getSymbolicName().startsWith("org.example.") && wiring != null) {
                loaders.add(new WeakReference<>(wiring.getClassLoader()));
            }
        }
        return loaders;
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).distinct().count();
    }

    /** Collects garbage until no more than the given number of class loaders are left, or for ten seconds. */
    private static void collect(List<WeakReference<ClassLoader>> loaders, int expected) throws InterruptedException {
        for (int attempt = 0; attempt < 100 && alive(loaders) > expected; attempt++) {
            System.gc();
            Thread.sleep(100);
        }
    }

    private static int classes() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    @ParameterizedTest
    @CsvSource({"FELIX, 200", "EQUINOX, 20"})
    void updatesLoseNoRunAndLeaveNothingBehind(FrameworkKind kind, int cycles) throws Exception {
        Versions versions = new Versions();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        try (TestHost host = new TestHost(kind, folder)) {
            assertEquals("", host.install(versions.archive(0), false).refusal());
            assertEquals("", host.install(versions.archive(1), false).refusal());
            new Load(host).close();
            int threadsBefore = Thread.activeCount();
            int classesBefore = classes();
            Load load = new Load(host);
            try (load) {
                for (int i = 2; i < cycles + 2; i++) {
                    TestHost.Report report = host.install(versions.archive(i), false);
                    assertEquals("", report.refusal());
                    assertEquals("1.0." + i, report.version());
                    loaders.addAll(loaders(host));
                    assertTrue(load.failures.isEmpty(), load.failures::toString);
                }
            }
            assertEquals(List.of(), List.copyOf(load.failures));
            assertEquals(load.submitted.get(), load.certified.get());
            assertTrue(load.versions.size() > cycles / 4, () -> "runs met only the versions " + load.versions);
            assertEquals("1.0." + (cycles + 1), host.drive("run", "example.picard", Sources.OPERATOR, new double[] {1}).get(1));
            awaitOne(host);
            assertEquals(List.of("picard 1.0." + (cycles + 1)), host.installed());
            collect(loaders, 2);
            assertTrue(alive(loaders) <= 2 * 2, () -> alive(loaders) + " class loaders are left, of " + loaders.size());
            assertTrue(classes() < classesBefore + 1_000, () -> classes() + " classes are loaded, before " + classesBefore);
            for (int attempt = 0; attempt < 300 && Thread.activeCount() > threadsBefore; attempt++) {
                Thread.sleep(10);
            }
            assertTrue(Thread.activeCount() <= threadsBefore, () -> "threads: " + Thread.getAllStackTraces().keySet());
        }
    }

    private static void awaitOne(TestHost host) throws InterruptedException {
        for (int attempt = 0; attempt < 500 && host.installed().size() > 1; attempt++) {
            Thread.sleep(10);
        }
    }
}
