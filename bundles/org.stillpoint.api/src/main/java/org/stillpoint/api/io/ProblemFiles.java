package org.stillpoint.api.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import org.osgi.annotation.versioning.ProviderType;
import org.stillpoint.api.Problem;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/** The service that reads every problem file some installed reader knows, and writes results. */
@ProviderType
public interface ProblemFiles {

    /** The ends of the file names that can be read now. */
    Set<String> readableExtensions();

    /** The ends of the file names that results can be written to. */
    Set<String> writableExtensions();

    /**
     * The ends of the names of files that hold arrays, which are problems once it is said of which type.
     *
     * @see #read(Path, String)
     */
    Set<String> arrayExtensions();

    /**
     * Reads a problem with the reader for the longest matching extension.
     *
     * @throws ProblemFormatException if the content is wrong or no reader knows the extension; the latter lists those there are
     * @throws IOException if the file cannot be read
     */
    ReadResult read(Path file) throws IOException;

    /**
     * Reads a problem of a type. This can be a file with an array alone: it is read as the document of that type in which it is the
     * {@link org.stillpoint.api.ProblemType#mainField()}; an archive of several arrays as the document in which they are the fields.
     *
     * @param type the name of the problem type
     * @throws ProblemFormatException if the content is wrong, the file holds a problem of another type, there is no such type, or no
     *     reader knows the extension
     * @throws IOException if the file cannot be read
     */
    ReadResult read(Path file, String type) throws IOException;

    /**
     * The types of problems that a file of arrays can be read as, found out by trying each. Takes at least as long as reading the file.
     *
     * @return the names of the types, in alphabetical order; none if the arrays are not those of any type
     * @throws ProblemFormatException if the content is wrong whatever the type, or the file is none of arrays
     * @throws IOException if the file cannot be read
     * @see #read(Path, String)
     */
    SortedSet<String> possibleTypes(Path file) throws IOException;

    /**
     * Writes the arrays and numbers of a record, complete or not at all.
     *
     * @throws ProblemFormatException if the format cannot hold the record, or the extension is not known
     * @throws IOException if the file cannot be written
     */
    void write(DataRecord record, Path file) throws IOException;

    /**
     * Writes a solution, complete or not at all: its fields, and in a table beside them the names that the problem has for its parts.
     *
     * @throws ProblemFormatException if the format cannot hold the solution, or the extension is not known
     * @throws IOException if the file cannot be written
     */
    default void write(Problem problem, Recordable solution, Path file) throws IOException {
        DataRecord record = solution.toRecord();
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
            write(record, file);
            return;
        }
        DataRecord.Builder named = DataRecord.of(record.type(), record.version());
        problem.toRecord().fields().forEach((name, value) -> {
            if (value instanceof List<?> texts && !texts.isEmpty() && texts.get(0) instanceof String && !record.has(name)) {
                named.texts(name, texts.stream().map(String.class::cast).toList());
            }
        });
        write(named.fields(record).build(), file);
    }

    /**
     * Reads back the record of what {@link #write} wrote, as far as the format kept it, for example for a warm start.
     *
     * @param type the type of the record
     * @throws IOException if the file cannot be read
     */
    DataRecord readRecord(Path file, String type) throws IOException;
}
