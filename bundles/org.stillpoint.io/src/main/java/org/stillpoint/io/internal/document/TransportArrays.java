package org.stillpoint.io.internal.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.transport.Measure;

/**
 * The arrays of an archive that make a transport problem, by the names in use: {@code a} and {@code b} are the weights, {@code X} and
 * {@code Y} the points, {@code M} or {@code C} the costs; {@code source}, {@code target}, {@code cost}, {@code epsilon} and {@code mass}
 * are those of documents. Other arrays of the archive are left.
 */
final class TransportArrays {

    private static final List<String> DOCUMENT_FIELDS = List.of("source", "target", "cost", "epsilon", "mass");

    private TransportArrays() {
    }

    /**
     * The fields of the document.
     *
     * @param unused receives the names of the arrays that are no part of the problem
     */
    static Map<String, Object> document(Map<String, NamedArray> arrays, List<String> unused) {
        Map<String, NamedArray> left = new LinkedHashMap<>(arrays);
        Map<String, Object> fields = new LinkedHashMap<>();
        measure(left, "a", "X", "source", fields);
        measure(left, "b", "Y", "target", fields);
        for (String name : new String[] {"M", "C"}) {
            if (left.containsKey(name) && !fields.containsKey("cost")) {
                fields.put("cost", left.remove(name));
            }
        }
        for (String name : DOCUMENT_FIELDS) {
            if (left.containsKey(name) && !fields.containsKey(name)) {
                fields.put(name, left.remove(name));
            }
        }
        unused.addAll(new ArrayList<>(left.keySet()));
        return fields;
    }

    private static void measure(Map<String, NamedArray> left, String weights, String points, String field, Map<String, Object> fields) {
        if (!left.containsKey(weights) && !left.containsKey(points)) {
            return;
        }
        DataRecord.Builder measure = DataRecord.of(Measure.TYPE, 1);
        if (left.containsKey(weights)) {
            measure.array("weights", left.remove(weights));
        }
        if (left.containsKey(points)) {
            measure.array("points", left.remove(points));
        }
        fields.put(field, measure.build());
    }
}
