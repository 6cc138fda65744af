package org.stillpoint.io.internal.document;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.json.JsonRecordReader;

/**
 * Turns documents of recurrences, where the weights of all layers may be in one file and the input in columns of a table, into the full
 * records of the problems.
 */
final class RecurrenceDocuments {

    /** The field with the input. */
    static final String INPUT = "input";

    private static final String COLUMNS = "columns";
    private static final String WEIGHTS = "weights";
    private static final String PREFIX = "prefix";
    private static final String READOUT_WEIGHT = "readout_weight";
    private static final String READOUT_BIAS = "readout_bias";

    private RecurrenceDocuments() {
    }

    /**
     * The full record of a recurrence.
     *
     * @param file the file of the document, beside which others lie
     * @throws DataException naming the field that is missing or wrong
     */
    static DataRecord complete(DataRecord document, ProblemSource file) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>(document.fields());
        input(document, file, fields);
        if (document.has(WEIGHTS)) {
            weights(document, fields);
        } else if (document.has(PREFIX)) {
            throw new DataException("field " + PREFIX + " of " + document.type() + " stands without " + WEIGHTS);
        }
        if (fields.get(READOUT_WEIGHT) instanceof NamedArray row && row.shape().length == 1) {
            fields.put(READOUT_WEIGHT, new NamedArray(row.values(), 1, row.length()));
        }
        return JsonRecordReader.record(fields, document.type());
    }

    /** The fields of the document of a trained network whose weights and input are in one archive; of another archive its arrays. */
    static Map<String, Object> ofArchive(Map<String, NamedArray> arrays) {
        Map<String, Object> fields = new LinkedHashMap<>();
        RecurrentWeights.cell(arrays).ifPresentOrElse(cell -> {
            DataRecord.Builder weights = DataRecord.of(WEIGHTS, 1);
            arrays.forEach((name, array) -> {
                if (name.equals(INPUT)) {
                    fields.put(INPUT, array);
                } else {
                    weights.array(name, array);
                }
            });
            fields.put("cell", cell.label());
            fields.put(WEIGHTS, weights.build());
        }, () -> fields.putAll(arrays));
        return fields;
    }

    private static void input(DataRecord document, ProblemSource file, Map<String, Object> fields) throws IOException {
        if (!document.has(INPUT) && !document.has("signal") && !document.has("steps")) {
            throw new DataException("field " + INPUT + " of " + document.type() + " is missing; expected an " + INPUT + ", a signal, or "
                    + "steps for a cell without input");
        }
        for (String other : List.of("signal", "steps")) {
            if (document.has(INPUT) && document.has(other)) {
                throw new DataException("field " + other + " of " + document.type() + " stands beside " + INPUT + "; expected one of them");
            }
        }
        table(document, file, fields);
        if (fields.get(INPUT) instanceof List<?> none && none.isEmpty()) {
            fields.put(INPUT, new NamedArray(new double[0], 0));
        }
        if (document.has(INPUT) && !(fields.get(INPUT) instanceof NamedArray)) {
            throw new DataException("field " + INPUT + " of " + document.type() + " is no array; expected one, such as file.npz#array");
        }
    }

    /** Reads an input that is the name of a whole table, or the columns of it that are named. */
    static void table(DataRecord document, ProblemSource file, Map<String, Object> fields) throws IOException {
        if (isTable(fields.get(INPUT))) {
            fields.put(INPUT, table(document, file));
            fields.remove(COLUMNS);
        } else if (document.has(COLUMNS)) {
            throw new DataException("field " + COLUMNS + " of " + document.type() + " stands without the name of a .csv file as " + INPUT);
        }
    }

    /** Whether an input is the name of a whole table, which stays a name until it is known which of its columns are meant. */
    static boolean isTable(Object input) {
        return input instanceof String name && name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static Object table(DataRecord document, ProblemSource file) throws IOException {
        if (document.has(COLUMNS)) {
            return ArrayFiles.readColumns(file, document.text(INPUT), document.texts(COLUMNS));
        }
        try {
            return ArrayFiles.read(file, document.text(INPUT));
        } catch (ProblemFormatException wrong) {
            throw new ProblemFormatException(file.name(), 0, wrong.getMessage() + "; the field " + COLUMNS
                    + " can name the columns that are the input", wrong);
        }
    }

    private static void weights(DataRecord document, Map<String, Object> fields) {
        if (document.has("parameters") || document.has("layers")) {
            throw new DataException("field " + WEIGHTS + " of " + document.type() + " stands beside "
                    + (document.has("layers") ? "layers" : "parameters") + "; expected one of them");
        }
        if (!(document.fields().get(WEIGHTS) instanceof DataRecord given)) {
            throw new DataException("field " + WEIGHTS + " of " + document.type() + " holds no arrays by name; expected a file like "
                    + "model.npz or model.safetensors");
        }
        RecurrentWeights weights = new RecurrentWeights(document.text("cell"), given, document.has(PREFIX) ? document.text(PREFIX) : "");
        List<DataRecord> layers = weights.layers();
        fields.keySet().removeAll(List.of("cell", WEIGHTS, PREFIX));
        fields.put("layers", layers);
        for (String name : List.of(READOUT_WEIGHT, READOUT_BIAS)) {
            if (!document.has(READOUT_WEIGHT)) {
                weights.find(name).ifPresent(array -> fields.putIfAbsent(name, array));
            }
        }
    }
}
