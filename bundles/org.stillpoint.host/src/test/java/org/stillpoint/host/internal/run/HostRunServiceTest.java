package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.register;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.StartedThreads;
import org.stillpoint.host.internal.testing.TestSolver;

class HostRunServiceTest {

    private static final SquareRoots PROBLEM = new SquareRoots(2, 9);

    private final StartedThreads threads = new StartedThreads();
    private RunFixture host;

    @BeforeEach
    void start() throws Exception {
        host = new RunFixture(1, 2);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    private Run submit(String id) {
        return host.service.submit(RunRequest.of(PROBLEM).solver(id).build());
    }

    @Test
    void honestSolverIsCertifiedAndRecorded() throws Exception {
        host.verifier();
        solver(host.bundle, "test.newton", TestSolver.newton());
        Run run = host.service.submit(RunRequest.of(PROBLEM).label("two and nine").source(Path.of("roots.json"))
                .option("seed", 5).build());
        RunResult result = run.await();
        assertEquals(Verdict.CERTIFIED, result.verdict());
        assertEquals("test.family 1.0.0", result.certificate().orElseThrow().verifier());
        assertEquals(RunState.DONE, run.state());
        assertTrue(result.solution().orElseThrow().history().size() > 2);
        assertEquals(5L, result.options().get("seed"));
        assertEquals(List.of(), result.remarks());
        RunSummary summary = host.service.history(1).get(0);
        assertEquals(summary, host.service.find(run.id()).orElseThrow());
        assertEquals("two and nine CONVERGED CERTIFIED test.newton 1.0.0", String.join(" ", summary.label(), summary.status().get(),
                summary.verdict().get().name(), summary.solver(), summary.version()));
        assertEquals(result.solution().get().residual(), summary.residual());
        assertEquals(run.history(), summary.history());
        assertEquals(Path.of("roots.json").toAbsolutePath().toString(), summary.source().orElseThrow());
        assertEquals(List.of(summary.outline()), host.service.overview(0, 10));
        assertEquals(Map.of("threads", "0", "seed", "5"), summary.options());
        assertTrue(host.service.active().isEmpty());
    }

    @Test
    void liarIsNotCertifiedAndBothNumbersAreShown() throws Exception {
        host.verifier();
        RunResult result = host.run(TestSolver.liar());
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
        assertFalse(result.certified());
        String remark = result.remarks().get(0);
        assertEquals(result.remarks(), host.service.history(1).get(0).remarks());
        assertTrue(remark.contains("1.000e-09") && remark.contains("7.200e+01") && remark.contains("1.000e-06"), remark);
    }

    @Test
    void withoutVerifierNothingIsCertified() throws Exception {
        RunResult result = host.run(TestSolver.newton());
        assertEquals(Verdict.UNVERIFIED, result.verdict());
        assertTrue(result.certificate().isEmpty());
    }

    @Test
    void brokenSolversAreReportedAsWhatTheyDid() throws Exception {
        host.verifier();
        assertFailure("returned null", TestSolver.of((problem, context) -> null));
        assertFailure("java.lang.IllegalStateException: no luck", TestSolver.of((problem, context) -> {
            throw new IllegalStateException("no luck");
        }));
        assertFailure("java.lang.StackOverflowError", TestSolver.of((problem, context) -> TestSolver.answer(0, bottomless(1))));
        assertFailure("NoClassDefFoundError: org/missing", TestSolver.of((problem, context) -> {
            throw new NoClassDefFoundError("org/missing");
        }));
        assertFailure("ran out of memory", TestSolver.of((problem, context) -> TestSolver.answer(0, new double[Integer.MAX_VALUE])));
        assertFailure("CONVERGED was claimed with residual 1.0", TestSolver.of((problem, context) -> TestSolver.answer(1, 1)));
        assertFailure("changed the problem", TestSolver.of((problem, context) -> {
            problem.a()[1] = 4;
            return TestSolver.answer(0, Math.sqrt(2), 2);
        }));
        assertEquals(Verdict.CERTIFIED, host.run(TestSolver.newton()).verdict());
    }

    @Test
    void aSolverThatDoesNotTreatTheProblemRefusesIt() throws Exception {
        RunResult result = host.run(TestSolver.of((problem, context) -> {
            throw new SolverException("the matrix is missing");
        }), new SquareRoots(2, 9));
        assertEquals(Verdict.REFUSED, result.verdict());
        assertEquals("the matrix is missing", result.failure().orElseThrow());
        assertTrue(result.solution().isEmpty());
        assertEquals(Verdict.REFUSED, host.service.find(result.id()).orElseThrow().verdict().orElseThrow());
    }

    private static double bottomless(double depth) {
        return 1 + bottomless(depth + 1);
    }

    private void assertFailure(String expected, TestSolver solver) throws InterruptedException {
        RunResult result = host.run(solver, new SquareRoots(2, 9));
        assertEquals(Verdict.FAILED, result.verdict());
        assertTrue(result.solution().isEmpty());
        assertTrue(result.failure().orElseThrow().contains(expected), result.failure().get());
    }

    @Test
    void wrongKindOfValueIsAFailure() throws Exception {
        solver(host.bundle, "test.stranger", SquareRoots.TYPE, new FixedPointSolver());
        String failure = submit("test.stranger").await().failure().orElseThrow();
        assertTrue(failure.contains("FixedPoint") && failure.contains("expected"), failure);
    }

    @Test
    void cancelledRunEndsWithItsBestIterate() throws Exception {
        host.verifier();
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run run = submit("test.endless");
        while (run.progress().iteration() < 1000) {
            Thread.sleep(1);
        }
        assertEquals(RunState.RUNNING, run.state());
        assertEquals(RunState.RUNNING, host.service.history(1).get(0).state());
        assertTrue(host.service.history(1).get(0).iterations() > 0);
        assertTrue(host.service.overview(0, 1).get(0).iterations() > 0);
        assertEquals(0, host.service.delete(List.of(run.id())), "it is not done");
        run.cancel();
        RunResult result = run.await();
        assertEquals(Status.CANCELLED, result.solution().orElseThrow().status());
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
        assertEquals(Verdict.NOT_CERTIFIED, result(run).verdict());
        run.cancel();
        assertEquals(1, host.service.delete(List.of(run.id())));
        assertEquals(List.of(), host.service.history(1));
    }

    private static RunResult result(Run run) {
        return run.result().orElseThrow();
    }

    @Test
    void timeLimitEndsTheRunInTime() throws Exception {
        solver(host.bundle, "test.endless", TestSolver.endless());
        RunResult result = host.service.submit(RunRequest.of(PROBLEM).timeLimit(Duration.ofMillis(60)).build()).await();
        assertEquals(Status.TIME_LIMIT, result.solution().orElseThrow().status());
        assertTrue(result.seconds() >= 0.06 && result.seconds() < 10, result.seconds() + " s");
    }

    @Test
    void queuedRunCanBeCancelledAndAFullQueueRefuses() throws Exception {
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run first = submit("test.endless");
        while (first.state() != RunState.RUNNING) {
            Thread.sleep(1);
        }
        Run second = submit("test.endless");
        submit("test.endless");
        String refusal = assertThrows(RejectedExecutionException.class, () -> submit("test.endless")).getMessage();
        assertTrue(refusal.contains("2 runs are waiting"), refusal);
        assertEquals(3, host.service.active().size());
        second.cancel();
        assertTrue(second.await().failure().orElseThrow().contains("waited in the queue"));
        assertEquals(2, host.service.active().size());
        submit("test.endless");
    }

    @Test
    void solverThatIgnoresCancelIsGivenUpAndItsThreadReplaced() throws Exception {
        host.verifier();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch returned = new CountDownLatch(1);
        solver(host.bundle, "test.deaf", TestSolver.of((problem, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            returned.countDown();
            return TestSolver.answer(0, 1);
        }));
        solver(host.bundle, "test.newton", TestSolver.newton());
        Run deaf = submit("test.deaf");
        while (deaf.state() != RunState.RUNNING) {
            Thread.sleep(1);
        }
        Run waiting = submit("test.newton");
        deaf.cancel();
        RunResult result = deaf.await(Duration.ofSeconds(5)).orElseThrow();
        assertEquals(Verdict.FAILED, result.verdict());
        assertTrue(result.failure().orElseThrow().contains("did not stop within 0.2 s of the cancellation"), result.failure().get());
        assertTrue(result.seconds() >= 0.2);
        assertEquals(Verdict.CERTIFIED, waiting.await(Duration.ofSeconds(5)).orElseThrow().verdict());
        var drained = host.registry.registry.retire(host.bundle);
        assertFalse(drained.isDone());
        release.countDown();
        assertTrue(returned.await(5, TimeUnit.SECONDS));
        drained.get(5, TimeUnit.SECONDS);
        host.registry.registry.restore(host.bundle);
        assertEquals(Verdict.CERTIFIED, submit("test.newton").await().verdict());
        assertEquals(result, result(deaf));
    }

    @Test
    void laxerToleranceThanAskedForIsRemarked() throws Exception {
        host.verifier();
        RunResult result = host.run(TestSolver.of((problem, context) -> Solution.of(Status.CONVERGED, new Roots(
                new double[] {Math.sqrt(2), 3})).residual(0, 1e-2).build()));
        assertEquals(Verdict.CERTIFIED, result.verdict());
        assertEquals(List.of("the solver worked to the tolerance 1.000e-02 where 1.000e-06 was asked for"), result.remarks());
    }

    @Test
    void deafSolverWithTimeLimitIsInterruptedAfterTheGrace() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        solver(host.bundle, "test.sleeper", TestSolver.of((problem, context) -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException woken) {
                seen.set(woken);
            }
            ended.countDown();
            return TestSolver.answer(0, 1);
        }));
        RunResult result = host.service.submit(RunRequest.of(PROBLEM).timeLimit(Duration.ofMillis(20)).build()).await();
        assertTrue(result.failure().orElseThrow().contains("of its time limit"), result.failure().get());
        assertTrue(ended.await(5, TimeUnit.SECONDS));
        assertTrue(seen.get() instanceof InterruptedException);
    }

    @Test
    void wrongRequestsAreRefusedAtOnce() {
        solver(host.bundle, "test.newton", TestSolver.newton());
        assertThrows(OptionException.class, () -> host.service.submit(RunRequest.of(PROBLEM).option("sed", 1).build()));
        assertThrows(OptionException.class, () -> host.service.submit(RunRequest.of(PROBLEM).blas("mkl").build()));
        assertThrows(IllegalArgumentException.class, () -> host.service.submit(RunRequest.of(PROBLEM)
                .start(new FixedPoint(new double[2])).build()));
        assertThrows(SolverGoneException.class, () -> submit("test.nobody"));
        String message = assertThrows(SolverGoneException.class, () -> host.service.submit(RunRequest.of(
                new FixedPointProblem("f", new double[1])).solver("test.newton").build())).getMessage();
        assertTrue(message.contains("takes square-roots problems, not fixed-point"), message);
        assertTrue(host.registry.registry.retire(host.bundle).isDone(), "a refused request still occupies the solver");
    }

    @Test
    void runKeepsItsVersionThroughAnUpdate() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        solver(host.bundle, "test.a", TestSolver.of((problem, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return TestSolver.answer(0, 1);
        }));
        Run running = submit("test.a");
        Run queued = submit("test.a");
        var next = host.framework.bundle("test.family", "2.0.0");
        solver(next, "test.a", TestSolver.of((problem, context) -> TestSolver.answer(0, 2)));
        var drained = host.registry.registry.retire(host.bundle);
        Run updated = submit("test.a");
        release.countDown();
        assertEquals(List.of(1.0, 1.0, 2.0), List.of(root(running), root(queued), root(updated)));
        drained.get(5, TimeUnit.SECONDS);
    }

    private static double root(Run run) throws InterruptedException {
        return ((Roots) run.await().solution().orElseThrow().value()).x()[0];
    }

    @Test
    void queuedRunOfARemovedSolverFailsWithTheTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        solver(host.bundle, "test.blocker", TestSolver.of((problem, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return TestSolver.answer(0, 1);
        }));
        var registration = solver(host.bundle, "test.a", TestSolver.newton());
        submit("test.blocker");
        Run queued = submit("test.a");
        registration.unregister();
        release.countDown();
        assertTrue(queued.await().failure().orElseThrow().matches("solver test.a 1.0.0 was removed at \\d\\d:\\d\\d"));
    }

    @Test
    void functionsStartsHelpersAndNestedSolvesReachTheSolver() throws Exception {
        register(host.bundle, Operator.class, new Halving(), Map.of(FunctionInfo.NAME, "halving"));
        register(host.bundle, Operator.class, new Halving(), Map.of(FunctionInfo.NAME, "bisecting"));
        FunctionFactory factory = parameters -> new Halving();
        register(host.bundle, FunctionFactory.class, factory, Map.of(FunctionInfo.NAME, "dividing"));
        solver(host.bundle, "test.inner", TestSolver.endless());
        AtomicReference<List<String>> seen = new AtomicReference<>(new ArrayList<>());
        var handle = host.registry.registry.solver("test.inner");
        solver(host.bundle, "test.outer", TestSolver.of((problem, context) -> {
            double[] halved = new double[2];
            context.function(Operator.class, "halving").apply(context.start(Roots.class).orElseThrow().x(), halved);
            String missing = assertThrows(SolverException.class,
                    () -> context.function(Operator.class, "doubling")).getMessage();
            seen.get().add(missing);
            seen.get().add(assertThrows(SolverException.class, () -> context.function(Operator.class, "dividing")).getMessage());
            seen.get().add(assertThrows(SolverException.class, () -> context.function(Operator.class, "divi")).getMessage());
            CountDownLatch helped = new CountDownLatch(2);
            context.executor().execute(helped::countDown);
            context.executor().execute(helped::countDown);
            RunFixture.awaitThroughInterrupts(helped);
            seen.get().add(context.parallelism() + " threads, seed " + context.seed());
            Status inner = handle.solve(problem, Roots.class, Map.of()).status();
            seen.get().add("inner " + inner + ", outer " + context.proceed(1, 0) + " " + context.interruption());
            return TestSolver.answer(0, halved);
        }));
        RunResult result = host.service.submit(RunRequest.of(PROBLEM).solver("test.outer").option("threads", 3).option("seed", 11)
                .start(new Roots(new double[] {8, 6})).timeLimit(Duration.ofMillis(50)).build()).await();
        assertEquals(4.0, ((Roots) result.solution().orElseThrow().value()).x()[0]);
        assertEquals(List.of("there is no Operator service named 'doubling'; there are: bisecting, halving; the nearest is halving",
                "'dividing' makes functions from parameters and got none; expected them in the problem beside its name, such as in the "
                        + "field parameters",
                "there is no Operator service named 'divi'; there are: bisecting, halving; the nearest is halving; with parameters there is "
                        + "dividing",
                "3 threads, seed 11", "inner TIME_LIMIT, outer false TIME_LIMIT"), seen.get());
    }

    @Test
    void stoppingEndsAllRunsAndThreads() throws Exception {
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run running = submit("test.endless");
        Run queued = submit("test.endless");
        host.service.close();
        assertTrue(running.result().isPresent() && queued.result().isPresent());
        assertThrows(RejectedExecutionException.class, () -> submit("test.endless"));
        host.close();
        assertEquals(List.of(), threads.awaitEnd());
        start();
    }

    private static final class Halving implements Operator {
        @Override
        public int dimension() {
            return 0;
        }

        @Override
        public void apply(double[] x, double[] result) {
            for (int i = 0; i < x.length; i++) {
                result[i] = x[i] / 2;
            }
        }
    }
}
