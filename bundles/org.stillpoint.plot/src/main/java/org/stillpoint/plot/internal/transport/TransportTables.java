package org.stillpoint.plot.internal.transport;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.internal.Lazy;
import org.stillpoint.plot.internal.Order;
import org.stillpoint.plot.internal.drawing.Names;
import org.stillpoint.plot.model.Movement;

/** The points of measures, and the movements between them from the largest to the least. */
final class TransportTables {

    private static final int DIGITS = 6;
    private static final int DIGITS_OF_MASSES = 5;
    private static final int MOST_COORDINATES = 4;

    private TransportTables() {
    }

    static ResultTable measure(String title, Measure measure) {
        int coordinates = Math.min(MOST_COORDINATES, measure.points().numCols);
        List<Column> columns = new ArrayList<>(List.of(Column.text("point"), Column.number("weight", DIGITS)));
        for (int k = 0; k < coordinates; k++) {
            columns.add(Column.number("coordinate " + (k + 1), DIGITS));
        }
        columns.add(Column.share());
        double greatest = Order.greatest(measure.weights());
        return new ResultTable(title, columns, measure.size(), i -> {
            List<Object> row = new ArrayList<>(List.of(Names.of(measure.names(), i), measure.weights()[i]));
            for (int k = 0; k < coordinates; k++) {
                row.add(measure.points().get(i, k));
            }
            row.add(Order.share(measure.weights()[i], greatest));
            return row;
        });
    }

    static ResultTable movements(Measure source, Measure target, List<Movement> movements) {
        List<Movement> away = Movement.elsewhere(movements, source, target);
        Lazy<List<Movement>> sorted = new Lazy<>(() -> Movement.largest(away, away.size()));
        return new ResultTable(Figures.count(away.size()) + (away.size() == 1 ? " movement" : " movements, the largest first"),
                List.of(Column.text("from, to"), Column.number("mass", DIGITS_OF_MASSES), Column.share()), away.size(), k -> {
                    Movement movement = sorted.get().get(k);
                    return List.of(Names.of(source.names(), movement.source()) + " to " + Names.of(target.names(), movement.target()),
                            movement.mass(), Order.share(movement.mass(), sorted.get().get(0).mass()));
                });
    }
}
