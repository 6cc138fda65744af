package org.stillpoint.shell.internal.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.stillpoint.api.io.ProblemFiles;
import org.stillpoint.api.io.ReadResult;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which problem a command is about: a file, and what problem it is where the file holds but an array. */
final class ProblemInput {

    @Parameters(paramLabel = "FILE", description = "a problem file: .mps, .mps.gz, .problem.json and others; with --problem an array")
    private Path file;
    @Option(names = "--problem", paramLabel = "TYPE",
            description = "what the array in a .csv, .npy, .npz or .mtx file is, such as matrix-game or risk-parity")
    private String type;

    /** The name of the problem for people. */
    String label() {
        return file.getFileName().toString();
    }

    /** The file. */
    Path file() {
        return file;
    }

    /** Refuses what is no file. */
    void check() throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.isDirectory(file)) {
            throw new CommandException(file + " is a folder; expected a problem file");
        }
    }

    /** Reads the problem. */
    ReadResult read(ProblemFiles files) throws IOException {
        if (type != null) {
            return files.read(file, type);
        }
        try {
            return files.read(file);
        } catch (IOException wrong) {
            if (endsWithOneOf(file, files.arrayExtensions()) && !endsWithOneOf(file, files.readableExtensions())) {
                throw new CommandException(wrong.getMessage(), "--problem TYPE says which");
            }
            throw wrong;
        }
    }

    static boolean endsWithOneOf(Path path, Iterable<String> extensions) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        for (String extension : extensions) {
            if (name.endsWith(extension)) {
                return true;
            }
        }
        return false;
    }
}
