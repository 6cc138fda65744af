package org.stillpoint.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tables whose cells are coloured by the method that is the fastest there.
 *
 * @param methods the methods, in the order of their colours
 * @param tables the tables
 */
record RegionChart(List<String> methods, List<Grid> tables) {

    /** The palette of Okabe and Ito without its black: eight kinds of colour vision can tell it apart; each has black or white text. */
    private static final String[] COLOURS = {"#56b4e9", "#e69f00", "#009e73", "#f0e442", "#cc79a7", "#d55e00", "#0072b2"};
    private static final String STYLE = "body{font-family:sans-serif;max-width:70em;margin:2em auto;color:#222}table{border-collapse:collapse;"
            + "margin:1em 0 2em}td,th{border:1px solid #fff;padding:.4em .7em;text-align:center;font-weight:normal}td small{display:block;"
            + "font-size:.8em}.key{display:inline-block;padding:.2em .7em;margin-right:.6em}p{line-height:1.4}";

    /**
     * A table.
     *
     * @param title what is common to its cells
     * @param across what changes from column to column
     * @param down what changes from row to row
     * @param columns the names of the columns
     * @param rows the rows
     */
    record Grid(String title, String across, String down, List<String> columns, List<Row> rows) {
    }

    /** A row of a table: its name, and its cells; null where nothing was measured. */
    record Row(String name, List<Cell> cells) {
    }

    /**
     * What was the fastest.
     *
     * @param method the method
     * @param nanoseconds its time
     * @param ratio how many times longer the reference took
     */
    record Cell(String method, double nanoseconds, double ratio) {
    }

    /** An HTML page. */
    String page(String title, String remark) {
        StringBuilder html = new StringBuilder();
        html.append(String.format("<!DOCTYPE html>%n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title><style>%s</style></head>"
                + "%n<body><h1>%s</h1>%n<p>%s</p>%n<p>", title, STYLE, title, remark));
        for (String method : used()) {
            html.append(String.format("<span class=\"key\" style=\"background:%s\">%s</span>", colour(method), method));
        }
        html.append("</p>\n");
        tables.forEach(table -> table(html, table));
        return html.append("</body></html>\n").toString();
    }

    private List<String> used() {
        List<String> used = new ArrayList<>(methods);
        used.removeIf(method -> tables.stream().flatMap(table -> table.rows().stream()).flatMap(row -> row.cells().stream())
                .noneMatch(cell -> cell != null && cell.method().equals(method)));
        return used;
    }

    private void table(StringBuilder html, Grid table) {
        html.append(String.format("<h2>%s</h2>%n<table><tr><th>%s \\ %s</th>", table.title(), table.down(), table.across()));
        table.columns().forEach(name -> html.append("<th>").append(name).append("</th>"));
        html.append("</tr>\n");
        for (Row row : table.rows()) {
            html.append("<tr><th>").append(row.name()).append("</th>");
            for (Cell cell : row.cells()) {
                html.append(cell == null ? "<td></td>" : String.format(Locale.ROOT,
                        "<td style=\"background:%s\">%s<small>%s, %.1fx</small></td>", colour(cell.method()), cell.method(),
                        Durations.ofNanoseconds(cell.nanoseconds()), cell.ratio()));
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n");
    }

    private String colour(String method) {
        return COLOURS[Math.floorMod(methods.indexOf(method), COLOURS.length)];
    }
}
