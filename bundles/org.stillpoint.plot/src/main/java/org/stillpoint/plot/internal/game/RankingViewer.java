package org.stillpoint.plot.internal.game;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;

/** Shows comparisons of players: who beat whom how often, and the players by strength with the points they won. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = PairwiseComparisons.TYPE)
public final class RankingViewer extends TypedViewer<PairwiseComparisons, Ranking> {

    private static final int MOST_PLAYERS = 400;

    /** Called by the component runtime. */
    public RankingViewer() {
        super(PairwiseComparisons.class, Ranking.class);
    }

    @Override
    protected List<Picture> picturesOf(PairwiseComparisons comparisons) {
        int players = comparisons.names().size();
        if (players > MOST_PLAYERS) {
            return List.of();
        }
        double[] wins = new double[players * players];
        for (int k = 0; k < comparisons.first().length; k++) {
            wins[comparisons.first()[k] * players + comparisons.second()[k]] += comparisons.wins()[k];
        }
        return MatrixPicture.dense("Wins of the row over the column", wins, 0, players, players, comparisons.names(), comparisons.names())
                .stream().toList();
    }

    @Override
    protected List<ResultTable> tablesOf(PairwiseComparisons comparisons) {
        return List.of(new ResultTable("Comparisons", List.of(Column.text("player"), Column.text("against"), Column.number("wins", 6),
                Column.number("ties", 6)), comparisons.first().length, k -> List.of(comparisons.names().get(comparisons.first()[k]),
                        comparisons.names().get(comparisons.second()[k]), comparisons.wins()[k], comparisons.ties()[k])));
    }

    /** Points are wins, and half the ties; a pair that met comes once for the wins of each. */
    @Override
    protected List<ResultTable> tablesOf(PairwiseComparisons comparisons, Ranking ranking) {
        double[] strengths = ranking.strengths();
        if (strengths.length != comparisons.names().size()) {
            return List.of();
        }
        double[] points = new double[strengths.length];
        double[] games = new double[strengths.length];
        for (int i = 0; i < comparisons.first().length; i++) {
            int first = comparisons.first()[i];
            int second = comparisons.second()[i];
            double wins = comparisons.wins()[i];
            double ties = comparisons.ties()[i];
            points[first] += wins + ties / 2;
            points[second] += ties / 2;
            games[first] += wins + ties;
            games[second] += wins + ties;
        }
        return List.of(Shares.table("Ranking", List.of(Column.text("player"), Column.number("strength", Shares.DIGITS),
                Column.number("points", Shares.DIGITS), Column.number("of", Shares.DIGITS)), Order.descending(strengths), strengths,
                (i, rank) -> List.of(rank + ". " + comparisons.names().get(i), strengths[i], points[i], games[i])));
    }
}
