package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.register;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    void verifierThatHangsCanBeCancelled() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Verifier<SquareRoots, Roots> hanging = (problem, solution, context) -> {
            RunFixture.awaitThroughInterrupts(release);
            return null;
        };
        register(host.bundle, Verifier.class, hanging, Map.of(VerifierInfo.PROBLEM, SquareRoots.TYPE));
        solver(host.bundle, "test.newton", TestSolver.newton());
        Run run = host.service.submit(RunRequest.of(PROBLEM).build());
        while (run.state() != RunState.VERIFYING) {
            Thread.sleep(1);
        }
        run.cancel();
        String failure = run.await().failure().orElseThrow();
        assertEquals("the verifier did not stop within 0.2 s of the cancellation", failure);
        release.countDown();
        assertEquals(Verdict.NOT_CERTIFIED, host.service.submit(RunRequest.of(PROBLEM).build()).await().verdict());
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
