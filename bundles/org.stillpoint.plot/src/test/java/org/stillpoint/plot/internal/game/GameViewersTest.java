package org.stillpoint.plot.internal.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.ConstrainedDecisionProcess;
import org.stillpoint.api.problem.ConstrainedPolicy;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Portfolio;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.RiskParityProblem;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.RecordingPainter;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.internal.Tables;
import org.stillpoint.plot.internal.points.DigitRoutineViewer;

class GameViewersTest {

    @Test
    void aGameListsAndDrawsWhatIsPlayed() {
        MatrixGame game = new MatrixGame(new DMatrixRMaj(new double[][] {{1, -2}, {0, 1}, {3, .5}}), List.of("a", "b", "<c>"), List.of());
        GameStrategies strategies = new GameStrategies(new double[] {.25, 1e-12, .75}, new double[] {1, 0});
        MatrixGameViewer viewer = new MatrixGameViewer();
        List<ResultTable> tables = viewer.tables(game, strategies);
        assertEquals("Rows that are played: 2 of 3", tables.get(0).title());
        assertEquals(List.of(List.of("<c>", "0.75"), List.of("a", "0.25")), Tables.texts(tables.get(0)));
        assertEquals(List.of(1.0, 1 / 3.0), Tables.shares(tables.get(0)));
        assertEquals(List.of(List.of("1", "1")), Tables.texts(tables.get(1)));
        RecordingPainter painter = RecordingPainter.of(viewer.pictures(game, strategies).get(0));
        List<RecordingPainter.Shape> bars = painter.shapes("rectangle", Ink.SERIES_3);
        assertEquals(3, bars.size());
        assertEquals(1 / 3.0, (bars.get(0).x2() - bars.get(0).x1()) / (bars.get(2).x2() - bars.get(2).x1()), 1e-9);
        assertEquals(1, painter.shapes("rectangle", Ink.TARGET).size(), "one negative payoff");
        RecordingPainter.of(viewer.pictures(game).get(0));
        assertEquals(List.of(), viewer.tables(game, new GameStrategies(new double[2], new double[2])), "another game's");
        GameStrategies broken = new GameStrategies(new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}, new double[] {0, 0});
        viewer.tables(game, broken).forEach(Tables::texts);
        viewer.pictures(game, broken).forEach(RecordingPainter::of);
    }

    @Test
    void largeGamesHaveNoPictureOfStrategies() {
        MatrixGame game = new MatrixGame(new DMatrixRMaj(300, 200));
        MatrixGameViewer viewer = new MatrixGameViewer();
        assertEquals(List.of(), viewer.pictures(game, new GameStrategies(new double[300], new double[200])));
        assertTrue(RecordingPainter.of(viewer.pictures(game).get(0)).shapes().size() < 96 * 96);
    }

    @Test
    void aRankingListsPlayersByStrengthWithTheirPoints() {
        PairwiseComparisons comparisons = new PairwiseComparisons(List.of("slow", "fast"), new int[] {0, 1}, new int[] {1, 0},
                new double[] {1, 3}, new double[] {1, 0}, TieRule.HALF, 0);
        RankingViewer viewer = new RankingViewer();
        ResultTable table = viewer.tables(comparisons, new Ranking(new double[] {.5, 2}, 0)).get(0);
        assertEquals(List.of("player", "strength", "points", "of", ""), table.columns().stream().map(ResultTable.Column::heading).toList());
        assertEquals(List.of(List.of("1. fast", "2", "3.5", "5"), List.of("2. slow", "0.5", "1.5", "5")), Tables.texts(table));
        assertEquals(List.of("fast", "slow", "3", "0"), Tables.texts(viewer.tables(comparisons).get(0)).get(1));
        assertEquals(2, RecordingPainter.of(viewer.pictures(comparisons).get(0)).shapes("rectangle", Ink.SOURCE).size());
        assertEquals(List.of(), viewer.tables(comparisons, new Ranking(new double[3], 0)));
    }

    @Test
    void aPortfolioListsWeightsAndTheirRisk() {
        RiskParityProblem problem = new RiskParityProblem(DMatrixRMaj.wrap(2, 2, new double[] {1, 0, 0, 4}), new double[] {.5, .5},
                List.of("bonds", "stocks"));
        PortfolioViewer viewer = new PortfolioViewer();
        ResultTable table = viewer.tables(problem, new Portfolio(new double[] {2 / 3.0, 1 / 3.0})).get(0);
        assertEquals(List.of(List.of("bonds", "0.66667", "0.5"), List.of("stocks", "0.33333", "0.5")), Tables.texts(table));
        assertTrue(RecordingPainter.of(viewer.pictures(problem).get(0)).texts().contains("stocks"));
        Tables.texts(viewer.tables(problem, new Portfolio(new double[] {Double.NaN, 0})).get(0));
    }

    @Test
    void anOrbitIsListedInItsDigits() {
        DigitRoutineViewer viewer = new DigitRoutineViewer();
        DigitRoutine routine = new DigitRoutine(16, 4, 0x1000);
        DigitOrbit orbit = new DigitOrbit(new long[] {0x1000, 0xfff}, new long[] {0x2a});
        List<ResultTable> tables = viewer.tables(routine, orbit);
        assertEquals(List.of(List.of("1000"), List.of("0fff")), Tables.texts(tables.get(0)));
        assertEquals("Fixed point", tables.get(1).title());
        assertEquals(List.of(List.of("002a")), Tables.texts(tables.get(1)));
        assertEquals(3, RecordingPainter.of(viewer.pictures(routine, orbit).get(0)).shapes("rectangle", Ink.SOURCE).size());
        assertEquals(List.of(), viewer.tables(routine, new DigitOrbit(new long[0], new long[0])));
    }

    @Test
    void aPolicyListsTheActionsOfEachState() {
        ConstrainedDecisionProcess process = new ConstrainedDecisionProcess(1, 3, new double[] {1, 1, 1}, new double[3], new double[0],
                new double[0], new double[] {1}, .5);
        DecisionProcessViewer viewer = new DecisionProcessViewer();
        ConstrainedPolicy policy = new ConstrainedPolicy(new double[] {.25, 0, .75}, new double[0]);
        ResultTable table = viewer.tables(process, policy).get(0);
        assertEquals(List.of(List.of("state 1, action 1", "0.25"), List.of("state 1, action 3", "0.75")), Tables.texts(table));
        assertEquals(2, RecordingPainter.of(viewer.pictures(process, policy).get(0)).shapes("rectangle", Ink.SOURCE).size());
        viewer.pictures(process).forEach(RecordingPainter::of);
        assertEquals(List.of(), viewer.pictures(process, new ConstrainedPolicy(new double[2], new double[0])));
    }
}
