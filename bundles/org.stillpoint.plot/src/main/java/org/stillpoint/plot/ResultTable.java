package org.stillpoint.plot;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A table of what a problem or a solution consists of. Rows are made when they are asked for: there can be millions.
 *
 * @param title the heading
 * @param columns the columns, at least one
 * @param rows the number of rows
 * @param row makes a row by its number: one object for each column, a String (also where a number is missing), a Double,
 *     a Long or a Boolean; thread-safe
 */
public record ResultTable(String title, List<Column> columns, int rows, IntFunction<List<Object>> row) {

    /** How the values of a column are shown. */
    public enum Kind {
        /** Texts. */
        TEXT,
        /** Numbers. */
        NUMBER,
        /** Parts from 0 to 1, as bars. */
        SHARE
    }

    /**
     * A column.
     *
     * @param heading its name
     * @param kind how its values are shown
     * @param digits the significant digits of its numbers
     */
    public record Column(String heading, Kind kind, int digits) {

        /** A column of texts. */
        public static Column text(String heading) {
            return new Column(heading, Kind.TEXT, 0);
        }

        /** A column of numbers. */
        public static Column number(String heading, int digits) {
            return new Column(heading, Kind.NUMBER, digits);
        }

        /** How a value of the column is written; a bar is not. */
        public String shown(Object value) {
            return value instanceof Double number ? Figures.digits(number, Math.max(1, digits))
                    : value instanceof Long count ? Figures.count(count)
                    : value instanceof Boolean truth ? truth ? "yes" : "no" : String.valueOf(value);
        }

        /** A column of bars without a heading. */
        public static Column share() {
            return new Column("", Kind.SHARE, 0);
        }
    }

    /** Copies the columns. */
    public ResultTable {
        columns = List.copyOf(columns);
        Objects.requireNonNull(row, "row");
        if (columns.isEmpty() || rows < 0) {
            throw new IllegalArgumentException("a table of " + columns.size() + " columns and " + rows + " rows");
        }
    }

    /** Whether there is a column of bars: then the table says what people want to know first. */
    public boolean hasShares() {
        return columns.stream().anyMatch(column -> column.kind() == Kind.SHARE);
    }

    /** A table of rows that are ready. */
    public static ResultTable of(String title, List<Column> columns, List<List<Object>> rows) {
        List<List<Object>> copy = List.copyOf(rows);
        return new ResultTable(title, columns, copy.size(), copy::get);
    }
}
