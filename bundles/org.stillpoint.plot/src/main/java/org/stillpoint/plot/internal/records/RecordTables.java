package org.stillpoint.plot.internal.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.plot.Figures;
import org.stillpoint.plot.ResultTable;
import org.stillpoint.plot.ResultTable.Column;

/** What any record is made of, one part in each row: arrays with their shapes and the extent of their values, and single values. */
public final class RecordTables {

    private static final int DIGITS = 6;
    private static final int LONGEST = 60;
    /** Parts of so many records of a list are listed one by one. */
    private static final int MOST_RECORDS = 16;

    private RecordTables() {
    }

    /** The parts of something recordable; there may be none. */
    public static ResultTable parts(String title, Recordable recordable) {
        List<List<Object>> rows = new ArrayList<>();
        add(rows, "", recordable.toRecord());
        return ResultTable.of(title, List.of(Column.text("part"), Column.text("shape or value"), Column.number("least", DIGITS),
                Column.number("mean", DIGITS), Column.number("greatest", DIGITS)), rows);
    }

    private static void add(List<List<Object>> rows, String prefix, DataRecord record) {
        record.fields().forEach((name, value) -> add(rows, prefix + Figures.words(name), value));
    }

    private static void add(List<List<Object>> rows, String name, Object value) {
        if (value instanceof NamedArray array) {
            rows.add(array(name, array));
        } else if (value instanceof DataRecord record) {
            add(rows, name + ", ", record);
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof DataRecord) {
            for (int i = 0; i < Math.min(MOST_RECORDS, list.size()); i++) {
                add(rows, name + " " + (i + 1) + ", ", (DataRecord) list.get(i));
            }
            if (list.size() > MOST_RECORDS) {
                rows.add(row(name, "and " + (list.size() - MOST_RECORDS) + " more"));
            }
        } else if (value instanceof List<?> list) {
            rows.add(row(name, list.size() + (list.size() == 1 ? " text: " : " texts: ") + shortened(list.stream().map(String::valueOf)
                    .distinct().limit(LONGEST).collect(Collectors.joining(", ")))));
        } else {
            rows.add(row(name, value instanceof Double number ? Figures.value(number) : shortened(String.valueOf(value))));
        }
    }

    private static List<Object> row(String name, String value) {
        return List.of(name, value, "", "", "");
    }

    private static List<Object> array(String name, NamedArray array) {
        String shape = Arrays.stream(array.shape()).mapToObj(Figures::count).collect(Collectors.joining(" by "));
        double[] range = range(array.values());
        return range == null ? row(name, shape.isEmpty() ? "1" : shape)
                : List.of(name, shape.isEmpty() ? "1" : shape, range[0], range[1], range[2]);
    }

    /** The least, the mean and the greatest value, NaN where one is; null where there is none. */
    private static double[] range(Object values) {
        double[] range = {Double.POSITIVE_INFINITY, 0, Double.NEGATIVE_INFINITY};
        int length;
        if (values instanceof double[] doubles) {
            length = doubles.length;
            for (double value : doubles) {
                extend(range, value);
            }
        } else if (values instanceof float[] floats) {
            length = floats.length;
            for (float value : floats) {
                extend(range, value);
            }
        } else if (values instanceof long[] longs) {
            length = longs.length;
            for (long value : longs) {
                extend(range, value);
            }
        } else if (values instanceof int[] ints) {
            length = ints.length;
            for (int value : ints) {
                extend(range, value);
            }
        } else {
            return null;
        }
        range[1] /= length;
        return length == 0 ? null : range;
    }

    private static void extend(double[] range, double value) {
        range[0] = Math.min(range[0], value);
        range[1] += value;
        range[2] = Math.max(range[2], value);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "\u2026";
    }
}
