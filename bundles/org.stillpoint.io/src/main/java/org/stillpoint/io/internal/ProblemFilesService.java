package org.stillpoint.io.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ProblemSource;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.io.internal.arrays.ArrayFiles;
import org.stillpoint.io.internal.document.ArrayProblem;
import org.stillpoint.io.internal.document.ProblemTypes;
import org.stillpoint.io.internal.result.ResultFormats;
import org.stillpoint.io.internal.results.ResultsTable;

/** Reads problem files with the readers that are there now, and writes results. */
@Component
public final class ProblemFilesService implements ProblemFiles {

    private final Readers readers = new Readers();
    private final ProblemTypes types = new ProblemTypes();

    /** Takes up a reader. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addReader(ProblemReader reader, Map<String, Object> properties) {
        readers.add(reader, properties);
    }

    /** Lets go of a reader. */
    public void removeReader(ProblemReader reader) {
        readers.remove(reader);
    }

    /** Takes up a problem type. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addType(ProblemType<?, ?> type) {
        types.add(type);
    }

    /** Lets go of a problem type. */
    public void removeType(ProblemType<?, ?> type) {
        types.remove(type);
    }

    @Override
    public Set<String> readableExtensions() {
        return readers.extensions();
    }

    @Override
    public Set<String> writableExtensions() {
        return ResultFormats.extensions();
    }

    @Override
    public Set<String> arrayExtensions() {
        return ArrayFiles.EXTENSIONS;
    }

    @Override
    public ReadResult read(Path file) throws IOException {
        PathSource source = new PathSource(file);
        ProblemReader reader = readers.find(source.name());
        if (reader == null) {
            throw new ProblemFormatException(source.name(), 0, ArrayFiles.isReference(source.name())
                    ? (ResultsTable.isTable(source.name()) ? "a table" : "an array")
                            + " does not tell what problem it is; it can be one of " + possibleTypes(source.name())
                    : "no reader knows this file; expected a name that ends in one of " + readers.extensions());
        }
        return read(reader, source, file);
    }

    @Override
    public ReadResult read(Path file, String type) throws IOException {
        PathSource source = new PathSource(file);
        ProblemType<?, ?> expected = types.find(type).orElseThrow(() -> new ProblemFormatException(source.name(), 0,
                "there is no problem type '" + type + "'; expected one of " + types.names()));
        ProblemReader reader = readers.find(source.name());
        if (type.equals(PairwiseComparisons.TYPE) && reader == null && ResultsTable.isTable(source.name())) {
            return read(ResultsTable::read, source, file);
        }
        if (ArrayFiles.isReference(source.name()) && (reader == null || expected.mainField().isPresent())) {
            return read(array -> ArrayProblem.read(array, expected), source, file);
        }
        ReadResult result = read(file);
        if (!result.problem().type().equals(type)) {
            throw new ProblemFormatException(source.name(), 0, "holds a problem of type " + result.problem().type() + "; expected "
                    + type);
        }
        return result;
    }

    @Override
    public SortedSet<String> possibleTypes(Path file) throws IOException {
        PathSource source = new PathSource(file);
        if (!ArrayFiles.isReference(source.name())) {
            throw new ProblemFormatException(source.name(), 0, "holds no arrays; expected a name that ends in one of "
                    + ArrayFiles.EXTENSIONS);
        }
        SortedSet<String> possible = new TreeSet<>();
        if (isTableOfResults(source)) {
            possible.add(PairwiseComparisons.TYPE);
        }
        try {
            possible.addAll(ArrayProblem.possibleTypes(source, types.all()));
        } catch (ProblemFormatException notOfNumbers) {
            if (possible.isEmpty()) {
                throw notOfNumbers;
            }
        }
        return possible;
    }

    private static boolean isTableOfResults(PathSource source) throws IOException {
        try {
            return ResultsTable.isTable(source.name()) && ResultsTable.hasUsualColumns(source) && ResultsTable.read(source) != null;
        } catch (ProblemFormatException other) {
            return false;
        }
    }

    /** The types of problems that a file can hold which does not name one, each with what it is in them. */
    private Set<String> possibleTypes(String name) {
        Set<String> possible = types.madeOfOneArray();
        if (ResultsTable.isTable(name)) {
            possible.add(PairwiseComparisons.TYPE + " (" + ResultsTable.RESULTS + ")");
        }
        return possible;
    }

    private static ReadResult read(ProblemReader reader, ProblemSource source, Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "no such file");
        }
        try {
            return reader.read(source);
        } catch (RuntimeException failure) {
            throw new ProblemFormatException(source.name(), 0, "its reader " + reader.getClass().getName() + " failed: " + failure,
                    failure);
        }
    }

    @Override
    public void write(DataRecord record, Path file) throws IOException {
        ResultFormats.write(record, file);
    }

    @Override
    public DataRecord readRecord(Path file, String type) throws IOException {
        return ResultFormats.read(file, type);
    }
}
