package org.stillpoint.io.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;

/** A problem file in a folder. */
public final class PathSource implements ProblemSource {

    private final Path file;

    /** The source for a file, which need not exist yet. */
    public PathSource(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }

    @Override
    public InputStream open() throws IOException {
        if (Files.isDirectory(file)) {
            throw new ProblemFormatException(name(), 0, "this is a folder; expected a file");
        }
        return Files.newInputStream(file);
    }

    @Override
    public ProblemSource sibling(String name) throws IOException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path beside = beside(folder, name);
        if (!beside.startsWith(folder) || beside.equals(folder)) {
            throw new ProblemFormatException(name(), 0, "'" + name + "' leaves the folder; expected a file beside " + name());
        }
        if (!Files.isRegularFile(beside)) {
            throw new NoSuchFileException(beside.toString(), null, "no such file; " + name() + " refers to it");
        }
        if (!beside.toRealPath().startsWith(folder.toRealPath())) {
            throw new ProblemFormatException(name(), 0, "'" + name + "' is a link that leaves the folder");
        }
        return new PathSource(beside);
    }

    private Path beside(Path folder, String name) throws IOException {
        try {
            return folder.resolve(name).normalize();
        } catch (InvalidPathException invalid) {
            throw new ProblemFormatException(name(), 0, "'" + name + "' is no file name", invalid);
        }
    }
}
