package org.stillpoint.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.History;
import org.stillpoint.api.Status;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.shell.internal.tour.TourProblem;

class CommandsTest {

    private final TestHost host = new TestHost();

    private static RunSummary summary(long id, Verdict verdict) {
        History history = new History(new long[] {1, 2, 3}, new double[] {1, 2, 3}, new double[] {1, 1e-4, 1e-8});
        return new RunSummary(id, "diet.mps", Optional.of("/problems/diet.mps"), "linear-program", "halpern.linear-program", "1.2.0",
                Map.of("tolerance", "1e-6"), RunState.DONE, Optional.of("CONVERGED"), Optional.of(verdict), 5e-7, 1234, Instant.EPOCH,
                0.5, "java", Optional.empty(), List.of("claimed 1e-7, found 2e-6"),
                TestRuns.result(Verdict.CERTIFIED, Status.CONVERGED).certificate(), history);
    }

    private static RunSummary active(long id) {
        return new RunSummary(id, "diet.mps", Optional.empty(), "linear-program", "halpern.linear-program", "1.2.0", Map.of(),
                RunState.RUNNING, Optional.empty(), Optional.empty(), 1, 1, Instant.EPOCH, 0.5, "", Optional.empty(), List.of(),
                Optional.empty(), History.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tour", "solve", "compare", "solvers", "install", "update", "uninstall", "runs", "blas"})
    void everyCommandHasHelpAndVersion(String command) {
        List<String> prefix = command.isEmpty() ? List.of() : List.of(command);
        assertEquals(0, host.run(with(prefix, "--help")), host.error());
        assertTrue(host.out().contains("Usage: stillpoint"), host.out());
        assertTrue(host.out().contains("--debug"));
        assertEquals(0, host.run(with(prefix, "--version")), host.error());
        assertEquals("stillpoint 9.8.7", host.out().strip());
    }

    @Test
    void helpIsACommandToo() {
        assertEquals(0, host.run("help"));
        assertTrue(host.out().contains("Usage: stillpoint [-hV]"), host.out());
        assertEquals(0, host.run("help", "blas"));
        assertTrue(host.out().contains("Usage: stillpoint blas"), host.out());
        assertEquals(2, host.run("help", "nothing"));
        assertTrue(host.error().contains("there is no command nothing"), host.error());
    }

    private static String[] with(List<String> prefix, String last) {
        return prefix.isEmpty() ? new String[] {last} : new String[] {prefix.get(0), last};
    }

    @Test
    void stackTracesAppearOnlyWithDebug() {
        assertEquals(2, host.run("solvers", "nothing"));
        assertFalse(host.error().contains("\tat "));
        assertEquals(2, host.run("solvers", "nothing", "--debug"));
        assertTrue(host.error().contains("\tat "));
    }

    @Test
    void errorsOfTheMachineEndWithStatusOne() {
        host.runs.failure = new NoSuchMethodError("solve");
        assertEquals(1, host.run("runs"));
        assertEquals("stillpoint: internal error: NoSuchMethodError: solve", host.error().lines().findFirst().orElseThrow());
        host.runs.failure = new OutOfMemoryError("Java heap space");
        assertEquals(1, host.run("runs"));
        assertTrue(host.error().startsWith("stillpoint: not enough memory"), host.error());
    }

    @Test
    void withoutACommandThereIsAnError() {
        assertEquals(2, host.run());
        assertTrue(host.error().contains("a command is missing"));
    }

    @Test
    void solversAreListedAndDescribed() throws IOException {
        assertEquals(0, host.run("solvers"));
        assertEquals(List.of("solver                  version  problem         title",
                "halpern.linear-program  1.2.0    linear-program  Restarted Halpern"), host.out().lines().toList());
        assertEquals(0, host.run("solvers", "halpern.linear-program"));
        assertTrue(host.out().contains("after A. Author, On Halpern, 2024"));
        assertTrue(host.out().contains("tolerance  1e-06    a number from 1e-12 to 0.1  the relative error"), host.out());
        assertTrue(host.out().contains("newton     on       on or off"), host.out());
        assertEquals(0, host.run("solvers", "halpern.linear-program", "--json"));
        Map<String, Object> solver = JSON.std.mapFrom(host.out());
        assertEquals("1.2.0", solver.get("version"));
        assertEquals(Map.of("name", "newton", "default", true, "range", "on or off", "description", "whether to finish by Newton steps"),
                ((List<?>) solver.get("options")).get(0));
        assertEquals(0, host.run("solvers", "--json"));
        assertEquals(1, ((List<?>) JSON.std.mapFrom(host.out()).get("solvers")).size());
    }

    @Test
    void runsAreListedAndDescribed() throws IOException {
        assertEquals(0, host.run("runs"));
        assertTrue(host.out().contains("No run yet"));
        host.runs.history.add(summary(2, Verdict.NOT_CERTIFIED));
        host.runs.history.add(summary(1, Verdict.CERTIFIED));
        assertEquals(0, host.run("runs", "--limit", "1"));
        assertEquals(2, host.out().lines().count());
        assertTrue(host.out().contains("not certified   5.0e-07       1,234  500 ms"), host.out());
        assertEquals(0, host.run("runs", "1"));
        assertTrue(host.out().contains("options tolerance=1e-6"));
        assertTrue(host.out().contains("! claimed 1e-7, found 2e-6"));
        assertTrue(host.out().contains("#=_  residual"), host.out());
        assertEquals(0, host.run("runs", "--json"));
        List<?> runs = (List<?>) JSON.std.mapFrom(host.out()).get("runs");
        assertEquals(2, ((Map<?, ?>) runs.get(0)).get("id"));
        assertEquals("certified", ((Map<?, ?>) runs.get(1)).get("verdict"));
        assertEquals(2, host.run("runs", "--limit", "0"));
        assertEquals(0, host.run("runs", "2"));
        assertTrue(host.out().contains("from /problems/diet.mps"), host.out());
        assertEquals(0, host.run("runs", "2", "--json"));
        assertEquals("/problems/diet.mps", JSON.std.mapFrom(host.out()).get("source"));
    }

    @Test
    void runsAreDeleted() throws IOException {
        for (long id = 5; id >= 1; id--) {
            host.runs.history.add(summary(id, Verdict.CERTIFIED));
        }
        host.runs.history.add(active(6));
        assertEquals(2, host.run("runs", "--delete", "2", "99", "98"));
        assertTrue(host.error().contains("there is no run 99, nor 98; nothing is deleted"), host.error());
        assertEquals(2, host.run("runs", "--delete", "6", "1"));
        assertTrue(host.error().contains("run 6 is not done; nothing is deleted"), host.error());
        assertEquals(2, host.run("runs", "--delete"));
        assertTrue(host.error().contains("--delete expects the numbers of the runs"), host.error());
        assertEquals(2, host.run("runs", "1", "2"));
        assertTrue(host.error().contains("one run at a time"), host.error());
        assertEquals(6, host.runs.history.size());
        assertEquals(0, host.run("runs", "--delete", "2", "4", "2"));
        assertEquals("2 runs deleted", host.out().strip());
        assertEquals(0, host.run("runs", "5", "--delete"));
        assertEquals("1 run deleted", host.out().strip());
        assertEquals(0, host.run("runs", "--delete", "3", "--json"));
        assertEquals(Map.of("deleted", 1), JSON.std.mapFrom(host.out()));
        assertEquals(List.of(1L, 6L), host.runs.history.stream().map(RunSummary::id).toList());
    }

    @Test
    void blasShowsSpeedsAndRejections() throws IOException {
        assertEquals(0, host.run("blas"));
        List<String> lines = host.out().lines().toList();
        assertTrue(lines.contains("jblas     not used  libgfortran.so.5 is missing"), host.out());
        assertTrue(lines.contains("dgemm        64  33.5      25.0  java"), host.out());
        assertEquals(0, host.run("blas", "--json"));
        assertEquals(33.5, ((Map<?, ?>) ((List<?>) JSON.std.mapFrom(host.out()).get("speeds")).get(0)).get("gigaflops"));
    }

    @Test
    void featuresAreInstalledListedAndRemoved(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.solver"), "");
        Files.writeString(folder.resolve("a.jar"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        assertEquals(0, host.run("install"));
        assertTrue(host.out().contains("Nothing is installed"));
        assertEquals(0, host.run("install", folder.toString()));
        assertEquals(List.of("a.jar", "b.solver"), host.features.stream().map(feature -> feature.id()).toList());
        assertTrue(host.out().contains("  rehearsed"));
        String bad = Files.writeString(folder.resolve("bad.solver"), "").toString();
        assertEquals(2, host.run("update", bad));
        assertEquals("bad.solver refused: the archive is not a zip file", host.error().strip());
        assertEquals(0, host.run("update", bad, "--force"));
        assertEquals(0, host.run("install"));
        assertTrue(host.out().contains("b.solver"));
        assertEquals(2, host.run("uninstall", "b.solver", "unknown"));
        assertEquals(List.of("a.jar", "bad.solver"), host.features.stream().map(feature -> feature.id()).toList());
        assertTrue(host.error().contains("unknown refused: there is no feature unknown"));
        assertEquals(2, host.run("install", Files.createDirectory(folder.resolve("empty")).toString()));
    }

    @Test
    void theTourSolvesPrintsAndReports(@TempDir Path folder) throws IOException {
        host.tour.add(TourProblem.read(getClass().getResource("/tour/stigler-diet.tour.json"),
                Map.of("stigler-diet.mps", getClass().getResource("/tour/stigler-diet.mps"))));
        Path report = folder.resolve("report.html");
        assertEquals(0, host.run("tour", "--report", report.toString()));
        assertTrue(host.out().contains("Stigler's diet  halpern.linear-program  CONVERGED  certified, 1 checks hold"), host.out());
        assertTrue(Files.readString(report).contains("Journal of Farm Economics"));
        host.runs.verdict = Verdict.UNVERIFIED;
        assertEquals(3, host.run("tour", "--report", report.toString()));
    }
}
