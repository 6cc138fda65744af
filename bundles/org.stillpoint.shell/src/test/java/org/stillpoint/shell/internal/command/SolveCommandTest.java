package org.stillpoint.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.shell.internal.console.Console.Terminal;

class SolveCommandTest {

    @TempDir
    private Path folder;
    private final TestHost host = new TestHost();
    private String file;

    @BeforeEach
    void createFile() throws IOException {
        file = Files.writeString(folder.resolve("diet.mps"), "any content").toString();
    }

    @ParameterizedTest
    @CsvSource({"CERTIFIED,CONVERGED,0", "CERTIFIED,INFEASIBLE,0", "CERTIFIED,UNBOUNDED,0", "NOT_CERTIFIED,CONVERGED,3",
        "NOT_CERTIFIED,ITERATION_LIMIT,3", "UNVERIFIED,CONVERGED,3", "FAILED,CONVERGED,1"})
    void theExitStatusTellsTheVerdict(Verdict verdict, Status status, int expected) {
        host.runs.verdict = verdict;
        host.runs.status = status;
        assertEquals(expected, host.run("solve", file));
        assertEquals("", host.error());
    }

    @Test
    void jsonIsOneObjectWithTheDocumentedFields() throws IOException {
        assertEquals(0, host.run("solve", "--json", file));
        Map<String, Object> object = JSON.std.mapFrom(host.out());
        assertEquals(List.of("problem", "solver", "status", "certified", "certificate", "objective", "quantities", "notes", "iterations",
                "seconds", "blas", "warnings"), List.copyOf(object.keySet()));
        assertEquals("diet.mps", object.get("problem"));
        assertEquals("halpern.linear-program", object.get("solver"));
        assertEquals("CONVERGED", object.get("status"));
        assertEquals(true, object.get("certified"));
        assertEquals(List.of(Map.of("name", "primal violation (relative)", "value", 2e-8, "bound", 1e-6, "holds", true)),
                object.get("certificate"));
        assertEquals(4.0, object.get("objective"));
        assertEquals(3.999999, ((Map<?, ?>) object.get("quantities")).get("dualObjective"));
        assertEquals(40, object.get("iterations"));
        assertEquals(0.003, object.get("seconds"));
        assertEquals("java", object.get("blas"));
        assertEquals(List.of("line 3: negative upper bound", "scaled badly", "a remark"), object.get("warnings"));
    }

    @Test
    void jsonHasNullForWhatIsNotFinite() throws IOException {
        host.runs.verdict = Verdict.NOT_CERTIFIED;
        assertEquals(3, host.run("solve", file, "--json"));
        List<?> checks = (List<?>) JSON.std.mapFrom(host.out()).get("certificate");
        Map<?, ?> check = (Map<?, ?>) checks.get(0);
        assertTrue(check.containsKey("value"));
        assertEquals(null, check.get("value"));
        assertEquals(false, check.get("holds"));
    }

    @Test
    void jsonOfAFailureSaysWhy() throws IOException {
        host.runs.verdict = Verdict.FAILED;
        assertEquals(1, host.run("solve", file, "--json"));
        Map<String, Object> object = JSON.std.mapFrom(host.out());
        assertEquals("FAILED", object.get("status"));
        assertEquals(List.of(), object.get("certificate"));
        assertFalse(object.containsKey("objective"));
        assertTrue(((List<?>) object.get("warnings")).contains("the solver returned null"));
    }

    @Test
    void theRequestCarriesWhatTheUserGave() {
        host.written.put(Path.of("start.npz"), new LinearProgramSolution(new double[] {1, 3}, new double[] {0}, new double[2]).toRecord());
        assertEquals(0, host.run("solve", file, "--solver", "halpern.linear-program", "--set", "tolerance=1e-8", "--set", "newton=off",
                "--time-limit", "2.5", "--start", "start.npz"));
        RunRequest request = host.runs.requests.get(0);
        assertEquals("halpern.linear-program", request.solver().orElseThrow());
        assertEquals(Map.of("tolerance", "1e-8", "newton", "off"), request.options());
        assertEquals(Duration.ofMillis(2500), request.timeLimit().orElseThrow());
        assertEquals("diet.mps", request.label());
        assertEquals("diet.mps", Path.of(request.source().orElseThrow()).getFileName().toString());
        assertTrue(Path.of(request.source().orElseThrow()).isAbsolute());
        assertEquals("[1.0, 3.0]", Arrays.toString(((LinearProgramSolution) request.start().orElseThrow()).x()));
    }

    @Test
    void aStartThatDoesNotFitIsBadInput() {
        host.runs.unfitStart = true;
        host.written.put(Path.of("start.npz"), new LinearProgramSolution(new double[2], new double[1], new double[2]).toRecord());
        assertEquals(2, host.run("solve", file, "--start", "start.npz"));
        assertEquals("stillpoint: such a run cannot start from a given value", host.error().strip());
    }

    @Test
    void aRefusalIsOneLineAndStatusTwo() throws IOException {
        host.runs.verdict = Verdict.REFUSED;
        assertEquals(2, host.run("solve", file));
        assertEquals("stillpoint: halpern.linear-program refuses diet.mps: there is no operator twist", host.error().strip());
        assertEquals("", host.out());
        assertEquals(2, host.run("solve", file, "--json"));
        Map<String, Object> object = JSON.std.mapFrom(host.out());
        assertEquals("REFUSED", object.get("status"));
        assertTrue(((List<?>) object.get("warnings")).contains("there is no operator twist"));
    }

    @Test
    void anArrayIsReadAsAProblemOfTheTypeGiven() throws IOException {
        String array = Files.writeString(folder.resolve("payoff.csv"), "1,2").toString();
        assertEquals(0, host.run("solve", array, "--problem", "matrix-game"));
        assertEquals(List.of("matrix-game"), host.types);
        assertEquals(2, host.run("solve", array));
        assertEquals(List.of("stillpoint: payoff.csv: which problem is it?", "            --problem TYPE says which"),
                host.error().lines().toList());
    }

    @Test
    void theSolutionIsWritten() {
        assertEquals(0, host.run("solve", file, "--out", "answer.npz"));
        assertEquals("[4.0, 0.0]", Arrays.toString(host.written.get(Path.of("answer.npz")).doubles("x")));
    }

    @Test
    void aSolutionThatCannotBeWrittenIsShownAllTheSame() {
        host.full = true;
        assertEquals(2, host.run("solve", file, "--out", "answer.npz"));
        assertTrue(host.out().contains("CONVERGED"), host.out());
        assertTrue(host.error().contains("no space is left"), host.error());
    }

    @Test
    void theReportIsWritten() throws IOException {
        Path report = folder.resolve("r.html");
        assertEquals(0, host.run("solve", file, "--report", report.toString()));
        assertTrue(Files.readString(report).contains("<td>Cheap Good</td>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "solve nowhere.mps | there is no file nowhere.mps",
        "solve | Missing required parameter: 'FILE'",
        "solve FILE --solver halpen | there is no solver halpen; the nearest is halpern.linear-program",
        "solve FILE --set tolerence=1 | there is no option tolerence; the nearest is tolerance",
        "solve FILE --set tolerance=2 | option tolerance is '2'; expected a number from 1e-12 to 0.1",
        "solve FILE --set tolerance | Value for option '--set' (NAME=VALUE) should be in KEY=VALUE format but was tolerance",
        "solve FILE --time-limit 0 | --time-limit is 0.0; expected a positive number of seconds",
        "solve FILE --time-limit soon | 'soon' is not a double",
        "solve FOLDER | is a folder; expected a problem file",
        "solve FILE --out answer.txt | no format of solutions; there are .json, .npz",
        "solve FILE --out answer.mps | no format of solutions; there are .json, .npz",
        "solve FILE --out FOLDER/nowhere/answer.npz | there is no folder",
        "solve FILE --start FOLDER | is a folder; expected a solution that --out wrote",
        "solve FILE --set =3 | --set =3 names no option; expected NAME=VALUE",
        "solve FILE --report FOLDER | is a folder; expected a file",
        "solve FILE --report FOLDER/nowhere/r.html | there is no folder",
        "solve FILE --blas mkl | there is no BLAS provider mkl; there are java",
        "solve BROKEN | broken.mps:7: unknown section COLUMN; expected COLUMNS",
        "solv FILE | there is no command solv",
        "solv FILE | did you mean solve?",
        "solve FILE --solvr x | Unknown options: '--solvr', 'x'",
        "runs 4 | there is no run 4",
        "runs four | there is no run four",
        "runs --delete 1 four | there is no run four",
        "runs --delete 99999999999999999999 | there is no run 99999999999999999999",
        "solvers nothing | there is no solver nothing",
        "install nowhere.solver | there is no file nowhere.solver",
        "tour | no installed bundle brings a problem for the tour"})
    void badInputIsOneLineAndStatusTwo(String line, String expected) throws IOException {
        String broken = Files.writeString(folder.resolve("broken.mps"), "x").toString();
        String[] words = line.strip().split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("FILE") ? file : words[i].equals("BROKEN") ? broken : words[i].replace("FOLDER", folder.toString());
        }
        assertEquals(2, host.run(words));
        assertEquals("", host.out());
        assertTrue(expected == null || host.error().contains(expected.strip()), host.error());
        assertTrue(host.error().lines().count() <= 2, host.error());
        assertTrue(host.runs.requests.isEmpty());
    }

    @Test
    void anInterruptCancelsAndTheBestIterateIsStillShown() {
        host.runs.untilCancelled = true;
        host.interruptOnceProgressIsShown();
        assertEquals(3, host.run(new Terminal(false, false, true, false, false), "solve", file));
        assertTrue(host.out().contains("CANCELLED  not certified"), host.out());
        assertTrue(host.error().contains("residual 1.0e-03  1,200 it  2,400 it/s"), host.error());
        assertTrue(host.error().endsWith("\r\u001b[K"), "the bar is removed");
    }

    @Test
    void aSecondInterruptLeavesTheBestIterateUnverified() {
        host.runs.untilCancelled = true;
        host.runs.verifiedUntilCancelled = true;
        host.interruptOnceProgressIsShown(2);
        assertEquals(3, host.run(new Terminal(false, false, true, false, false), "solve", file));
        assertTrue(host.out().contains("CANCELLED  unverified"), host.out());
        assertTrue(host.error().contains("verifying  residual 1.0e-03  1,200 it  500 ms  (Ctrl-C leaves it unverified)"), host.error());
    }

    @Test
    void coloursAppearOnTerminalsOnly() {
        host.run("solve", file);
        assertFalse(host.out().contains("\u001b"));
        host.run(new Terminal(false, true, false, true, false), "solve", file);
        assertTrue(host.out().contains("\u001b[32mcertified"));
        host.run(new Terminal(false, true, false, false, false), "solve", file);
        assertFalse(host.out().contains("\u001b"));
    }

    @Test
    void theTextShowsObjectiveChecksAndEffort() {
        host.run("solve", file);
        List<String> lines = host.out().lines().toList();
        assertEquals("diet.mps  Restarted Halpern  halpern.linear-program 1.2.0", lines.get(0));
        assertTrue(lines.contains("  CONVERGED  certified"));
        assertTrue(lines.contains("  primal violation (relative)  2.0e-08  <=  1.0e-06  holds"), host.out());
        assertTrue(lines.contains("  40 iterations (warm up 30, finish 10), 3.00 ms and 100 us to verify, BLAS java, run 17"), host.out());
        assertTrue(lines.contains("  ! a remark"));
    }
}
