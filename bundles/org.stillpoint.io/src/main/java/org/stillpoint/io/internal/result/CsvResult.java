package org.stillpoint.io.internal.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.io.internal.arrays.CsvTable;

/**
 * A table with a column for each vector, each list of texts and each number, under its name; those that are shorter end with empty cells.
 * A trajectory has a row for each step: the columns of its matrices are NAME_0, NAME_1 and so on; its final states are those of the last
 * row. States of a batch have a row for each sample: z_0, z_1 and so on, and what is said of the sample.
 */
final class CsvResult implements ResultFormat {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final String FINAL_STATE = "final_state";
    private static final String STATES = "z";

    @Override
    public void write(DataRecord record, OutputStream out, String target) throws IOException {
        List<String> names = new ArrayList<>();
        List<List<?>> columns = new ArrayList<>();
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            String name = field.getKey();
            if (record.type().equals(Trajectory.TYPE)) {
                if (!name.startsWith(FINAL_STATE)) {
                    addMatrix(name, field.getValue(), true, names, columns, target);
                }
            } else if (record.type().equals(EquilibriumStates.TYPE) && name.equals(STATES)) {
                addMatrix(name, field.getValue(), false, names, columns, target);
            } else {
                names.add(name);
                columns.add(column(name, field.getValue(), target));
            }
        }
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        CSVPrinter printer = FORMAT.print(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        printer.printRecord(names);
        Object[] cells = new Object[columns.size()];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < cells.length; column++) {
                cells[column] = row < columns.get(column).size() ? columns.get(column).get(row) : "";
            }
            printer.printRecord(cells);
        }
        printer.flush();
    }

    private static void addMatrix(String name, Object value, boolean plain, List<String> names, List<List<?>> columns, String target)
            throws ProblemFormatException {
        if (!(value instanceof NamedArray array) || array.shape().length != 2) {
            throw new ProblemFormatException(target, 0, "field " + name + " is no matrix of steps by components, as of several sequences, "
                    + "which a table cannot hold; expected a .npz or .json file");
        }
        int width = array.shape()[1];
        for (int column = 0; column < width; column++) {
            names.add(plain && width == 1 ? name : name + "_" + column);
            columns.add(values(array, column, width, array.shape()[0]));
        }
    }

    private static List<?> column(String name, Object value, String target) throws ProblemFormatException {
        if (value instanceof NamedArray array && array.shape().length == 1) {
            return values(array, 0, 1, array.length());
        }
        if (value instanceof List<?> texts && texts.stream().allMatch(String.class::isInstance)) {
            return texts;
        }
        if (value instanceof Long || value instanceof Double) {
            return List.of(value);
        }
        throw new ProblemFormatException(target, 0, "field " + name + " is no vector, which a table cannot hold; "
                + "expected a .npz or .json file");
    }

    /** Every so-manieth value of an array. */
    private static List<Object> values(NamedArray array, int first, int stride, int count) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return Array.get(array.values(), first + index * stride);
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    @Override
    public DataRecord read(InputStream in, String source, String type) throws IOException {
        DataRecord.Builder record = DataRecord.of(type, 1);
        CsvTable table = CsvTable.read(in, source);
        boolean ofRows = type.equals(Trajectory.TYPE) || type.equals(EquilibriumStates.TYPE);
        (ofRows ? matrices(table.columns()) : table.columns()).forEach(record::array);
        table.nameColumns().forEach(record::texts);
        return record.build();
    }

    /** The same arrays, with a matrix in place of the columns NAME_0, NAME_1 and so on. */
    private static Map<String, NamedArray> matrices(Map<String, NamedArray> columns) {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        columns.forEach((name, array) -> {
            String stem = name.endsWith("_0") ? name.substring(0, name.length() - 1) : "";
            int count = 0;
            while (!stem.isEmpty() && columns.containsKey(stem + count)) {
                count++;
            }
            if (count > 0) {
                double[] values = new double[array.length() * count];
                for (int column = 0; column < count; column++) {
                    used.add(stem + column);
                    double[] of = (double[]) columns.get(stem + column).values();
                    for (int row = 0; row < Math.min(of.length, array.length()); row++) {
                        values[row * count + column] = of[row];
                    }
                }
                arrays.put(stem.substring(0, stem.length() - 1), new NamedArray(values, array.length(), count));
            } else if (!used.contains(name)) {
                arrays.put(name, array);
            }
        });
        return arrays;
    }
}
