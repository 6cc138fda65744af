package org.stillpoint.io.internal.arrays;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringTokenizer;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.number.DecimalNumber;

/**
 * Matrix Market files (R. F. Boisvert, R. Pozo, K. A. Remington, The Matrix Market exchange formats, NIST IR 5935, 1996):
 * dense ones become an array of rows by columns, sparse ones a record {@value #SPARSE} with {@code rows}, {@code columns}, and
 * the vectors {@code rowIndices}, {@code columnIndices} (from 0) and {@code values}. Of a symmetric or skew-symmetric matrix
 * both halves are given. Complex and Hermitian matrices are refused.
 */
public final class MatrixMarket {

    /** The type of the record of a sparse matrix. */
    public static final String SPARSE = "sparse-matrix";

    private static final String BANNER = "%%MatrixMarket matrix";

    private enum Symmetry { GENERAL, SYMMETRIC, SKEW }

    private final BufferedReader reader;
    private final String source;
    private long line;
    private boolean pattern;
    private Symmetry symmetry;

    private MatrixMarket(InputStream in, String source) {
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.source = source;
    }

    /**
     * Reads a matrix.
     *
     * @return a {@link NamedArray} or a {@link DataRecord}
     * @throws ProblemFormatException naming the line
     */
    public static Object read(InputStream in, String source) throws IOException {
        return new MatrixMarket(in, source).read();
    }

    private Object read() throws IOException {
        String banner = reader.readLine();
        line = 1;
        String[] words = banner == null ? new String[0] : banner.strip().toLowerCase(Locale.ROOT).split("\\s+");
        if (words.length != 5 || !(words[0] + " " + words[1]).equals(BANNER.toLowerCase(Locale.ROOT))) {
            throw error("the first line is no Matrix Market banner; expected '" + BANNER + " coordinate|array real|integer|pattern "
                    + "general|symmetric|skew-symmetric'");
        }
        boolean sparse = words[2].equals("coordinate");
        if (!sparse && !words[2].equals("array")) {
            throw error("format '" + words[2] + "'; expected coordinate or array");
        }
        pattern = words[3].equals("pattern");
        if (!pattern && !words[3].equals("real") && !words[3].equals("integer") && !words[3].equals("double") || pattern && !sparse) {
            throw error("field '" + words[3] + "'; expected real, integer" + (sparse ? " or pattern" : ""));
        }
        symmetry = switch (words[4]) {
            case "general" -> Symmetry.GENERAL;
            case "symmetric" -> Symmetry.SYMMETRIC;
            case "skew-symmetric" -> Symmetry.SKEW;
            default -> throw error("symmetry '" + words[4] + "'; expected general, symmetric or skew-symmetric");
        };
        Object matrix = sparse ? sparse() : dense();
        if (next() != null) {
            throw error("more lines than the size line announces");
        }
        return matrix;
    }

    /** The next line that is neither empty nor a comment, or null. */
    private String next() throws IOException {
        String text;
        do {
            text = reader.readLine();
            line++;
        } while (text != null && (text.isBlank() || text.charAt(0) == '%'));
        return text;
    }

    private StringTokenizer tokens(int count, String expected) throws IOException {
        String text = next();
        if (text == null) {
            throw error("the file ends here; expected " + expected);
        }
        StringTokenizer tokens = new StringTokenizer(text);
        if (tokens.countTokens() != count) {
            throw error(tokens.countTokens() + " numbers; expected " + expected);
        }
        return tokens;
    }

    private NamedArray dense() throws IOException {
        StringTokenizer size = tokens(2, "the numbers of rows and columns");
        int rows = integer(size.nextToken(), 0, Integer.MAX_VALUE, "number of rows");
        int columns = integer(size.nextToken(), 0, Integer.MAX_VALUE, "number of columns");
        checkSquare(rows, columns);
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            throw error("a dense matrix of " + rows + " x " + columns + " is too large");
        }
        double[] values = new double[rows * columns];
        for (int column = 0; column < columns; column++) {
            int first = symmetry == Symmetry.GENERAL ? 0 : symmetry == Symmetry.SYMMETRIC ? column : column + 1;
            for (int row = first; row < rows; row++) {
                double value = number(tokens(1, "a number").nextToken());
                values[row * columns + column] = value;
                if (symmetry != Symmetry.GENERAL) {
                    values[column * columns + row] = symmetry == Symmetry.SKEW ? -value : value;
                }
            }
        }
        return new NamedArray(values, rows, columns);
    }

    private DataRecord sparse() throws IOException {
        StringTokenizer size = tokens(3, "the numbers of rows, columns and entries");
        int rows = integer(size.nextToken(), 0, Integer.MAX_VALUE, "number of rows");
        int columns = integer(size.nextToken(), 0, Integer.MAX_VALUE, "number of columns");
        int entries = integer(size.nextToken(), 0, Integer.MAX_VALUE / 2 - 8, "number of entries");
        checkSquare(rows, columns);
        int capacity = Math.min(entries, 1 << 16);
        int[] rowIndices = new int[capacity];
        int[] columnIndices = new int[capacity];
        double[] values = new double[capacity];
        int count = 0;
        for (int entry = 0; entry < entries; entry++) {
            StringTokenizer tokens = tokens(pattern ? 2 : 3, pattern ? "a row and a column" : "a row, a column and a number");
            int row = integer(tokens.nextToken(), 1, rows, "row") - 1;
            int column = integer(tokens.nextToken(), 1, columns, "column") - 1;
            double value = pattern ? 1 : number(tokens.nextToken());
            if (symmetry == Symmetry.SKEW && row == column) {
                throw error("an entry on the diagonal of a skew-symmetric matrix");
            }
            if (count + 2 > values.length) {
                rowIndices = Arrays.copyOf(rowIndices, 2 * count + 2);
                columnIndices = Arrays.copyOf(columnIndices, 2 * count + 2);
                values = Arrays.copyOf(values, 2 * count + 2);
            }
            rowIndices[count] = row;
            columnIndices[count] = column;
            values[count++] = value;
            if (symmetry != Symmetry.GENERAL && row != column) {
                rowIndices[count] = column;
                columnIndices[count] = row;
                values[count++] = symmetry == Symmetry.SKEW ? -value : value;
            }
        }
        return DataRecord.of(SPARSE, 1).integer("rows", rows).integer("columns", columns)
                .ints("rowIndices", Arrays.copyOf(rowIndices, count)).ints("columnIndices", Arrays.copyOf(columnIndices, count))
                .doubles("values", Arrays.copyOf(values, count)).build();
    }

    private void checkSquare(int rows, int columns) throws ProblemFormatException {
        if (symmetry != Symmetry.GENERAL && rows != columns) {
            throw error("a symmetric matrix of " + rows + " x " + columns + "; expected as many rows as columns");
        }
    }

    private int integer(String text, int least, int most, String what) throws ProblemFormatException {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notAnInteger) {
            throw error(what + " '" + text + "'; expected an integer from " + least + " to " + most);
        }
        throw error(what + " " + text + "; expected an integer from " + least + " to " + most);
    }

    private double number(String text) throws ProblemFormatException {
        double value = DecimalNumber.parse(text);
        if (!Double.isFinite(value)) {
            throw error("'" + text + "'; expected a finite number");
        }
        return value;
    }

    private ProblemFormatException error(String message) {
        return new ProblemFormatException(source, line, message);
    }
}
