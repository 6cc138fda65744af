package org.stillpoint.shell.internal.console;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns: texts to the left, numbers to the right. Long texts in the last column are wrapped. */
public final class Table {

    private static final String GAP = "  ";
    private static final int MOST_WIDTH = 118;
    private static final int LEAST_LAST = 40;

    /** One cell: what is shown, and in which style. */
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
            cell(cell, Style.PLAIN);
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
        int last = widths.length - 1;
        int before = indent.length() + GAP.length() * last;
        for (int column = 0; column < last; column++) {
            before += widths[column];
        }
        widths[last] = Math.min(widths[last], Math.max(LEAST_LAST, MOST_WIDTH - before));
        console.line(indent + line(console, headings.stream().map(heading -> new Cell(heading, Style.FAINT)).toList(), widths));
        String continued = " ".repeat(before);
        for (List<Cell> cells : rows) {
            List<String> parts = numeric.get(last) ? List.of(cells.get(last).text()) : wrap(cells.get(last).text(), widths[last]);
            List<Cell> shown = new ArrayList<>(cells.subList(0, last));
            shown.add(new Cell(parts.get(0), cells.get(last).style()));
            console.line(indent + line(console, shown, widths));
            parts.subList(1, parts.size()).forEach(part -> console.line(continued + part));
        }
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private String line(Console console, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            Cell cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.text().length());
            String shown = console.styled(cell.style(), cell.text());
            boolean last = column == widths.length - 1;
            line.append(numeric.get(column) ? padding + shown : last ? shown : shown + padding).append(last ? "" : GAP);
        }
        return line.toString();
    }
}
