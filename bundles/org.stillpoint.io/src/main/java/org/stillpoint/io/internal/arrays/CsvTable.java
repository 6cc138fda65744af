package org.stillpoint.io.internal.arrays;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.number.DecimalNumber;

/**
 * Tables of numbers with comma-separated values (RFC 4180). The first line is a header if one of its cells is neither empty
 * nor a number; a first column that has no name there holds names of the rows.
 */
public final class CsvTable {

    private static final String NAMES = "names";
    private static final String STATUSES = "statuses";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String source;
    private final List<String> header = new ArrayList<>();
    private final List<CSVRecord> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();

    private CsvTable(String source) {
        this.source = source;
    }

    /**
     * Reads a table.
     *
     * @throws ProblemFormatException naming the line, if a quote is open or a line has another number of cells than the first
     */
    public static CsvTable read(InputStream in, String source) throws IOException {
        CsvTable table = new CsvTable(source);
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setIgnoreSurroundingSpaces(true).get();
        try (CSVParser parser = format.parse(reader)) {
            table.collect(parser);
        } catch (CSVException | UncheckedIOException broken) {
            long line = table.lines.isEmpty() ? 1 : table.lines.get(table.lines.size() - 1) + 1;
            throw new ProblemFormatException(source, line, broken.getMessage(), broken);
        }
        return table;
    }

    private void collect(CSVParser parser) throws ProblemFormatException {
        Iterator<CSVRecord> records = parser.iterator();
        int width = -1;
        while (records.hasNext()) {
            CSVRecord row = records.next();
            long line = parser.getCurrentLineNumber();
            if (width < 0) {
                width = row.size();
                if (isHeader(row)) {
                    row.forEach(header::add);
                    continue;
                }
            }
            if (row.size() != width) {
                throw new ProblemFormatException(source, line, row.size() + " cells; expected " + width + " as in the first line");
            }
            rows.add(row);
            lines.add(line);
        }
        if (width < 0) {
            throw new ProblemFormatException(source, 0, "the file is empty; expected a table of numbers");
        }
    }

    private static boolean isHeader(CSVRecord row) {
        for (String cell : row) {
            if (!cell.isEmpty() && Double.isNaN(DecimalNumber.parse(cell))) {
                return true;
            }
        }
        return false;
    }

    /** The names of the columns that {@link #all()} has, if there is a header. */
    public List<String> columnNames() {
        return List.copyOf(header.subList(namesOfRows(), header.size()));
    }

    /** The names of the rows, if they have any. */
    public List<String> rowNames() {
        return namesOfRows() == 0 ? List.of() : rows.stream().map(row -> row.get(0)).toList();
    }

    /** A column without a name beside others that have one holds names of the rows: 1 if the first one does, else 0. */
    private int namesOfRows() {
        return header.size() > 1 && header.get(0).isEmpty() ? 1 : 0;
    }

    /** All cells but names: a matrix of rows by columns, or a vector where there is one column. */
    public NamedArray all() throws ProblemFormatException {
        int first = namesOfRows();
        int columns = (header.isEmpty() ? rows.get(0).size() : header.size()) - first;
        double[] values = new double[rows.size() * columns];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = number(row, first + column);
            }
        }
        return columns == 1 ? new NamedArray(values, values.length) : new NamedArray(values, rows.size(), columns);
    }

    /** The column with a name in the header. */
    public NamedArray column(String name) throws ProblemFormatException {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new ProblemFormatException(source, 1, "there is no column '" + name + "'; expected one of " + header);
        }
        double[] values = new double[rows.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = number(row, column);
        }
        return new NamedArray(values, values.length);
    }

    /** The columns with these names in the header: a matrix of rows by columns. */
    public NamedArray columns(List<String> names) throws ProblemFormatException {
        double[] values = new double[rows.size() * names.size()];
        for (int k = 0; k < names.size(); k++) {
            double[] column = (double[]) column(names.get(k)).values();
            for (int row = 0; row < column.length; row++) {
                values[row * names.size() + k] = column[row];
            }
        }
        return new NamedArray(values, rows.size(), names.size());
    }

    /** Each column of names under its own name, which ends like "names" or "statuses", up to its last cell that is not empty. */
    public Map<String, List<String>> nameColumns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (holdsNames(column)) {
                int at = column;
                columns.put(header.get(column), rows.subList(0, length(column)).stream().map(row -> row.get(at)).toList());
            }
        }
        return columns;
    }

    private boolean holdsNames(int column) {
        String name = header.get(column).toLowerCase(Locale.ROOT);
        return name.endsWith(NAMES) || name.endsWith(STATUSES);
    }

    private int length(int column) {
        int length = rows.size();
        while (length > 0 && rows.get(length - 1).get(column).isEmpty()) {
            length--;
        }
        return length;
    }

    /** Each column of numbers under its name up to its last cell that is not empty, as a result is written. */
    public Map<String, NamedArray> columns() throws ProblemFormatException {
        Map<String, NamedArray> columns = new LinkedHashMap<>();
        for (int column = 0; column < header.size(); column++) {
            if (holdsNames(column)) {
                continue;
            }
            int length = length(column);
            double[] values = new double[length];
            for (int row = 0; row < length; row++) {
                values[row] = number(row, column);
            }
            if (columns.put(header.get(column), new NamedArray(values, length)) != null) {
                throw new ProblemFormatException(source, 1, "two columns are named '" + header.get(column) + "'");
            }
        }
        return columns;
    }

    private double number(int row, int column) throws ProblemFormatException {
        String cell = rows.get(row).get(column);
        double value = DecimalNumber.parse(cell);
        if (Double.isNaN(value)) {
            throw new ProblemFormatException(source, lines.get(row), "column " + (column + 1)
                    + (header.isEmpty() ? "" : " (" + header.get(column) + ")") + " is '" + cell + "'; expected a number");
        }
        return value;
    }
}
