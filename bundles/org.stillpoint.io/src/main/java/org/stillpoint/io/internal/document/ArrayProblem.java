package org.stillpoint.io.internal.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.arrays.CsvTable;
import org.stillpoint.io.internal.json.JsonRecordReader;

/**
 * An array file as a problem: the document that names the problem type and has the file as its main field. The arrays of an archive
 * are the fields of the document, unless there is but one.
 */
public final class ArrayProblem {

    private ArrayProblem() {
    }

    /**
     * Reads a problem.
     *
     * @throws ProblemFormatException if the file's content is wrong, or makes no problem of this type
     */
    public static ReadResult read(ProblemSource source, ProblemType<?, ?> type) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        String name = source.name().toLowerCase(Locale.ROOT);
        if (ArrayFiles.isArchive(name)) {
            Map<String, NamedArray> arrays = ArrayFiles.archive(source);
            fields.putAll(type.name().equals(TransportProblem.TYPE) && arrays.size() > 1 ? transport(arrays, warnings)
                    : type.name().equals(RecurrenceProblem.TYPE) ? RecurrenceDocuments.ofArchive(arrays) : arrays);
            if (fields.size() == 1 && type.mainField().isPresent()) {
                fields = new LinkedHashMap<>(Map.of(type.mainField().get(), fields.values().iterator().next()));
            }
        } else if (type.mainField().isEmpty()) {
            throw new ProblemFormatException(source.name(), 0, "one array does not make a " + type.name()
                    + " problem; expected a document, NAME.problem.json, that refers to it");
        } else if (name.endsWith(".csv")) {
            table(source, type, fields);
        } else {
            fields.put(type.mainField().get(), ArrayFiles.read(source));
        }
        try {
            Problem problem = type.document(StandardDocuments.complete(JsonRecordReader.record(fields, type.name()), source));
            return new ReadResult(problem, warnings);
        } catch (DataException | IllegalArgumentException refused) {
            throw new ProblemFormatException(source.name(), 0, refused.getMessage(), refused);
        }
    }

    private static Map<String, Object> transport(Map<String, NamedArray> arrays, List<String> warnings) {
        List<String> unused = new ArrayList<>();
        Map<String, Object> fields = TransportArrays.document(arrays, unused);
        if (!unused.isEmpty()) {
            warnings.add("no part of the problem: " + String.join(", ", unused));
        }
        return fields;
    }

    private static void table(ProblemSource source, ProblemType<?, ?> type, Map<String, Object> fields) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            CsvTable table = CsvTable.read(in, source.name());
            fields.put(type.mainField().orElseThrow(), table.all());
            names(table.rowNames(), type.rowNamesField(), fields);
            names(table.columnNames(), type.columnNamesField(), fields);
        }
    }

    private static void names(List<String> names, Optional<String> field, Map<String, Object> fields) {
        if (!names.isEmpty()) {
            field.ifPresent(name -> fields.put(name, names));
        }
    }
}
