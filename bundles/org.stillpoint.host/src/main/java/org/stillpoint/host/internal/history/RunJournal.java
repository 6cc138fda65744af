package org.stillpoint.host.internal.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.run.RunSummary;

/**
 * The runs that are not in the database yet, in a file of their own, one binary record after the other. A command that solves one
 * problem ends without ever opening the database. What a dying process left half-written at the end fails its checksum; it is
 * not read, and the next record takes its place.
 */
final class RunJournal {

    private final Path file;
    private FileStamp left;

    RunJournal(Path folder) {
        file = folder.resolve("journal");
    }

    long size() throws IOException {
        return stamp().size();
    }

    private FileStamp stamp() throws IOException {
        return FileStamp.of(file);
    }

    /** Adds runs; they are in the file on return. */
    void append(Collection<RunSummary> runs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RunSummary run : runs) {
            BinaryFormat.write(RunRecord.of(run), bytes);
        }
        long end = stamp().equals(left) ? left.size() : read(new ArrayList<>());
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(end);
            out.seek(end);
            out.write(bytes.toByteArray());
        }
        left = stamp();
    }

    /** The runs in the order in which they were added. */
    List<RunSummary> read() throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        read(runs);
        return runs;
    }

    /** Reads the runs that are whole, and returns where the last of them ends. */
    private long read(List<RunSummary> runs) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
        long total = in.available();
        long whole = 0;
        try {
            while (in.available() > 0) {
                runs.add(RunRecord.read(BinaryFormat.read(in)));
                whole = total - in.available();
            }
        } catch (DataException | IOException tornEnd) {
            return whole;
        }
        return whole;
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
