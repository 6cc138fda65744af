package org.stillpoint.shell.internal.console;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns: texts to the left, numbers to the right. */
public final class Table {

    private static final String GAP = "  ";

    /** One cell: what is shown, and in which style, null for plain. */
    private record Cell(String text, Style style) {
    }

    private final List<String> headings = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private List<Cell> row;

    /** Adds a column of texts. */
    public Table text(String heading) {
        return column(heading, false);
    }

    /** Adds a column of numbers. */
    public Table number(String heading) {
        return column(heading, true);
    }

    private Table column(String heading, boolean isNumeric) {
        headings.add(heading);
        numeric.add(isNumeric);
        return this;
    }

    /** Starts a row. */
    public Table row(String... cells) {
        row = new ArrayList<>();
        rows.add(row);
        for (String cell : cells) {
            cell(cell, null);
        }
        return this;
    }

    /** Adds a cell to the row. */
    public Table cell(String text, Style style) {
        row.add(new Cell(text, style));
        return this;
    }

    /** Whether there are no rows. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints the table, each line indented. */
    public void print(Console console, String indent) {
        int[] widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headings.get(column).length();
            for (List<Cell> cells : rows) {
                widths[column] = Math.max(widths[column], cells.get(column).text().length());
            }
        }
        console.line(indent + line(console, headings.stream().map(heading -> new Cell(heading, Style.FAINT)).toList(), widths));
        rows.forEach(cells -> console.line(indent + line(console, cells, widths)));
    }

    private String line(Console console, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            Cell cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.text().length());
            String shown = cell.style() == null ? cell.text() : console.styled(cell.style(), cell.text());
            boolean last = column == widths.length - 1;
            line.append(numeric.get(column) ? padding + shown : last ? shown : shown + padding).append(last ? "" : GAP);
        }
        return line.toString();
    }
}
