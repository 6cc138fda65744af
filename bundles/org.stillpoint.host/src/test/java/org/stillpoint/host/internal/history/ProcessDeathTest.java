package org.stillpoint.host.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.host.internal.testing.TestFramework.solver;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.host.internal.context.HostThreads;
import org.stillpoint.host.internal.run.RunFixture;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.TestSolver;

class ProcessDeathTest {

    private static final int RUNS = 40;

    /** The other process: solves, opens the database once so many runs are done, begins a run without end, and waits to be killed. */
    public static void main(String[] arguments) throws Exception {
        RunFixture host = new RunFixture(2, 100, Path.of(arguments[0]));
        host.verifier();
        for (int i = 0; i < RUNS; i++) {
            host.run(TestSolver.newton());
            if (i == Integer.parseInt(arguments[1])) {
                host.service.history(1);
            }
        }
        solver(host.bundle, "test.endless", TestSolver.endless());
        Run endless = host.service.submit(RunRequest.of(new SquareRoots(2)).build());
        while (endless.state() != RunState.RUNNING) {
            Thread.sleep(1);
        }
        Thread.sleep(600);
        System.err.println("running");
        Thread.sleep(60_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1000})
    void finishedRunsSurviveTheDeathOfTheProcess(int runsBeforeOpening, @TempDir Path folder) throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), ProcessDeathTest.class.getName(), folder.toString(),
                Integer.toString(runsBeforeOpening))
                .redirectErrorStream(true).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder seen = new StringBuilder();
            for (String line = out.readLine(); !"running".equals(line); line = out.readLine()) {
                assertTrue(line != null, () -> "the process ended: " + seen);
                seen.append(line).append('\n');
            }
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        HostThreads threads = new HostThreads();
        RunHistory history = new RunHistory(folder, 100, threads);
        List<RunSummary> runs = history.newest(1000);
        assertEquals(RUNS + 1, runs.size());
        RunSummary killed = runs.get(0);
        assertEquals(RUNS + 1, killed.id());
        assertEquals(RunState.DONE, killed.state());
        assertEquals(Optional.of(Verdict.FAILED), killed.verdict());
        assertEquals(Optional.of("the process ended before the run did"), killed.failure());
        for (RunSummary run : runs.subList(1, runs.size())) {
            assertEquals(Optional.of(Verdict.CERTIFIED), run.verdict());
            assertTrue(run.certificate().orElseThrow().holds() && run.history().size() > 2);
        }
        assertEquals(RUNS + 2, history.nextId());
        history.close();
        threads.close();
    }
}
