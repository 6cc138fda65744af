package org.stillpoint.plot.internal.game;

import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.problem.GameStrategies;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Ink;
import org.stillpoint.plot.Painter;
import org.stillpoint.plot.Painter.Anchor;
import org.stillpoint.plot.Picture;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.drawing.Cells;
import org.stillpoint.plot.internal.drawing.Names;

/** The payoffs of a game, beside each row and below each column a bar as long as the strategy is probable. */
final class StrategiesPicture {

    private static final int WIDTH = 760;
    private static final int MOST = 120;
    private static final int MOST_NAMES = 32;
    private static final double TOP = 26;
    private static final double MARGIN = 26;
    private static final double BAR = 110;
    private static final double GAP = 8;
    private static final double LARGEST_CELL = 56;
    private static final double BAR_BELOW = 70;

    private final Cells cells;
    private final double[] rows;
    private final double[] columns;
    private final List<String> rowNames;
    private final List<String> columnNames;
    private final double left;
    private final double cell;

    private StrategiesPicture(Cells cells, GameStrategies strategies, List<String> rowNames, List<String> columnNames) {
        this.cells = cells;
        rows = strategies.row();
        columns = strategies.column();
        this.rowNames = rows.length <= MOST_NAMES ? rowNames : List.of();
        this.columnNames = columns.length <= MOST_NAMES ? columnNames : List.of();
        left = this.rowNames.isEmpty() ? MARGIN : Math.max(MARGIN, Names.room(rowNames));
        cell = Math.min(LARGEST_CELL, Math.min((WIDTH - left - BAR - 70) / cells.columns(), 480.0 / cells.rows()));
    }

    /** The picture of a game that is not too large to tell its strategies apart. */
    static Optional<Picture> of(MatrixGame game, GameStrategies strategies) {
        if (game.rows() == 0 || game.columns() == 0 || game.rows() > MOST || game.columns() > MOST) {
            return Optional.empty();
        }
        Cells cells = new Cells(game.rows(), game.columns(), MOST, MOST);
        for (int i = 0; i < game.rows(); i++) {
            for (int j = 0; j < game.columns(); j++) {
                cells.put(i, game.rows(), j, game.columns(), game.payoff() instanceof DMatrixRMaj dense ? dense.get(i, j)
                        : ((DMatrixSparseCSC) game.payoff()).get(i, j));
            }
        }
        StrategiesPicture picture = new StrategiesPicture(cells, strategies, game.rowNames(), game.columnNames());
        double names = picture.columnNames.isEmpty() ? 0 : Names.room(game.columnNames());
        int height = (int) Math.ceil(TOP + cells.rows() * picture.cell + GAP + BAR_BELOW + GAP + names + 8);
        return Optional.of(Picture.of("Strategies", "Payoffs with the strategies of both sides as bars", WIDTH, height, picture::paint));
    }

    private void paint(Painter painter) {
        painter.text(Ink.MUTED, Anchor.START, left, 16, "payoffs" + (cells.hasNegative() ? ", blue positive and orange negative" : "")
                + "; bars: probabilities");
        cells.paint(painter, left, TOP, cell, cell);
        double right = left + cells.columns() * cell + GAP;
        double bottom = TOP + cells.rows() * cell + GAP;
        double thick = 0.7 * cell;
        boolean labelled = cell >= Painter.TEXT_SIZE;
        double mostRow = Math.max(Order.greatest(rows), Double.MIN_NORMAL);
        for (int i = 0; i < rows.length; i++) {
            double y = TOP + (i + 0.5) * cell;
            double length = BAR * Order.share(rows[i], mostRow);
            painter.rectangle(Ink.SERIES_3, 0.9, right, y - thick / 2, length, thick);
            if (labelled && i < rowNames.size()) {
                painter.text(Ink.MUTED, Anchor.END, left - 6, y + 4, Names.shortened(rowNames.get(i)));
            }
            if (labelled && length > 0 && Double.isFinite(rows[i])) {
                painter.text(Ink.MUTED, Anchor.START, right + length + 5, y + 4, Figures.digits(rows[i], 3));
            }
        }
        double mostColumn = Math.max(Order.greatest(columns), Double.MIN_NORMAL);
        for (int j = 0; j < columns.length; j++) {
            double x = left + (j + 0.5) * cell;
            painter.rectangle(Ink.SERIES_5, 0.9, x - thick / 2, bottom, thick,
                    BAR_BELOW * Order.share(columns[j], mostColumn));
            if (labelled && j < columnNames.size()) {
                painter.upright(Ink.MUTED, x - 4, bottom + BAR_BELOW + GAP, Names.shortened(columnNames.get(j)));
            }
        }
    }
}
