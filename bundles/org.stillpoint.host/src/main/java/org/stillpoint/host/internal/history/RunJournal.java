package org.stillpoint.host.internal.history;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.run.RunSummary;

/**
 * The runs that are not in the database yet, in a file of their own, one binary record after the other. A command that solves one
 * problem ends without ever opening the database. What a dying process left half-written at the end is cut off.
 */
final class RunJournal {

    private final Path file;
    private boolean repaired;

    RunJournal(Path folder) {
        file = folder.resolve("journal");
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Adds runs; they are in the file on return. */
    void append(Collection<RunSummary> runs) throws IOException {
        if (!repaired) {
            read();
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (RunSummary run : runs) {
                out.write(BinaryFormat.toBytes(RunRecord.of(run)));
            }
        }
    }

    /** The runs in the order in which they were added; cuts off a damaged end. */
    List<RunSummary> read() throws IOException {
        List<RunSummary> runs = new ArrayList<>();
        repaired = true;
        if (Files.exists(file)) {
            ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file));
            long total = in.available();
            long whole = 0;
            try {
                while (in.available() > 0) {
                    runs.add(RunRecord.read(BinaryFormat.read(in)));
                    whole = total - in.available();
                }
            } catch (DataException | IOException damagedEnd) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(whole);
                }
            }
        }
        return runs;
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
