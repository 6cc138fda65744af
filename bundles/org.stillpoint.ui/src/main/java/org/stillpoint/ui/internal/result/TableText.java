package org.stillpoint.ui.internal.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultTable.Kind;

/** The rows of a table as texts, in an order. */
final class TableText {

    /** Tables of more rows are not sorted. */
    static final int MOST_SORTED = 100_000;

    private final ResultTable table;
    private final int[] order;

    private TableText(ResultTable table, int[] order) {
        this.table = table;
        this.order = order;
    }

    /** A table in its own order. */
    static TableText of(ResultTable table) {
        return new TableText(table, null);
    }

    ResultTable table() {
        return table;
    }

    /** The same table sorted by a column. */
    TableText sorted(int column, boolean descending) {
        List<Object> keys = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            keys.add(table.row().apply(row).get(column));
        }
        Comparator<Integer> comparator = Comparator.comparing(keys::get, TableText::compare);
        return new TableText(table, IntStream.range(0, table.rows()).boxed()
                .sorted(descending ? comparator.reversed() : comparator).mapToInt(Integer::intValue).toArray());
    }

    private static int compare(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number another) {
            return Double.compare(number.doubleValue(), another.doubleValue());
        }
        return String.valueOf(one).compareToIgnoreCase(String.valueOf(other));
    }

    /** The values of a row in this order; one that cannot be made says why. */
    List<Object> values(int place) {
        try {
            return table.row().apply(order == null ? place : order[place]);
        } catch (RuntimeException | LinkageError ofForeignCode) {
            return List.of(NLS.bind(Messages.lost, ofForeignCode));
        }
    }

    /** The texts of a row in this order; that of a bar is empty. */
    List<String> texts(int place) {
        List<Object> values = values(place);
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < table.columns().size(); k++) {
            Column column = table.columns().get(k);
            texts.add(k >= values.size() ? "" : column.kind() == Kind.SHARE && values.get(k) instanceof Number ? ""
                    : column.shown(values.get(k)));
        }
        return texts;
    }

    /** Headings and rows with tabs between cells, without bars. */
    String copy(int[] places) {
        List<Integer> columns = IntStream.range(0, table.columns().size())
                .filter(k -> table.columns().get(k).kind() != Kind.SHARE).boxed().toList();
        StringBuilder text = new StringBuilder(columns.stream().map(k -> table.columns().get(k).heading())
                .collect(Collectors.joining("\t"))).append('\n');
        for (int place : places) {
            List<Object> values = values(place);
            text.append(columns.stream().map(k -> k < values.size() ? String.valueOf(values.get(k)) : "")
                    .collect(Collectors.joining("\t"))).append('\n');
        }
        return text.toString();
    }

    /** The place of the next row after one that has a text in some cell, beginning anew at the end; -1 if none has, or when stopped. */
    int find(String text, int after, BooleanSupplier stopped) {
        String wanted = text.toLowerCase(Locale.ROOT);
        for (int step = 1; step <= table.rows() && !stopped.getAsBoolean(); step++) {
            int place = (int) ((after + (long) step) % table.rows());
            if (texts(place).stream().anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(wanted))) {
                return place;
            }
        }
        return -1;
    }
}
