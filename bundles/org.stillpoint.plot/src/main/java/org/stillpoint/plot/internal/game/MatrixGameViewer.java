package org.stillpoint.plot.internal.game;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultViewer;
import org.stillpoint.plot.ResultViewerInfo;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.TypedViewer;
import org.stillpoint.plot.internal.drawing.MatrixPicture;
import org.stillpoint.plot.internal.drawing.Names;

/** Shows matrix games: what is paid, and which strategies are played how often. */
@Component(service = ResultViewer.class)
@ResultViewerInfo(problem = MatrixGame.TYPE)
public final class MatrixGameViewer extends TypedViewer<MatrixGame, GameStrategies> {

    private static final double NEGLIGIBLE = 1e-9;

    /** Called by the component runtime. */
    public MatrixGameViewer() {
        super(MatrixGame.class, GameStrategies.class);
    }

    private static boolean fits(MatrixGame game, GameStrategies strategies) {
        return strategies.row().length == game.rows() && strategies.column().length == game.columns();
    }

    @Override
    protected List<Picture> picturesOf(MatrixGame game) {
        return MatrixPicture.of("Payoffs", game.payoff(), game.rowNames(), game.columnNames()).stream().toList();
    }

    @Override
    protected List<Picture> picturesOf(MatrixGame game, GameStrategies strategies) {
        return fits(game, strategies) ? StrategiesPicture.of(game, strategies).stream().toList() : List.of();
    }

    @Override
    protected List<ResultTable> tablesOf(MatrixGame game, GameStrategies strategies) {
        return fits(game, strategies) ? List.of(strategy("Rows", game.rowNames(), strategies.row()),
                strategy("Columns", game.columnNames(), strategies.column())) : List.of();
    }

    private static ResultTable strategy(String caption, List<String> names, double[] probabilities) {
        int[] order = Order.descending(probabilities, i -> !(probabilities[i] <= NEGLIGIBLE));
        return Shares.table(caption + " that are played: " + order.length + " of " + probabilities.length,
                List.of(Column.text("strategy"), Column.number("probability", Shares.DIGITS)), order, probabilities,
                (i, rank) -> List.of(Names.of(names, i), probabilities[i]));
    }
}
