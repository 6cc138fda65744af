package org.stillpoint.io.internal.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.json.JsonRecordReader;
import org.stillpoint.io.internal.results.ResultsTable;

/** A problem document: a JSON object that names its problem type and holds its data, or points at files beside it. */
public final class ProblemDocument {

    /** The field that names the problem type. */
    public static final String PROBLEM = "problem";
    /** The field that names a file which holds the whole problem. */
    static final String FILE = "file";
    /** The field by which editors find the schema; it is no data. */
    static final String SCHEMA = "$schema";

    private static final Pattern FIELD = Pattern.compile("^field (\\S+) of ");

    private final ProblemSource source;
    private final String type;
    private final Map<String, Object> fields;
    private final Map<String, Long> lines;

    private ProblemDocument(ProblemSource source, String type, JsonRecordReader.Fields content) {
        this.source = source;
        this.type = type;
        fields = content.fields();
        lines = content.lines();
    }

    /** Reads a document; references to arrays are replaced by them. */
    static ProblemDocument read(ProblemSource source) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open())) {
            JsonRecordReader.Fields content = JsonRecordReader.read(in, source.name(), (field, text, line) ->
                    field.equals(ResultsTable.RESULTS) || field.equals(RecurrenceDocuments.INPUT) ? text : resolve(source, text, line));
            Object type = content.fields().remove(PROBLEM);
            content.fields().remove(SCHEMA);
            if (!(type instanceof String name)) {
                throw new ProblemFormatException(source.name(), content.lines().getOrDefault(PROBLEM, 1L),
                        "the field " + PROBLEM + " is missing or no text; expected the name of a problem type");
            }
            if (!name.equals(PairwiseComparisons.TYPE)) {
                resolve(source, ResultsTable.RESULTS, content);
            }
            if (!name.equals(RecurrenceProblem.TYPE) && !name.equals(EquilibriumProblem.TYPE)
                    || !RecurrenceDocuments.isTable(content.fields().get(RecurrenceDocuments.INPUT))) {
                resolve(source, RecurrenceDocuments.INPUT, content);
            }
            return new ProblemDocument(source, name, content);
        }
    }

    /** Replaces a field that is a reference by what it refers to. */
    private static void resolve(ProblemSource source, String field, JsonRecordReader.Fields content) throws IOException {
        if (content.fields().get(field) instanceof String text) {
            content.fields().put(field, resolve(source, text, content.lines().get(field)));
        }
    }

    private static Object resolve(ProblemSource source, String text, long line) throws IOException {
        if (!ArrayFiles.isReference(text)) {
            return text;
        }
        try {
            return ArrayFiles.read(source, text);
        } catch (NoSuchFileException missing) {
            throw new ProblemFormatException(source.name(), line, "'" + text + "': there is no such file beside the document", missing);
        }
    }

    /** The name of the problem type. */
    String type() {
        return type;
    }

    /** The file that holds the whole problem, if the document is nothing but a reference to it. */
    Optional<String> file() {
        return fields.size() == 1 && fields.get(FILE) instanceof String file ? Optional.of(file) : Optional.empty();
    }

    /** The table of results that the document refers to, if it is one of pairwise comparisons. */
    Optional<String> results() {
        return type.equals(PairwiseComparisons.TYPE) && fields.get(ResultsTable.RESULTS) instanceof String file ? Optional.of(file)
                : Optional.empty();
    }

    /** Reads the table of results with what the other fields say of it. */
    ReadResult comparisons(ProblemSource document) throws IOException {
        String file = results().orElseThrow();
        if (!ResultsTable.isTable(file)) {
            throw errorAt(ResultsTable.RESULTS, "'" + file + "' is no table of results; expected the name of a .csv or .json file", null);
        }
        try {
            return ResultsTable.read(document.sibling(file), JsonRecordReader.record(fields, type));
        } catch (NoSuchFileException missing) {
            throw errorAt(ResultsTable.RESULTS, "'" + file + "': there is no such file beside the document", missing);
        } catch (DataException refused) {
            throw error(refused.getMessage(), refused);
        }
    }

    /** Lets the problem type make the problem. */
    <P extends Problem> P problem(ProblemType<P, ?> problemType) throws IOException {
        try {
            return problemType.document(StandardDocuments.complete(JsonRecordReader.record(fields, type), source));
        } catch (NoSuchFileException missing) {
            throw error(missing.getFile() + ": there is no such file beside the document", missing);
        } catch (DataException | IllegalArgumentException refused) {
            throw error(refused.getMessage(), refused);
        }
    }

    /** An error about the field that the message names. */
    ProblemFormatException error(String message, Exception cause) {
        Matcher field = FIELD.matcher(String.valueOf(message));
        return new ProblemFormatException(source.name(), field.find() ? lines.getOrDefault(field.group(1), 0L) : 0, message, cause);
    }

    /** An error about a field of the document. */
    ProblemFormatException errorAt(String field, String message, Throwable cause) {
        return new ProblemFormatException(source.name(), lines.getOrDefault(field, 1L), message, cause);
    }
}
