package org.stillpoint.shell.internal.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionKind;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.shell.internal.console.Console.Terminal;
import org.xml.sax.InputSource;

class CompareCommandTest {

    private static final String FAST = "test.fast";
    private static final String SLOW = "test.slow";
    private static final String CHOOSY = "test.choosy";

    @TempDir
    private Path folder;
    private final TestHost host = new TestHost();
    private String file;

    @BeforeEach
    void addSolvers() throws IOException {
        file = Files.writeString(folder.resolve("diet.mps"), "any content").toString();
        host.solvers.clear();
        for (String id : List.of(FAST, SLOW, CHOOSY)) {
            String own = id.equals(SLOW) ? "patience" : "newton";
            host.solvers.add(new SolverDescriptor(id, new Version(1, 0, 0), "test", LinearProgram.TYPE, "Title of " + id, "", "bundle",
                    new OptionSchema(List.of(new OptionDeclaration(own, OptionKind.INTEGER, 1L, "1", "9", List.of(), ""),
                            new OptionDeclaration("tolerance", OptionKind.NUMBER, id.equals(SLOW) ? 1e-3 : 1e-6,
                                    id.equals(CHOOSY) ? "1e-7" : "1e-12", "0.1", List.of(), "")))));
        }
        host.runs.ends.put(FAST, result(0, Verdict.CERTIFIED, 12, 30, 2e-7));
        host.runs.ends.put(SLOW, result(1, Verdict.CERTIFIED, 4000, 4001, 9e-7));
        RunResult refused = TestRuns.result(Verdict.REFUSED, Status.CONVERGED);
        host.runs.ends.put(CHOOSY, new RunResult(3, host.solvers.get(2), Map.of(), Verdict.REFUSED, Optional.empty(), Optional.empty(),
                refused.failure(), List.of(), Instant.EPOCH, 0, 0, 0, "none"));
    }

    private RunResult result(int solver, Verdict verdict, long iterations, long evaluations, double violation) {
        History history = new History(new long[] {0, iterations}, new double[] {1, evaluations}, new double[] {1e-4, iterations * 1e-3},
                new double[] {1, violation});
        Solution<?> solution = Solution.of(verdict == Verdict.CERTIFIED ? Status.CONVERGED : Status.ITERATION_LIMIT,
                new LinearProgramSolution(new double[2], new double[1], new double[2])).residual(violation, 1e-6)
                .count(Counter.ITERATIONS, iterations).count(Counter.OPERATOR_EVALUATIONS, evaluations).build().withHistory(history);
        Certificate certificate = new Certificate("v", List.of(Check.atMost("violation", violation, 1e-6)), Map.of(), List.of());
        return new RunResult(solver, host.solvers.get(solver), Map.of(), verdict, Optional.of(solution), Optional.of(certificate),
                Optional.empty(), List.of(), Instant.EPOCH, 0, iterations * 1e-3, 0, "java");
    }

    @Test
    void theTableMarksTheBestAndListsRefusals() {
        assertEquals(0, host.run("compare", file), host.error());
        List<String> lines = host.out().lines().toList();
        assertEquals("diet.mps  2 solvers for linear-program problems, tolerance 1e-06", lines.get(0));
        assertEquals("     solver     status     certificate   verified  iterations  evaluations       time", lines.get(2));
        assertEquals("  A  test.fast  CONVERGED  certified    * 2.0e-07        * 12         * 30  * 12.0 ms", lines.get(3));
        assertEquals("  B  test.slow  CONVERGED  certified      9.0e-07       4,000        4,001     4.00 s", lines.get(4));
        assertEquals("  verified: violation", lines.get(5));
        assertTrue(lines.contains("  ! refused by test.choosy: there is no operator twist"), host.out());
        assertTrue(lines.contains("  ! line 3: negative upper bound"), host.out());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("operator evaluations")), host.out());
    }

    @Test
    void onlyWhatIsCertifiedCanBeTheBest() {
        host.runs.ends.put(FAST, result(0, Verdict.NOT_CERTIFIED, 1, 2, 1e-8));
        assertEquals(0, host.run("compare", file));
        assertFalse(host.out().contains("*"), "one alone is not the best: " + host.out());
    }

    @Test
    void allWorkToTheToleranceOfTheSolverThatWouldBeChosen() {
        host.run("compare", file);
        host.runs.requests.forEach(request -> assertEquals(1e-6, request.options().get("tolerance")));
        host.runs.requests.clear();
        host.run("compare", file, "--solver", SLOW);
        assertEquals(1e-3, host.runs.requests.get(0).options().get("tolerance"), "of the first that is compared");
        assertEquals(Duration.ofSeconds(60), host.runs.requests.get(0).timeLimit().orElseThrow());
    }

    @Test
    void shortRunsAreMadeAgain() {
        host.run("compare", file);
        assertEquals(List.of(FAST, FAST, SLOW, CHOOSY),
                host.runs.requests.stream().map(request -> request.solver().orElseThrow()).toList());
    }

    @Test
    void optionsGoToThoseThatKnowThem() {
        assertEquals(0, host.run("compare", file, "--set", "patience=5", "--set", "tolerance=1e-8"));
        assertEquals(Map.of("tolerance", "1e-8"), host.runs.requests.get(0).options());
        assertEquals(Map.of("patience", "5", "tolerance", "1e-8"), host.runs.requests.get(2).options());
        assertTrue(host.out().contains("! the option patience is not known to test.fast, test.choosy"), host.out());
        assertTrue(host.out().contains("! test.choosy is left out: option tolerance is '1e-8'; expected a number from 1e-7"), host.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--set patienc=5 | none of the solvers has an option patienc; the nearest is patience",
        "--set patience=50 | option patience is '50'; expected an integer from 1 to 9",
        "--set tolerance=1e-8 --solver test.choosy | option tolerance is '1e-8'; expected a number from 1e-7 to 0.1",
        "--set =1 | --set =1 names no option",
        "--solver test.none | there is no solver test.none",
        "--time-limit -1 | --time-limit is -1.0; expected a positive number of seconds",
        "--report FOLDER | is a folder; expected a file",
        "--problem | Missing required parameter for option '--problem' (TYPE)"})
    void badUsageIsToldBeforeAnyRun(String options, String expected) {
        String[] words = ("compare " + file + " " + options.strip().replace("FOLDER", folder.toString())).split(" ");
        assertEquals(2, host.run(words));
        assertTrue(host.error().contains(expected.strip()), host.error());
        assertTrue(host.error().lines().count() <= 2, host.error());
        assertEquals("", host.out());
        assertTrue(host.runs.requests.isEmpty());
    }

    @Test
    void aSolverOfAnotherTypeIsRefused() {
        OptionSchema none = new OptionSchema(List.of());
        host.solvers.add(new SolverDescriptor("test.roots", new Version(1, 0, 0), "test", "roots", "", "", "b", none));
        assertEquals(2, host.run("compare", file, "--solver", "test.roots"));
        assertTrue(host.error().contains("solver test.roots takes roots problems, not linear-program; for those there is test.fast, "),
                host.error());
    }

    @Test
    void theExitStatusTellsWhetherOneIsCertified() {
        host.runs.ends.put(FAST, result(0, Verdict.NOT_CERTIFIED, 1, 2, 1e-2));
        assertEquals(0, host.run("compare", file));
        assertEquals(3, host.run("compare", file, "--solver", FAST));
        assertEquals(2, host.run("compare", file, "--solver", CHOOSY, "--json"));
        assertEquals(2, host.run("compare", file, "--solver", CHOOSY));
        assertEquals("", host.out());
        assertEquals("stillpoint: diet.mps is refused by test.choosy: there is no operator twist", host.error().strip());
    }

    @Test
    void jsonIsOneObject() throws IOException {
        assertEquals(0, host.run("compare", file, "--json"));
        Map<String, Object> object = JSON.std.mapFrom(host.out());
        assertEquals(List.of("problem", "type", "tolerance", "certified", "cancelled", "runs", "refused", "warnings"),
                List.copyOf(object.keySet()));
        assertEquals(List.of(Map.of("solver", CHOOSY, "reason", "there is no operator twist")), object.get("refused"));
        List<?> runs = (List<?>) object.get("runs");
        assertEquals(2, runs.size());
        Map<?, ?> fast = (Map<?, ?>) runs.get(0);
        assertEquals(FAST, fast.get("solver"));
        assertEquals(List.of("verified", "iterations", "evaluations", "time"), fast.get("best"));
        assertEquals(List.of(1.0, 30.0), ((Map<?, ?>) fast.get("history")).get("evaluations"));
        assertEquals(Map.of("iterations", 12, "operatorEvaluations", 30), fast.get("counters"));
    }

    @Test
    void theReportHasATableAndTwoPlots() throws Exception {
        Path report = folder.resolve("c.html");
        assertEquals(0, host.run("compare", file, "--report", report.toString()));
        String html = Files.readString(report);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        assertEquals(2, html.split("<svg ", -1).length - 1);
        assertTrue(html.contains("<td class=\"number best\">30</td>"), html);
        assertTrue(html.contains("refused by test.choosy: there is no operator twist"));
    }

    @Test
    void anInterruptStopsTheRunAndShowsWhatThereIs() {
        host.runs.untilCancelled = true;
        host.interruptOnceProgressIsShown();
        assertEquals(3, host.run(new Terminal(false, false, true, false, false), "compare", file));
        assertEquals(1, host.runs.requests.size(), "no further solver is asked");
        assertTrue(host.out().contains("stopped by the user"), host.out());
        assertTrue(host.out().contains("CANCELLED  not certified"), host.out());
        assertTrue(host.error().contains("1/3 test.fast  "), host.error());
    }

    @Test
    void aSecondInterruptDoesNotWaitForADeafSolver() {
        host.runs.untilCancelled = true;
        host.runs.deaf = true;
        host.interruptOnceProgressIsShown(2);
        assertEquals(3, host.run(new Terminal(false, false, true, false, false), "compare", file));
        assertTrue(host.out().contains("! test.fast: run 17 was cancelled, but its solver has not answered yet"), host.out());
    }

    @Test
    void aSolverThatFailsHasALineAndTheOthersTheirLetters() throws Exception {
        RunResult failed = TestRuns.result(Verdict.FAILED, Status.CONVERGED);
        host.runs.ends.put(FAST, new RunResult(1, host.solvers.get(0), Map.of(), Verdict.FAILED, Optional.empty(), Optional.empty(),
                failed.failure(), List.of(), Instant.EPOCH, 0, 0.1, 0, "none"));
        Path report = folder.resolve("c.html");
        assertEquals(0, host.run("compare", file, "--report", report.toString()));
        List<String> lines = host.out().lines().toList();
        assertEquals("  A  test.slow  CONVERGED  certified     9.0e-07       4,000        4,001  4.00 s", lines.get(3));
        assertEquals("  B  test.fast  NO ANSWER  failed              -           -            -       -", lines.get(4));
        assertTrue(lines.contains("  ! test.fast: the solver returned null"), host.out());
        assertTrue(Files.readString(report).contains("A  test.slow"));
    }
}
