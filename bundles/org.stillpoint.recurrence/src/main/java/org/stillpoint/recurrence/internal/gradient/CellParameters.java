package org.stillpoint.recurrence.internal.gradient;

import java.util.ArrayList;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;

/** The parameters of a cell as one vector: its arrays one after the other, in an order that does not depend on their record. */
final class CellParameters {

    /** The order; what belongs to units alone comes last, and together. */
    private static final List<String> ORDER = List.of("weight_ih", "bias_ih", "weight_hh", "bias_hh", "transition", "recurrent",
            "peephole");

    private final DataRecord pattern;
    private final List<String> names = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int size;

    /** The arrays that a record has. */
    CellParameters(DataRecord pattern) {
        this.pattern = pattern;
        for (String name : ORDER) {
            if (pattern.has(name)) {
                names.add(name);
                offsets.add(size);
                size += pattern.array(name).length();
            }
        }
    }

    /** The number of values. */
    int size() {
        return size;
    }

    /** Where an array begins; -1 if it was left out. */
    int offset(String name) {
        int index = names.indexOf(name);
        return index < 0 ? -1 : offsets.get(index);
    }

    /** Writes the values of a record to a vector. */
    void read(DataRecord record, double[] vector, int base) {
        for (int i = 0; i < names.size(); i++) {
            double[] values = record.numbers(names.get(i));
            System.arraycopy(values, 0, vector, base + offsets.get(i), values.length);
        }
    }

    /** A record of the same form with the values of a vector; what is differentiated by nothing is left out. */
    DataRecord record(double[] vector, int base) {
        DataRecord.Builder record = DataRecord.of(pattern.type(), pattern.version());
        for (String name : pattern.names()) {
            if (offset(name) < 0) {
                continue;
            }
            int[] shape = pattern.array(name).shape();
            double[] values = new double[pattern.array(name).length()];
            System.arraycopy(vector, base + offset(name), values, 0, values.length);
            record.array(name, new NamedArray(values, shape));
        }
        return record.build();
    }
}
