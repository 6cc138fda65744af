package org.stillpoint.host.internal.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.register;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverHandle;
import org.stillpoint.api.run.SolverListener;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.TestFramework;
import org.stillpoint.host.internal.testing.TestSolver;

class ServiceSolverRegistryTest {

    private static final SquareRoots PROBLEM = new SquareRoots(2, 9);

    private static TestFramework framework;
    private final List<Bundle> bundles = new ArrayList<>();
    private RegistryFixture fixture;
    private ServiceSolverRegistry registry;

    @BeforeAll
    static void startFramework() throws Exception {
        framework = new TestFramework();
    }

    @AfterAll
    static void stopFramework() throws Exception {
        framework.close();
    }

    @BeforeEach
    void open() {
        fixture = new RegistryFixture(framework.context());
        registry = fixture.registry;
    }

    @AfterEach
    void close() throws BundleException {
        fixture.close();
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                bundle.uninstall();
            }
        }
    }

    private Bundle bundle(String version) throws Exception {
        Bundle bundle = framework.bundle("test.family", version);
        bundles.add(bundle);
        return bundle;
    }

    /** A solver that answers with a number of its own, whatever it is asked. */
    private static TestSolver answering(double number) {
        return TestSolver.of((problem, context) -> TestSolver.answer(0, number));
    }

    private static double answer(SolverHandle handle) throws SolverException {
        return handle.solve(PROBLEM, Roots.class, Map.of()).value().x()[0];
    }

    @Test
    void highestVersionIsCalledUnlessAnotherIsPinnedOrNamed() throws Exception {
        solver(bundle("1.0.0"), "test.a", answering(1));
        ServiceRegistration<?> newest = solver(bundle("1.10.0"), "test.a", answering(110));
        solver(bundle("1.9.0"), "test.a", answering(19));
        SolverHandle handle = registry.solver("test.a");
        assertEquals(110, answer(handle));
        assertEquals(19, answer(registry.solver("test.a", Version.valueOf("1.9.0"))));
        registry.pin("test.a", Version.valueOf("1.0.0"));
        assertEquals(1, answer(handle));
        assertEquals(List.of("1.0.0"), registry.solversFor(SquareRoots.TYPE).stream().map(s -> s.version().toString()).toList());
        registry.unpin("test.a");
        newest.unregister();
        assertEquals(19, answer(handle));
        assertEquals(List.of("1.9.0", "1.0.0"), registry.solvers().stream().map(s -> s.version().toString()).toList());
        assertThrows(SolverGoneException.class, () -> registry.pin("test.a", Version.valueOf("7")));
    }

    @Test
    void descriptorTellsPropertiesAndCommonOptions() throws Exception {
        solver(bundle("1.2.3"), "test.a", answering(1));
        SolverDescriptor descriptor = registry.solver("test.a").descriptor();
        assertEquals("test.a 1.2.3 test square-roots Test solver test.a test.family", String.join(" ", descriptor.id(),
                descriptor.version().toString(), descriptor.family(), descriptor.problemType(), descriptor.title(),
                descriptor.bundle()));
        assertEquals(List.of("threads", "seed"), descriptor.options().declarations().stream().map(o -> o.name()).toList());
    }

    @Test
    void removedSolverIsNamedWithTheTime() throws Exception {
        ServiceRegistration<?> registration = solver(bundle("1.2.0"), "test.a", answering(1));
        SolverHandle handle = registry.solver("test.a");
        registration.unregister();
        String message = assertThrows(SolverGoneException.class, () -> answer(handle)).getMessage();
        assertTrue(message.matches("solver test\\.a 1\\.2\\.0 was removed at \\d\\d:\\d\\d"), message);
        assertThrows(SolverGoneException.class, handle::descriptor);
    }

    @Test
    void unknownIdGetsTheNearest() throws Exception {
        assertTrue(assertThrows(SolverGoneException.class, () -> registry.solver("x")).getMessage().contains("none is installed"));
        Bundle bundle = bundle("1.0.0");
        solver(bundle, "test.sinkhorn", answering(1));
        solver(bundle, "halpern.linear-program", answering(1));
        String message = assertThrows(SolverGoneException.class, () -> registry.solver("halpern.linear")).getMessage();
        assertEquals("there is no solver 'halpern.linear'; the nearest is halpern.linear-program", message);
        message = assertThrows(SolverGoneException.class, () -> registry.solver("test.sinkhorn", new Version("3"))).getMessage();
        assertEquals("solver test.sinkhorn 3.0.0 is not installed; there is test.sinkhorn 1.0.0", message);
    }

    @Test
    void heldSolversAreInvisibleUntilPublished() throws Exception {
        Bundle old = bundle("1.0.0");
        solver(old, "test.a", answering(1));
        Bundle bundle = framework.install("test.family", "2.0.0", Map.of());
        bundles.add(bundle);
        registry.hold(bundle);
        bundle.start();
        solver(bundle, "test.a", answering(2));
        solver(bundle, "test.b", answering(2));
        assertEquals(1, registry.solvers().size());
        assertEquals(1, answer(registry.solver("test.a")));
        assertThrows(SolverGoneException.class, () -> registry.solver("test.b"));
        registry.publish(bundle);
        assertEquals(2, answer(registry.solver("test.a")));
        assertEquals(2, answer(registry.solver("test.b")));
    }

    @Test
    void retiredBundleDrainsWhenItsLastCallEnds() throws Exception {
        Bundle old = bundle("1.0.0");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        solver(old, "test.a", TestSolver.of((problem, context) -> {
            entered.countDown();
            awaitQuietly(release);
            return TestSolver.answer(0, 1);
        }));
        Bundle next = bundle("2.0.0");
        solver(next, "test.a", answering(2));
        SolverHandle pinned = registry.solver("test.a", new Version("1.0.0"));
        CompletableFuture<Double> call = CompletableFuture.supplyAsync(() -> uncheckedAnswer(pinned));
        assertTrue(entered.await(5, TimeUnit.SECONDS));
        CompletableFuture<Void> drained = registry.retire(old);
        assertFalse(drained.isDone());
        assertEquals(2, answer(registry.solver("test.a")));
        assertTrue(assertThrows(SolverGoneException.class, () -> answer(pinned)).getMessage().contains("was removed at"));
        release.countDown();
        assertEquals(1, call.get(5, TimeUnit.SECONDS));
        drained.get(5, TimeUnit.SECONDS);
        CompletableFuture<Void> idle = registry.retire(next);
        assertTrue(idle.isDone());
        assertThrows(SolverGoneException.class, () -> registry.solver("test.a"));
    }

    @Test
    void callsOnAServiceThatWentMeanwhileCountToo() throws Exception {
        Bundle bundle = bundle("1.0.0");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ServiceRegistration<?> registration = solver(bundle, "test.a", TestSolver.of((problem, context) -> {
            entered.countDown();
            awaitQuietly(release);
            return TestSolver.answer(0, 1);
        }));
        SolverHandle handle = registry.solver("test.a");
        CompletableFuture<Double> call = CompletableFuture.supplyAsync(() -> uncheckedAnswer(handle));
        assertTrue(entered.await(5, TimeUnit.SECONDS));
        registration.unregister();
        CompletableFuture<Void> drained = registry.retire(bundle);
        assertFalse(drained.isDone());
        release.countDown();
        assertEquals(1, call.get(5, TimeUnit.SECONDS));
        drained.get(5, TimeUnit.SECONDS);
    }

    @Test
    void restoreTakesRetirementBack() throws Exception {
        Bundle bundle = bundle("1.0.0");
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        solver(bundle, "test.a", TestSolver.of((problem, context) -> {
            entered.countDown();
            awaitQuietly(release);
            return TestSolver.answer(0, 1);
        }));
        SolverHandle handle = registry.solver("test.a");
        CompletableFuture<Double> call = CompletableFuture.supplyAsync(() -> uncheckedAnswer(handle));
        assertTrue(entered.await(5, TimeUnit.SECONDS));
        CompletableFuture<Void> drained = registry.retire(bundle);
        registry.restore(bundle);
        assertTrue(drained.isCancelled());
        release.countDown();
        call.get(5, TimeUnit.SECONDS);
        assertEquals(1, answer(handle));
        registry.retire(bundle).get(5, TimeUnit.SECONDS);
    }

    @Test
    void malformedSolversAreRefusedAndDuplicatesWait() throws Exception {
        Bundle bundle = bundle("1.0.0");
        register(bundle, Solver.class, answering(0), Map.of(SolverInfo.FAMILY, "test", SolverInfo.PROBLEM, SquareRoots.TYPE));
        register(bundle, Solver.class, answering(0), Map.of(SolverInfo.ID, "test.c", SolverInfo.FAMILY, "test"));
        ServiceRegistration<?> first = solver(bundle, "test.a", answering(1));
        Bundle imitator = framework.bundle("test.imitator", "1.0.0");
        bundles.add(imitator);
        solver(imitator, "test.a", answering(2));
        assertEquals(1, registry.solvers().size());
        assertEquals(1, answer(registry.solver("test.a")));
        first.unregister();
        assertEquals(2, answer(registry.solver("test.a")));
    }

    @Test
    void brokenOptionsRefuseOnlyTheSolversOfTheirBundle() throws Exception {
        Bundle broken = framework.install("test.broken", "1.0.0", Map.of("OSGI-INF/metatype/a.xml", "<MetaData><OCD"));
        bundles.add(broken);
        broken.start();
        solver(broken, "test.broken", answering(0));
        solver(bundle("1.0.0"), "test.a", answering(1));
        assertEquals(List.of("test.a"), registry.solvers().stream().map(SolverDescriptor::id).toList());
    }

    @Test
    void selectsTheLeastExpectedTimeAndTheFirstIdOfEquals() throws Exception {
        Bundle bundle = bundle("1.0.0");
        TestSolver plain = TestSolver.newton();
        solver(bundle, "test.slow", new TestSolver(plain.body(), 10));
        solver(bundle, "test.z", new TestSolver(plain.body(), 2));
        solver(bundle, "test.b", new TestSolver(plain.body(), 2));
        solver(bundle, "test.unable", new TestSolver(plain.body(), Double.POSITIVE_INFINITY));
        solver(bundle, "test.nan", new TestSolver(plain.body(), Double.NaN));
        assertEquals("test.b", registry.select(PROBLEM).descriptor().id());
        assertThrows(SolverGoneException.class, () -> registry.select(new SquareRoots(Double.NaN)));
        assertThrows(SolverGoneException.class, () -> registry.select(new FixedPointProblem("none", new double[1])));
    }

    /** The old version closes after the search has begun, and before it comes to it. */
    @Test
    void selectsAVersionThatReplacesAnotherMeanwhile() throws Exception {
        Bundle old = bundle("1.0.0");
        Bundle next = bundle("1.1.0");
        Solver<SquareRoots, Roots> updating = new Solver<>() {
            @Override
            public Solution<Roots> solve(SquareRoots problem, SolveContext context) {
                return TestSolver.answer(0, 0);
            }

            @Override
            public SquareRoots selfCheck() {
                return PROBLEM;
            }

            @Override
            public double expectedSeconds(SquareRoots problem) {
                if (next.getRegisteredServices() == null) {
                    solver(next, "test.b", answering(2));
                    registry.retire(old);
                }
                return Double.POSITIVE_INFINITY;
            }
        };
        solver(old, "test.a", updating);
        solver(old, "test.b", answering(1));
        SolverHandle selected = registry.select(PROBLEM);
        assertEquals("test.b", selected.descriptor().id());
        assertEquals(2, answer(selected));
    }

    @Test
    void handleChecksWhatGoesInAndComesOut() throws Exception {
        Bundle bundle = bundle("1.0.0");
        solver(bundle, "test.a", TestSolver.newton());
        solver(bundle, "test.null", TestSolver.of((problem, context) -> null));
        SolverHandle handle = registry.solver("test.a");
        Solution<Roots> solution = handle.solve(PROBLEM, Roots.class, Map.of("seed", "7"));
        assertEquals(Math.sqrt(2), solution.value().x()[0], 1e-12);
        assertThrows(SolverException.class, () -> handle.solve(PROBLEM, FixedPoint.class, Map.of()));
        assertThrows(SolverGoneException.class, () -> handle.solve(new FixedPointProblem("f", new double[1]), FixedPoint.class, Map.of()));
        assertThrows(SolverException.class, () -> registry.solver("test.null").solve(PROBLEM, Roots.class, Map.of()));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> handle.solve(PROBLEM, Roots.class, Map.of("sed", 1)))
                .getMessage().contains("the nearest is seed"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> handle.solve(PROBLEM, Roots.class, Map.of("threads", 2000)))
                .getMessage().contains("from 0 to 1024"));
    }

    @Test
    void listenersHearOfEverythingInOrder() throws Exception {
        Bundle bundle = bundle("1.0.0");
        solver(bundle, "test.a", answering(1));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        List<String> heardByService = Collections.synchronizedList(new ArrayList<>());
        SolverListener failing = listener(event -> {
            throw new IllegalStateException(event);
        });
        registry.addListener(failing);
        SolverListener listener = listener(heard::add);
        registry.addListener(listener);
        register(bundle, SolverListener.class, listener(heardByService::add), Map.of());
        assertEquals(List.of("+test.a"), heard);
        ServiceRegistration<?> second = solver(bundle, "test.b", answering(1));
        registry.retire(bundle);
        registry.restore(bundle);
        second.unregister();
        await(() -> heard.size() >= 7);
        assertEquals(List.of("+test.a", "+test.b"), heard.subList(0, 2));
        assertEquals(List.of("+test.a", "+test.b", "-test.a", "-test.b"), heard.subList(2, 6).stream().sorted().toList());
        assertEquals(List.of("-test.b"), heard.subList(6, heard.size()));
        registry.removeListener(listener);
        solver(bundle, "test.d", answering(1));
        await(() -> heardByService.contains("+test.d"));
        assertEquals(7, heard.size());
    }

    /** Events are delivered by whichever thread comes first: that of the service's listener may be at it still. */
    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }

    @Test
    void problemTypesOfBundlesJoinTheStandardOnes() throws Exception {
        int standard = registry.problemTypes().size();
        ServiceRegistration<?> registration = register(bundle("1.0.0"), ProblemType.class, SquareRoots.problemType(), Map.of());
        assertEquals(SquareRoots.TYPE, registry.problemTypes().get(standard).name());
        registration.unregister();
        assertEquals(standard, registry.problemTypes().size());
    }

    private static SolverListener listener(Consumer<String> events) {
        return new SolverListener() {
            @Override
            public void added(SolverDescriptor solver) {
                events.accept("+" + solver.id());
            }

            @Override
            public void removed(SolverDescriptor solver) {
                events.accept("-" + solver.id());
            }
        };
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static double uncheckedAnswer(SolverHandle handle) {
        try {
            return answer(handle);
        } catch (SolverException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
