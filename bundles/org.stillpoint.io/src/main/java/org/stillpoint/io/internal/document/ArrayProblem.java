package org.stillpoint.io.internal.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
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

    /** A table of numbers, with the names that it has for its rows and columns. */
    private record Table(NamedArray numbers, List<String> rowNames, List<String> columnNames) {
    }

    private ArrayProblem() {
    }

    /**
     * Reads a problem.
     *
     * @throws ProblemFormatException if the file's content is wrong, or makes no problem of this type
     */
    public static ReadResult read(ProblemSource source, ProblemType<?, ?> type) throws IOException {
        if (!canHold(source, type)) {
            throw new ProblemFormatException(source.name(), 0, "one array does not make a " + type.name()
                    + " problem; expected a document, NAME.problem.json, that refers to it");
        }
        return make(content(source), source, type);
    }

    /**
     * Those of some types that a file can be read as.
     *
     * @throws ProblemFormatException if the file's content is wrong whatever the type
     */
    public static SortedSet<String> possibleTypes(ProblemSource source, Collection<ProblemType<?, ?>> types) throws IOException {
        Object content = content(source);
        SortedSet<String> possible = new TreeSet<>();
        for (ProblemType<?, ?> type : types) {
            try {
                if (canHold(source, type)) {
                    make(content, source, type);
                    possible.add(type.name());
                }
            } catch (IOException | RuntimeException refused) {
                // Then it is none of this type.
            }
        }
        return possible;
    }

    private static boolean canHold(ProblemSource source, ProblemType<?, ?> type) {
        return ArrayFiles.isArchive(source.name()) || type.mainField().isPresent();
    }

    /** The arrays of an archive by name, a {@link Table}, or the one array of another file. */
    private static Object content(ProblemSource source) throws IOException {
        if (ArrayFiles.isArchive(source.name())) {
            return ArrayFiles.archive(source);
        }
        if (!source.name().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return ArrayFiles.read(source);
        }
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            CsvTable table = CsvTable.read(in, source.name());
            return new Table(table.all(), table.rowNames(), table.columnNames());
        }
    }

    private static ReadResult make(Object content, ProblemSource source, ProblemType<?, ?> type) throws IOException {
        List<String> warnings = new ArrayList<>();
        Map<String, Object> fields = content instanceof Map<?, ?> ? archive(archived(content), type, warnings)
                : content instanceof Table table ? table(table, type)
                : new LinkedHashMap<>(Map.of(type.mainField().orElseThrow(), content));
        try {
            Problem problem = type.document(StandardDocuments.complete(JsonRecordReader.record(fields, type.name()), source));
            return new ReadResult(problem, warnings);
        } catch (DataException | IllegalArgumentException refused) {
            throw new ProblemFormatException(source.name(), 0, refused.getMessage(), refused);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, NamedArray> archived(Object content) {
        return (Map<String, NamedArray>) content;
    }

    private static Map<String, Object> archive(Map<String, NamedArray> arrays, ProblemType<?, ?> type, List<String> warnings) {
        Map<String, Object> fields = new LinkedHashMap<>(type.name().equals(TransportProblem.TYPE) && arrays.size() > 1
                ? transport(arrays, warnings)
                : type.name().equals(RecurrenceProblem.TYPE) ? RecurrenceDocuments.ofArchive(arrays) : arrays);
        return fields.size() == 1 && type.mainField().isPresent()
                ? new LinkedHashMap<>(Map.of(type.mainField().get(), fields.values().iterator().next())) : fields;
    }

    private static Map<String, Object> transport(Map<String, NamedArray> arrays, List<String> warnings) {
        List<String> unused = new ArrayList<>();
        Map<String, Object> fields = TransportArrays.document(arrays, unused);
        if (!unused.isEmpty()) {
            warnings.add("no part of the problem: " + String.join(", ", unused));
        }
        return fields;
    }

    private static Map<String, Object> table(Table table, ProblemType<?, ?> type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(type.mainField().orElseThrow(), table.numbers());
        names(table.rowNames(), type.rowNamesField(), fields);
        names(table.columnNames(), type.columnNamesField(), fields);
        return fields;
    }

    private static void names(List<String> names, Optional<String> field, Map<String, Object> fields) {
        if (!names.isEmpty()) {
            field.ifPresent(name -> fields.put(name, names));
        }
    }
}
