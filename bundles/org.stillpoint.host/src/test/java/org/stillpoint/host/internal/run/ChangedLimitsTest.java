package org.stillpoint.host.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunState;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.TestFramework;
import org.stillpoint.host.internal.testing.TestSolver;

/** Other limits of a run service that is at work. */
class ChangedLimitsTest {

    private static Run submit(RunFixture host) {
        return host.service.submit(RunRequest.of(new SquareRoots(2, 9)).solver("test.endless").build());
    }

    private static void awaitRunning(Run run) throws InterruptedException {
        while (run.state() != RunState.RUNNING) {
            assertTrue(run.result().isEmpty(), () -> run.result().toString());
            Thread.sleep(1);
        }
    }

    @Test
    void moreRunsTakePlaceAtATimeAndNoneIsLost() throws Exception {
        try (RunFixture host = new RunFixture(1, 5)) {
            TestFramework.solver(host.bundle, "test.endless", TestSolver.endless());
            Run first = submit(host);
            Run second = submit(host);
            awaitRunning(first);
            assertEquals(RunState.QUEUED, second.state());
            host.service.limit(new RunLimits(2, 5, RunFixture.GRACE, RunFixture.VERIFICATION));
            awaitRunning(second);
            assertEquals(RunState.RUNNING, first.state());
            host.service.limit(new RunLimits(1, 1, RunFixture.GRACE, RunFixture.VERIFICATION));
            Run third = submit(host);
            assertEquals("the queue is full: 1 runs are waiting; try again when some are done",
                    assertThrows(RejectedExecutionException.class, () -> submit(host)).getMessage());
            first.cancel();
            first.await();
            assertEquals(RunState.RUNNING, second.state());
            assertEquals(RunState.QUEUED, third.state());
            second.cancel();
            awaitRunning(third);
        }
    }
}
