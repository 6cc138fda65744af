package org.stillpoint.ui.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.run.Verdict;

class ArrangementTest {

    private static final List<RunEntry> RUNS = List.of(
            Entries.entry(1, "afiro.mps", "halpern.linear-program", Verdict.CERTIFIED, 1e-7),
            Entries.entry(2, "Diet.mps", "halpern.linear-program", Verdict.FAILED, Double.NaN),
            Entries.entry(3, "morra.csv", "halpern.game", null, 0.5),
            Entries.entry(4, "diet.mps", "halpern.linear-program", Verdict.NOT_CERTIFIED, 1e-3),
            Entries.entry(5, "brandy.mps", "halpern.game", Verdict.CERTIFIED, 1e-7));

    private static List<Long> ids(RunFilter filter, RunColumn column, boolean ascending) {
        return new Arrangement(filter, column, ascending).of(RUNS).stream().map(RunEntry::id).toList();
    }

    @Test
    void newestComeFirstUnlessAskedOtherwise() {
        assertEquals(List.of(5L, 4L, 3L, 2L, 1L), Arrangement.STANDARD.of(RUNS).stream().map(RunEntry::id).toList());
    }

    @Test
    void missingValuesComeLastBothWaysAndEqualOnesNewestFirst() {
        assertEquals(List.of(5L, 1L, 4L, 3L, 2L), ids(RunFilter.NONE, RunColumn.RESIDUAL, true));
        assertEquals(List.of(3L, 4L, 5L, 1L, 2L), ids(RunFilter.NONE, RunColumn.RESIDUAL, false));
        assertEquals(List.of(5L, 1L, 4L, 2L, 3L), ids(RunFilter.NONE, RunColumn.VERDICT, true));
        assertEquals(List.of(1L, 5L, 4L, 2L, 3L), ids(RunFilter.NONE, RunColumn.PROBLEM, true));
    }

    @ParameterizedTest
    @EnumSource(RunColumn.class)
    void orderOfEveryColumnIsTotalWhateverTheOrderBefore(RunColumn column) {
        List<RunEntry> shuffled = new ArrayList<>(RUNS);
        Random random = new Random(5);
        for (boolean ascending : new boolean[] {true, false}) {
            List<Long> expected = ids(RunFilter.NONE, column, ascending);
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(shuffled, random);
                assertEquals(expected, new Arrangement(RunFilter.NONE, column, ascending).of(shuffled).stream().map(RunEntry::id).toList());
            }
        }
        assertTrue(!column.title().isEmpty() && column.width() > 0);
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "diet, 2", "'  DIET   not ', 1", "'not certified', 1", "'halpern.game certified', 1", "running, 1",
        "'returned null', 1", "/problems/, 5", "1.0e-07, 2", "nothing, 0"})
    void filterFindsAllWordsInAnyColumn(String words, int expected) {
        RunFilter filter = new RunFilter(RunFilter.words(words), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(expected, RUNS.stream().filter(filter::accepts).count());
    }

    @Test
    void filterByVerdictTypeAndSolver() {
        assertEquals(List.of(5L, 1L), ids(new RunFilter(List.of(), Optional.of(Verdict.CERTIFIED), Optional.empty(), Optional.empty()),
                RunColumn.NUMBER, false));
        assertEquals(List.of(5L), ids(new RunFilter(List.of(), Optional.of(Verdict.CERTIFIED), Optional.of("linear-program"),
                Optional.of("halpern.game")), RunColumn.NUMBER, false));
        assertEquals(List.of(), ids(new RunFilter(List.of(), Optional.empty(), Optional.of("transport"), Optional.empty()),
                RunColumn.NUMBER, false));
    }

    @Test
    void runsOfOtherProcessesAreNoRunsOfThisOne() {
        RunEntry elsewhere = new RunEntry(Entries.run(9, "afiro.mps", "halpern.game", null, 1, Map.of()), "", false);
        assertEquals("in another process", RunColumn.STATUS.text(elsewhere));
        assertEquals("running", RunColumn.STATUS.text(RUNS.get(2)));
        assertEquals("", RunColumn.VERDICT.text(elsewhere));
    }

    @Test
    void tooltipTellsWhatWentWrongAndTheFile() {
        assertEquals("the solver returned null\n/problems/Diet.mps", RUNS.get(1).tooltip());
    }
}
