package org.stillpoint.io.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemReader;
import org.stillpoint.api.io.ReadResult;
import org.stillpoint.io.internal.result.ResultFormats;

/** Reads problem files with the readers that are there now, and writes results. */
@Component
public final class ProblemFilesService implements ProblemFiles {

    private final Readers readers = new Readers();

    /** Takes up a reader. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addReader(ProblemReader reader, Map<String, Object> properties) {
        readers.add(reader, properties);
    }

    /** Lets go of a reader. */
    public void removeReader(ProblemReader reader) {
        readers.remove(reader);
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
    public ReadResult read(Path file) throws IOException {
        PathSource source = new PathSource(file);
        ProblemReader reader = readers.find(source.name());
        if (reader == null) {
            throw new ProblemFormatException(source.name(), 0, "no reader knows this file; expected a name that ends in one of "
                    + readers.extensions());
        }
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
