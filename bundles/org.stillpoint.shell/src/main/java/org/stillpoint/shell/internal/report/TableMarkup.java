package org.stillpoint.shell.internal.report;

import java.util.List;
import java.util.Locale;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.Markup;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;
import org.stillpoint.plot.ResultTable.Kind;

/** Tables as HTML: the first rows, and how many more there are. */
final class TableMarkup {

    /** The first two tables are shown whole if they have at most so many rows. */
    private static final int MOST_ROWS = 40;
    /** Of a longer first table. */
    private static final int FIRST_ROWS = 20;
    /** Of other tables. */
    private static final int FIRST_ROWS_LATER = 12;
    /** Two tables stand side by side if neither has more columns. */
    private static final int[] MOST_COLUMNS = {4, 5};

    private TableMarkup() {
    }

    /** Several tables, narrow ones side by side. */
    static String html(List<ResultTable> tables) {
        StringBuilder html = new StringBuilder();
        boolean pair = tables.size() >= 2 && tables.get(0).columns().size() <= MOST_COLUMNS[0]
                && tables.get(1).columns().size() <= MOST_COLUMNS[1];
        for (int i = 0; i < tables.size(); i++) {
            html.append(pair && i == 0 ? "<div class=\"pair\">" : "");
            int rows = tables.get(i).rows();
            table(html, tables.get(i), i < 2 && rows <= MOST_ROWS ? MOST_ROWS : i == 0 ? FIRST_ROWS : FIRST_ROWS_LATER);
            html.append(pair && i == 1 ? "</div>\n" : "");
        }
        return html.toString();
    }

    private static void table(StringBuilder html, ResultTable table, int most) {
        html.append("<div class=\"scroll\"><table><caption>").append(Markup.escape(table.title())).append("</caption><thead><tr>");
        for (Column column : table.columns()) {
            html.append(column.kind() == Kind.NUMBER ? "<th class=\"number\">" : "<th>").append(Markup.escape(column.heading()))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>\n");
        for (int row = 0; row < Math.min(most, table.rows()); row++) {
            html.append("<tr>");
            List<Object> values = table.row().apply(row);
            for (int k = 0; k < values.size(); k++) {
                cell(html, table.columns().get(k), values.get(k));
            }
            html.append("</tr>\n");
        }
        if (table.rows() > most) {
            html.append("<tr><td colspan=\"").append(table.columns().size()).append("\">and ").append(Figures.count(table.rows() - most))
                    .append(" more</td></tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private static void cell(StringBuilder html, Column column, Object value) {
        if (column.kind() == Kind.SHARE) {
            double share = value instanceof Double part && part >= 0 ? Math.min(1, part) : 0;
            html.append(String.format(Locale.ROOT, "<td class=\"bar\"><span style=\"width:%.1f%%\"></span></td>", 100 * share));
        } else {
            html.append(column.kind() == Kind.NUMBER ? "<td class=\"number\">" : "<td>").append(Markup.escape(column.shown(value)))
                    .append("</td>");
        }
    }
}
