package org.stillpoint.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.options.OptionException;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.itest.toy.PolynomialRoot;

/** Runs from the problem to the verdict, with the real bundles. */
class RunTest {

    private static final String DIET = """
            NAME little
            ROWS
             N cost
             G protein
             L weight
            COLUMNS
             bread cost 2 protein 4
             bread weight 1
             meat cost 5 protein 20
             meat weight 1
            RHS
             rhs protein %s weight 2
            ENDATA
            """;

    @InjectService(timeout = 10_000)
    RunService runs;

    @InjectService(timeout = 10_000)
    ProblemFiles files;

    @Test
    void aLinearProgramFromAFileIsCertified(@TempDir Path folder) throws Exception {
        RunResult result = solve(read(folder, "10"));
        assertEquals(Verdict.CERTIFIED, result.verdict(), result.toString());
        assertEquals(Status.CONVERGED, result.solution().map(Solution::status).orElseThrow());
        assertEquals(2.5, result.certificate().orElseThrow().quantities().get(Certificate.OBJECTIVE), 1e-5);
        assertTrue(result.certificate().orElseThrow().verifier().contains("org.stillpoint.verify"), result.toString());
    }

    @Test
    void anInfeasibleLinearProgramIsCertifiedAsSuch(@TempDir Path folder) throws Exception {
        RunResult result = solve(read(folder, "41"));
        assertEquals(Verdict.CERTIFIED, result.verdict(), result.toString());
        assertEquals(Status.INFEASIBLE, result.solution().map(Solution::status).orElseThrow());
    }

    @Test
    void aFixedPointOfANamedOperatorIsCertified() throws Exception {
        RunResult result = runs.submit(RunRequest.of(new FixedPointProblem("halpern.rotation", new double[] {1, 1}))
                .solver("halpern.fixed-point").option("tolerance", "1e-3").build()).await();
        assertEquals(Verdict.CERTIFIED, result.verdict(), result.toString());
    }

    @Test
    void aProblemTypeFromOutsideIsVerifiedByItsOwnBundleByName() throws Exception {
        RunResult result = solve(new PolynomialRoot(new double[] {-2, 0, 1}));
        assertEquals("toy.newton", result.solver().id());
        assertEquals(Verdict.CERTIFIED, result.verdict(), result.toString());
        assertTrue(result.certificate().orElseThrow().verifier().contains("org.stillpoint.itest"), result.toString());
        assertEquals(Math.sqrt(2), ((PolynomialRoot.Root) result.solution().orElseThrow().value()).x(), 1e-10);
    }

    @Test
    void aClaimThatDoesNotHoldIsShownWithBothNumbers() throws Exception {
        RunResult result = runs.submit(RunRequest.of(new PolynomialRoot(new double[] {-2, 0, 1})).solver("toy.liar").build()).await();
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
        String remarks = String.join("\n", result.remarks());
        assertTrue(remarks.contains("1.000e-12") && remarks.contains("1.762e+03"), remarks);
    }

    @Test
    void aRunIsCancelledAtOnce() throws Exception {
        Run run = endless(null);
        while (run.progress().iteration() < 1000) {
            Thread.onSpinWait();
        }
        run.cancel();
        RunResult result = run.await(Duration.ofSeconds(5)).orElseThrow();
        assertEquals(Status.CANCELLED, result.solution().map(Solution::status).orElseThrow());
        assertEquals(Verdict.NOT_CERTIFIED, result.verdict());
    }

    @Test
    void aRunIsKeptWithTheFileOfItsProblemUntilItIsDeleted(@TempDir Path folder) throws Exception {
        Problem problem = read(folder, "10");
        Run run = runs.submit(RunRequest.of(problem).source(folder.resolve("little.mps")).build());
        run.await();
        RunSummary kept = runs.find(run.id()).orElseThrow();
        assertEquals(Optional.of(folder.resolve("little.mps").toAbsolutePath().toString()), kept.source());
        assertEquals(kept.outline(), runs.overview(run.id() - 1, 10).get(0));
        assertEquals(1, runs.delete(List.of(run.id())));
        assertEquals(List.of(), runs.find(List.of(run.id())));
    }

    @Test
    void aRunEndsAtItsTimeLimit() throws Exception {
        RunResult result = endless(Duration.ofMillis(400)).await(Duration.ofSeconds(10)).orElseThrow();
        assertEquals(Status.TIME_LIMIT, result.solution().map(Solution::status).orElseThrow());
        assertTrue(result.seconds() >= .4, "took " + result.seconds());
        assertTrue(result.solution().orElseThrow().history().size() > 1, result.toString());
    }

    @Test
    void optionsAreStrict() {
        OptionException refusal = assertThrows(OptionException.class, () -> runs.submit(
                RunRequest.of(new PolynomialRoot(new double[] {-2, 0, 1})).solver("toy.newton").option("tolerence", 1e-8).build()));
        assertTrue(refusal.getMessage().contains("tolerance"), refusal.getMessage());
    }

    private Run endless(Duration limit) {
        RunRequest.Builder request = RunRequest.of(new PolynomialRoot(new double[] {0, 1})).solver("toy.endless");
        return runs.submit((limit == null ? request : request.timeLimit(limit)).build());
    }

    private RunResult solve(Problem problem) throws InterruptedException {
        return runs.submit(RunRequest.of(problem).build()).await();
    }

    private Problem read(Path folder, String protein) throws IOException {
        Path file = Files.writeString(folder.resolve("little.mps"), DIET.formatted(protein));
        return files.read(file).problem();
    }
}
