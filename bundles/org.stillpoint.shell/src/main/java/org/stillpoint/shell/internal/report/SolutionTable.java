package org.stillpoint.shell.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixSparseCSC;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.plot.Figures;

/** The value of a solution as HTML: names and amounts of a linear program, what is listed of others, or else a summary of arrays. */
final class SolutionTable {

    private static final int MOST_ROWS = 40;
    private static final double NEGLIGIBLE = 1e-9;

    private SolutionTable() {
    }

    static String html(Problem problem, Recordable value) {
        if (problem instanceof LinearProgram program && value instanceof LinearProgramSolution solution
                && solution.x().length == program.columns() && solution.y().length == program.rows()) {
            return "<div class=\"pair\">" + columns(program, solution) + rows(program, solution) + "</div>\n";
        }
        List<Listing> listings = Listing.of(problem, value);
        return listings.isEmpty() ? arrays(value.toRecord())
                : "<div class=\"pair\">" + listings.stream().map(SolutionTable::listing).collect(Collectors.joining()) + "</div>\n";
    }

    private static String listing(Listing listing) {
        StringBuilder html = new StringBuilder("<table><caption>").append(Markup.escape(listing.caption()))
                .append("</caption><thead><tr>");
        for (int column = 0; column < listing.headings().size(); column++) {
            html.append(column == 0 ? "<th>" : "<th class=\"number\">").append(Markup.escape(listing.headings().get(column)))
                    .append("</th>");
        }
        html.append("<th></th></tr></thead><tbody>\n");
        for (Listing.Row row : listing.rows().subList(0, Math.min(MOST_ROWS, listing.rows().size()))) {
            html.append("<tr><td>").append(Markup.escape(row.name())).append("</td>");
            row.numbers().forEach(number -> number(html, number));
            html.append(String.format(Locale.ROOT, "<td class=\"bar\"><span style=\"width:%.1f%%\"></span></td></tr>%n",
                    100 * row.share()));
        }
        return end(html, listing.rows().size(), listing.headings().size() + 1);
    }

    private static String columns(LinearProgram program, LinearProgramSolution solution) {
        double[] x = solution.x();
        double greatest = 0;
        for (double amount : x) {
            greatest = Math.max(greatest, Math.abs(amount));
        }
        List<Integer> shown = new ArrayList<>();
        for (int j = 0; j < x.length; j++) {
            if (Math.abs(x[j]) > NEGLIGIBLE * Math.max(1, greatest)) {
                shown.add(j);
            }
        }
        shown.sort(Comparator.comparingDouble(j -> -Math.abs(x[j])));
        StringBuilder html = new StringBuilder("<table><caption>Columns that are not zero: ").append(shown.size()).append(" of ")
                .append(x.length).append("</caption><thead><tr><th>column</th><th class=\"number\">amount</th><th></th></tr></thead>")
                .append("<tbody>\n");
        for (int j : shown.subList(0, Math.min(MOST_ROWS, shown.size()))) {
            html.append(String.format(Locale.ROOT, "<tr><td>%s</td><td class=\"number\">%s</td><td class=\"bar\">"
                    + "<span style=\"width:%.1f%%\"></span></td></tr>%n", name(program.columnNames(), j), Figures.digits(x[j], 6),
                    100 * Math.abs(x[j]) / greatest));
        }
        return end(html, shown.size(), 3);
    }

    private static String rows(LinearProgram program, LinearProgramSolution solution) {
        double[] activity = activity(program.matrix(), solution.x());
        StringBuilder html = new StringBuilder("<table><caption>Rows</caption><thead><tr><th>row</th><th class=\"number\">least</th>"
                + "<th class=\"number\">reached</th><th class=\"number\">most</th><th class=\"number\">price</th></tr></thead><tbody>\n");
        double[] y = solution.y();
        for (int i = 0; i < Math.min(MOST_ROWS, y.length); i++) {
            html.append("<tr><td>").append(name(program.rowNames(), i)).append("</td>");
            number(html, bound(program.rowLower()[i]));
            number(html, Figures.digits(activity[i], 6));
            number(html, bound(program.rowUpper()[i]));
            number(html, Math.abs(y[i]) < NEGLIGIBLE ? "0" : Figures.digits(y[i], 4));
            html.append("</tr>\n");
        }
        return end(html, y.length, 5);
    }

    private static String end(StringBuilder html, int available, int columns) {
        if (available > MOST_ROWS) {
            html.append("<tr><td colspan=\"").append(columns).append("\">and ").append(available - MOST_ROWS)
                    .append(" more</td></tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }

    private static double[] activity(DMatrixSparseCSC matrix, double[] x) {
        double[] activity = new double[matrix.numRows];
        for (int j = 0; j < matrix.numCols; j++) {
            for (int k = matrix.col_idx[j]; k < matrix.col_idx[j + 1]; k++) {
                activity[matrix.nz_rows[k]] += matrix.nz_values[k] * x[j];
            }
        }
        return activity;
    }

    private static String arrays(DataRecord record) {
        StringBuilder html = new StringBuilder("<table><caption>Arrays of the solution</caption><thead><tr><th>array</th><th>shape</th>"
                + "<th class=\"number\">least</th><th class=\"number\">mean</th><th class=\"number\">greatest</th></tr></thead><tbody>\n");
        record.fields().forEach((name, value) -> {
            if (value instanceof NamedArray array && array.values() instanceof double[] values && values.length > 0) {
                html.append("<tr><td>").append(Markup.escape(name)).append("</td><td>").append(shape(array)).append("</td>");
                double least = values[0];
                double greatest = values[0];
                double sum = 0;
                for (double each : values) {
                    least = Math.min(least, each);
                    greatest = Math.max(greatest, each);
                    sum += each;
                }
                number(html, Figures.digits(least, 6));
                number(html, Figures.digits(sum / values.length, 6));
                number(html, Figures.digits(greatest, 6));
                html.append("</tr>\n");
            }
        });
        return html.append("</tbody></table>\n").toString();
    }

    private static String shape(NamedArray array) {
        List<String> extents = new ArrayList<>();
        for (int extent : array.shape()) {
            extents.add(String.valueOf(extent));
        }
        return String.join(" by ", extents);
    }

    private static void number(StringBuilder html, String text) {
        html.append("<td class=\"number\">").append(text).append("</td>");
    }

    private static String bound(double bound) {
        return Double.isInfinite(bound) ? "" : Figures.digits(bound, 6);
    }

    private static String name(List<String> names, int index) {
        return names.isEmpty() ? String.valueOf(index + 1) : Markup.escape(names.get(index).replace('_', ' '));
    }
}
