package org.stillpoint.host.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.host.internal.context.HostThreads;

class SeveralProcessesTest {

    private static final int RUNS = 120;
    private static final int KEPT = 100_000;

    @TempDir
    private Path folder;
    private final HostThreads threads = new HostThreads();
    private RunHistory history;
    private Process other;
    private BufferedReader said;

    /** The other process: begins one run that it never ends, records others until it is killed, and names those that are recorded. */
    public static void main(String[] arguments) {
        RunHistory history = new RunHistory(Path.of(arguments[0]), KEPT, new HostThreads());
        long endless = history.nextId();
        history.record(RunHistoryTest.unfinished(endless));
        history.newest(1);
        System.err.println(endless);
        while (true) {
            long id = record(history, Integer.parseInt(arguments[1]));
            System.err.println(id);
        }
    }

    /** Records some runs, at last one that is surely in the files. */
    private static long record(RunHistory history, int runs) {
        long id = 0;
        for (int i = 0; i < runs; i++) {
            id = history.nextId();
            history.record(RunHistoryTest.unfinished(id));
            history.record(RunHistoryTest.finished(id));
        }
        assertEquals(Optional.of(RunHistoryTest.finished(id)), history.find(id));
        return id;
    }

    @BeforeEach
    void open() {
        history = new RunHistory(folder, KEPT, threads);
    }

    @AfterEach
    void close() {
        if (other != null) {
            other.destroyForcibly();
        }
        history.close();
        threads.close();
    }

    /** Starts the other process and returns the number of its endless run. */
    private long startOther(int runsAtATime) throws Exception {
        other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), SeveralProcessesTest.class.getName(), folder.toString(),
                Integer.toString(runsAtATime)).redirectErrorStream(true).start();
        said = new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8));
        return Long.parseLong(said.readLine());
    }

    /** Kills the other process and returns the last of its runs that it said are recorded. */
    private long killOther(long atLeast) throws Exception {
        assertTrue(other.isAlive());
        // Unlike that of the process itself, this leaves what it said readable.
        assertTrue(other.toHandle().destroyForcibly());
        assertTrue(other.waitFor(10, TimeUnit.SECONDS));
        long last = atLeast;
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            last = Long.parseLong(line);
        }
        return last;
    }

    @Test
    void twoProcessesKeepTheirRunsInOneHistory() throws Exception {
        long endless = startOther(5);
        Set<Long> own = new HashSet<>();
        for (int i = 0; i < RUNS; i++) {
            long id = history.nextId();
            assertTrue(own.add(id));
            history.record(RunHistoryTest.finished(id));
            if (i % 10 == 9) {
                assertEquals(Optional.of(RunHistoryTest.finished(id)), history.find(id));
            }
        }
        assertEquals(Optional.of(RunHistoryTest.unfinished(endless)), history.find(endless), "its process is alive");
        long last = Long.parseLong(said.readLine());
        last = killOther(last);
        List<RunSummary> runs = history.newest(KEPT);
        Set<Long> seen = new HashSet<>();
        for (RunSummary run : runs) {
            assertTrue(seen.add(run.id()));
            assertTrue(!own.contains(run.id()) || run.equals(RunHistoryTest.finished(run.id())));
        }
        assertTrue(seen.containsAll(own));
        assertTrue(seen.containsAll(LongStream.rangeClosed(1, last).boxed().toList()), "a run that was recorded is lost");
        assertTrue(last >= endless + 5 && own.stream().anyMatch(id -> id > endless));
        assertEquals(Optional.of(HistoryDatabase.ABANDONED), history.find(endless).orElseThrow().failure());
    }

    @Test
    void processThatIsKilledAtAnyMomentHarmsNobody() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 4; round++) {
            long endless = startOther(1 + 40 * (round % 2));
            Thread.sleep(random.nextInt(250));
            long last = killOther(endless);
            long next = record(history, 1);
            assertTrue(next > last);
            Map<Long, RunSummary> runs = history.newest(KEPT).stream().collect(Collectors.toMap(RunSummary::id, run -> run));
            for (long id = endless + 1; id <= last; id++) {
                assertEquals(RunHistoryTest.finished(id), runs.get(id));
            }
            assertTrue(runs.values().stream().allMatch(run -> run.state() == RunState.DONE));
            assertEquals(Optional.of(HistoryDatabase.ABANDONED), runs.get(endless).failure());
        }
    }
}
