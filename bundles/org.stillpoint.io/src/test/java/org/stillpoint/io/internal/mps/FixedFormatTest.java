package org.stillpoint.io.internal.mps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixSparseCSC;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.problem.LinearProgram;

/** Random programs in the fixed format, with blanks in names or not, one or two pairs on a line, set names or none. */
class FixedFormatTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private final Random random = new Random(31);
    private final StringBuilder text = new StringBuilder();

    @Test
    void readsRandomPrograms() throws IOException {
        for (int trial = 0; trial < 2000; trial++) {
            text.setLength(0);
            LinearProgram expected = program(1 + random.nextInt(5), 1 + random.nextInt(5));
            LinearProgram read = MpsReaderTest.program(text.toString());
            assertEquals(expected.toRecord(), read.toRecord(), text::toString);
        }
    }

    private LinearProgram program(int rows, int columns) {
        List<String> names = names(rows + 1, random.nextBoolean());
        List<String> rowNames = names.subList(1, rows + 1);
        List<String> columnNames = names(columns, random.nextBoolean());
        char[] kinds = new char[rows];
        text.append("NAME          RANDOM\nROWS\n");
        line("N", names.get(0));
        for (int row = 0; row < rows; row++) {
            kinds[row] = "ELG".charAt(random.nextInt(3));
            line(String.valueOf(kinds[row]), rowNames.get(row));
        }
        double[] objective = new double[columns];
        DMatrixSparseCSC matrix = coefficients(names, columnNames, objective);
        double[] sides = new double[rows];
        double[] ranges = new double[rows];
        double constant = sides(names, sides);
        text.append("RANGES\n");
        String set = setName();
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(3) == 0) {
                ranges[row] = number();
                line("", set, rowNames.get(row), ranges[row]);
            }
        }
        double[] lower = new double[columns];
        double[] upper = new double[columns];
        bounds(columnNames, lower, upper);
        text.append("ENDATA\n");
        double[] rowLower = new double[rows];
        double[] rowUpper = new double[rows];
        for (int row = 0; row < rows; row++) {
            double range = ranges[row];
            boolean ranged = range != 0;
            rowLower[row] = kinds[row] != 'L' ? kinds[row] == 'E' && range < 0 ? sides[row] + range : sides[row]
                    : ranged ? sides[row] - Math.abs(range) : -INF;
            rowUpper[row] = kinds[row] != 'G' ? kinds[row] == 'E' && range > 0 ? sides[row] + range : sides[row]
                    : ranged ? sides[row] + Math.abs(range) : INF;
        }
        return LinearProgram.of(objective, matrix).name("RANDOM").objectiveConstant(constant).rowBounds(rowLower, rowUpper)
                .columnBounds(lower, upper).names(rowNames, columnNames).build();
    }

    private DMatrixSparseCSC coefficients(List<String> names, List<String> columnNames, double[] objective) {
        DMatrixSparseCSC matrix = new DMatrixSparseCSC(names.size() - 1, columnNames.size(), 0);
        text.append("COLUMNS\n");
        for (int column = 0; column < columnNames.size(); column++) {
            List<Integer> rows = new ArrayList<>(IntStream.range(0, names.size()).filter(row -> random.nextInt(3) > 0).boxed().toList());
            if (rows.isEmpty()) {
                rows.add(0);
            }
            double[] values = rows.stream().mapToDouble(row -> number()).toArray();
            for (int i = 0; i < values.length; i++) {
                if (rows.get(i) == 0) {
                    objective[column] = values[i];
                } else {
                    matrix.set(rows.get(i) - 1, column, values[i]);
                }
            }
            pairs(columnNames.get(column), rows.stream().map(names::get).toList(), values);
        }
        return matrix;
    }

    private double sides(List<String> names, double[] sides) {
        text.append("RHS\n");
        double[] values = IntStream.range(0, names.size()).mapToDouble(row -> number()).toArray();
        pairs(setName(), names, values);
        System.arraycopy(values, 1, sides, 0, sides.length);
        return -values[0];
    }

    private void bounds(List<String> columnNames, double[] lower, double[] upper) {
        Arrays.fill(upper, INF);
        text.append("BOUNDS\n");
        String set = setName();
        for (int column = 0; column < lower.length; column++) {
            double value = number();
            switch (random.nextInt(6)) {
                case 0 -> {
                    lower[column] = -INF;
                    line("FR", set, columnNames.get(column));
                }
                case 1 -> {
                    lower[column] = value;
                    line("LO", set, columnNames.get(column), value);
                }
                case 2 -> {
                    upper[column] = value;
                    line("UP", set, columnNames.get(column), value);
                }
                case 3 -> {
                    lower[column] = value;
                    upper[column] = value;
                    line("FX", set, columnNames.get(column), value);
                }
                case 4 -> {
                    lower[column] = -INF;
                    upper[column] = value;
                    line("MI", set, columnNames.get(column));
                    line("UP", set, columnNames.get(column), value);
                }
                default -> text.append(random.nextBoolean() ? "* a comment\n" : "\n");
            }
        }
    }

    /** Lines with one or two pairs of name and number. */
    private void pairs(String first, List<String> names, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (i + 1 < values.length && random.nextBoolean()) {
                line("", first, names.get(i), values[i], names.get(i + 1), values[i + 1]);
                i++;
            } else {
                line("", first, names.get(i), values[i]);
            }
        }
    }

    private void line(Object... fields) {
        Object[] six = Arrays.copyOf(fields, 6);
        String line = String.format(Locale.ROOT, " %-2s %-8s  %-8s  %12s   %-8s  %12s",
                Arrays.stream(six).map(field -> field == null ? "" : field).toArray());
        text.append(line.stripTrailing()).append('\n');
    }

    /** A number of few digits, not zero. */
    private double number() {
        return (1 + random.nextInt(2000)) / 8.0 * (random.nextBoolean() ? 1 : -1);
    }

    private String setName() {
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "SET";
            default -> "MY SET";
        };
    }

    private List<String> names(int count, boolean blanks) {
        Set<String> names = new TreeSet<>();
        while (names.size() < count) {
            StringBuilder name = new StringBuilder();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                boolean inside = i > 1 && name.length() > 0;
                name.append(blanks && inside && random.nextInt(3) == 0 ? ' ' : "ABCXYZ+-.#*(".charAt(random.nextInt(12)));
            }
            names.add(name.toString());
        }
        return List.copyOf(names);
    }
}
