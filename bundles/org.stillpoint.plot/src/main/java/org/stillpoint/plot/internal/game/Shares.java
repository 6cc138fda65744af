package org.stillpoint.plot.internal.game;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.internal.Order;

/** Tables of named values from the greatest to the least, with bars. */
final class Shares {

    static final int DIGITS = 5;

    private Shares() {
    }

    /** Makes a row of a place: its name, its value and what else is told of it. */
    interface Row {
        /** The texts and numbers of a place. */
        List<Object> of(int place, int rank);
    }

    /** A table of the places of an order, the bars by values. */
    static ResultTable table(String title, List<Column> columns, int[] order, double[] values, Row row) {
        double greatest = Order.greatest(values);
        List<Column> all = new ArrayList<>(columns);
        all.add(Column.share());
        return new ResultTable(title, all, order.length, rank -> {
            List<Object> cells = new ArrayList<>(row.of(order[rank], rank + 1));
            cells.add(Order.share(values[order[rank]], greatest));
            return cells;
        });
    }
}
