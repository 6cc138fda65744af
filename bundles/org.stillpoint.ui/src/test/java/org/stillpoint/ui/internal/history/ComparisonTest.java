package org.stillpoint.ui.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.ui.internal.history.Comparison.Quantity;
import org.stillpoint.ui.internal.history.Comparison.Row;
import org.stillpoint.ui.internal.model.PastRun;

class ComparisonTest {

    private static Row row(long id, Verdict verdict, double residual, double iterations, double evaluations, double seconds) {
        return new Row(id, "afiro.mps", "a.solver 1.0.0", verdict == Verdict.FAILED ? "" : "CONVERGED", Optional.of(verdict),
                List.of(residual, iterations, evaluations, seconds));
    }

    @Test
    void theBestIsLookedForAmongTheCertified() {
        Comparison comparison = Comparison.ofRows(List.of(row(1, Verdict.CERTIFIED, 1e-7, 100, 300, 2),
                row(2, Verdict.CERTIFIED, 1e-8, 100, 200, 1), row(3, Verdict.NOT_CERTIFIED, 1e-9, 10, 20, 0.1),
                row(4, Verdict.FAILED, Double.NaN, 0, Double.NaN, 0.001)));
        assertEquals(List.of(Set.of(), Set.of(Quantity.RESIDUAL, Quantity.EVALUATIONS, Quantity.SECONDS), Set.of(), Set.of()),
                comparison.best());
    }

    @Test
    void withoutACertifiedOneThoseWithASolutionCount() {
        Comparison comparison = Comparison.ofRows(List.of(row(1, Verdict.NOT_CERTIFIED, 1e-7, 100, Double.NaN, 2),
                row(2, Verdict.UNVERIFIED, 1e-8, 50, 20, 3), row(3, Verdict.FAILED, Double.NaN, 0, Double.NaN, 0.001)));
        assertEquals(List.of(Set.of(Quantity.SECONDS), Set.of(Quantity.RESIDUAL, Quantity.ITERATIONS), Set.of()), comparison.best());
    }

    @Test
    void oneAloneIsNotTheBest() {
        assertEquals(List.of(Set.of(), Set.of()), Comparison.ofRows(List.of(row(1, Verdict.CERTIFIED, 1e-7, 100, 300, 2),
                row(2, Verdict.NOT_CERTIFIED, 1e-8, 100, 200, 1))).best());
    }

    @Test
    void eachProblemHasItsBest() {
        Row diet = new Row(3, "diet.mps", "a.solver 1.0.0", "CONVERGED", Optional.of(Verdict.NOT_CERTIFIED), List.of(1.0, 1.0, 1.0, 1.0));
        Row slower = new Row(4, "diet.mps", "a.solver 1.0.0", "CONVERGED", Optional.of(Verdict.NOT_CERTIFIED), List.of(1.0, 1.0, 1.0, 2.0));
        assertEquals(List.of(Set.of(Quantity.RESIDUAL), Set.of(), Set.of(Quantity.SECONDS), Set.of()),
                Comparison.ofRows(List.of(row(1, Verdict.CERTIFIED, 1, 9, 9, 9), row(2, Verdict.CERTIFIED, 2, 9, 9, 9), diet, slower))
                        .best());
    }

    @Test
    void textMarksTheBestAndCsvHasAllDigits() {
        Comparison comparison = Comparison.ofRows(List.of(row(1, Verdict.CERTIFIED, 1.2e-7, 1234567, Double.NaN, 2.125),
                new Row(2, "afiro.mps", "a \"b\", c", "CONVERGED", Optional.of(Verdict.CERTIFIED),
                        List.of(1e-6, 1234567.0, Double.NaN, 3.0))));
        assertEquals("Run\tProblem\tSolver\tStatus\tVerdict\tResidual\tIterations\tEvaluations\tTime",
                comparison.text().lines().findFirst().orElseThrow());
        assertEquals("1\tafiro.mps\ta.solver 1.0.0\tCONVERGED\tcertified\t1.2e-07 \u2605\t1,234,567\t\t2.13 s \u2605",
                comparison.text().lines().skip(1).findFirst().orElseThrow());
        assertEquals("Run,Problem,Solver,Status,Verdict,Residual,Iterations,Evaluations,Seconds",
                comparison.csv().lines().findFirst().orElseThrow());
        assertEquals(List.of("1,afiro.mps,a.solver 1.0.0,CONVERGED,certified,1.2E-7,1234567,,2.125",
                "2,afiro.mps,\"a \"\"b\"\", c\",CONVERGED,certified,1.0E-6,1234567,,3"), comparison.csv().lines().skip(1).toList());
    }

    @Test
    void runsOfTheHistoryAreComparedByWhatItKeeps() {
        Comparison comparison = Comparison.of(List.of(
                new PastRun(Entries.run(4, "afiro.mps", "a.solver", Verdict.CERTIFIED, 1e-7, Map.of())),
                new PastRun(Entries.run(2, "afiro.mps", "b.solver", Verdict.CERTIFIED, 1e-6, Map.of()))));
        assertEquals(List.of(4L, 2L), comparison.rows().stream().map(Row::id).toList());
        assertEquals(List.of(Set.of(Quantity.RESIDUAL, Quantity.SECONDS), Set.of(Quantity.ITERATIONS)), comparison.best());
        assertEquals("a.solver 1.0.0", comparison.rows().get(0).solver());
        assertTrue(Double.isNaN(comparison.rows().get(0).value(Quantity.EVALUATIONS)));
    }

    private static double evaluations(long[] iterations, double... evaluations) {
        RunSummary run = Entries.run(4, "afiro.mps", "a.solver", Verdict.CERTIFIED, 1e-7, Map.of());
        History history = new History(iterations, evaluations, new double[iterations.length], new double[iterations.length]);
        RunSummary told = new RunSummary(run.id(), run.label(), run.source(), run.problemType(), run.solver(), run.version(), run.options(),
                run.state(), run.status(), run.verdict(), run.residual(), run.iterations(), run.submitted(), run.seconds(), run.blas(),
                run.failure(), run.remarks(), run.certificate(), history);
        return Comparison.of(List.of(new PastRun(told))).rows().get(0).value(Quantity.EVALUATIONS);
    }

    /** The run took 4000 iterations. */
    @Test
    void evaluationsOfTheHistoryAreThoseThatASolverCounted() {
        assertEquals(8001, evaluations(new long[] {1, 4000}, 3, 8001));
        assertTrue(Double.isNaN(evaluations(new long[] {1, 4000}, 1, 4000)), "iterations, for want of a count");
        assertTrue(Double.isNaN(evaluations(new long[] {1, 3000}, 3, 6001)), "not told at the end");
    }
}
