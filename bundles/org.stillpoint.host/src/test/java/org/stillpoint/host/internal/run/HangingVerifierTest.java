package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.register;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;
import org.stillpoint.host.internal.testing.TestSolver;

class HangingVerifierTest {

    private static final SquareRoots PROBLEM = new SquareRoots(2, 9);

    private RunFixture host;

    @BeforeEach
    void start() throws Exception {
        host = new RunFixture(1, 2);
    }

    @AfterEach
    void stop() throws Exception {
        host.close();
    }

    @Test
    void cancelDuringVerificationLeavesTheSolutionUnverifiedAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Verifier<SquareRoots, Roots> hanging = (problem, solution, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return null;
        };
        register(host.bundle, Verifier.class, hanging, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        solver(host.bundle, "test.newton", TestSolver.newton());
        Run run = host.service.submit(RunRequest.of(PROBLEM).build());
        awaitVerification(run);
        run.cancel();
        RunResult result = run.result().orElseThrow();
        unverified(result);
        assertEquals(Status.CONVERGED, result.solution().orElseThrow().status());
        assertTrue(run.completion().toCompletableFuture().isDone());
        assertEquals(result.remarks(), host.service.find(run.id()).orElseThrow().remarks());
        run.cancel();
        release.countDown();
        assertEquals(Verdict.NOT_CERTIFIED, host.service.submit(RunRequest.of(PROBLEM).build()).await().verdict());
        assertEquals(Verdict.UNVERIFIED, run.await().verdict());
    }

    /** The first cancel stops the solver, and its best iterate is verified; the second does not wait for that. */
    @Test
    void secondCancelLeavesTheBestIterateUnverified() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Verifier<SquareRoots, Roots> slow = (problem, solution, context) -> {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            interrupted.countDown();
            throw new SolverException("interrupted");
        };
        register(host.bundle, Verifier.class, slow, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run run = host.service.submit(RunRequest.of(PROBLEM).build());
        while (run.progress().iteration() == 0) {
            Thread.sleep(1);
        }
        run.cancel();
        awaitVerification(run);
        assertTrue(run.result().isEmpty());
        run.cancel();
        RunResult result = run.result().orElseThrow();
        unverified(result);
        assertEquals(Status.CANCELLED, result.solution().orElseThrow().status());
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void verificationOfACancelledRunIsBounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Verifier<SquareRoots, Roots> hanging = (problem, solution, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return null;
        };
        register(host.bundle, Verifier.class, hanging, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run run = host.service.submit(RunRequest.of(PROBLEM).build());
        while (run.progress().iteration() == 0) {
            Thread.sleep(1);
        }
        run.cancel();
        RunResult result = run.await(Duration.ofSeconds(10)).orElseThrow();
        assertEquals(List.of("the verifier did not end within 0.3 s and was given up"), result.remarks());
        assertEquals(Status.CANCELLED, result.solution().orElseThrow().status());
        release.countDown();
    }

    private static void awaitVerification(Run run) throws InterruptedException {
        while (run.state() != RunState.VERIFYING) {
            Thread.sleep(1);
        }
    }

    private static void unverified(RunResult result) {
        assertEquals(Verdict.UNVERIFIED, result.verdict());
        assertEquals(List.of("the run was cancelled while its solution was verified"), result.remarks());
        assertTrue(result.certificate().isEmpty() && result.failure().isEmpty());
    }

    @Test
    void verifierThatHangsIsGivenUpWhereThereIsATimeLimit() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Verifier<SquareRoots, Roots> hanging = (problem, solution, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return SquareRoots.verifier().verify(problem, solution, context);
        };
        register(host.bundle, Verifier.class, hanging, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        solver(host.bundle, "test.newton", TestSolver.newton());
        for (int milliseconds : new int[] {100, 700}) {
            Run run = host.service.submit(RunRequest.of(PROBLEM).timeLimit(Duration.ofMillis(milliseconds)).build());
            RunResult result = run.await(Duration.ofSeconds(10)).orElseThrow();
            String time = Math.max(milliseconds, 300) / 1000.0 + " s";
            assertEquals(List.of("the verifier did not end within " + time + " and was given up"), result.remarks());
            assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
            assertEquals(Status.CONVERGED, result.solution().orElseThrow().status());
            assertTrue(result.certificate().isEmpty() && result.failure().isEmpty());
            assertEquals(result.remarks(), host.service.find(run.id()).orElseThrow().remarks());
        }
        release.countDown();
        assertEquals(Verdict.CERTIFIED, host.service.submit(RunRequest.of(PROBLEM).timeLimit(Duration.ofMinutes(1)).build())
                .await().verdict());
    }
}
