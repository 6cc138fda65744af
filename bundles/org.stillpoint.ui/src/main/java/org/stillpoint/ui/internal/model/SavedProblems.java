package org.stillpoint.ui.internal.model;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.XMLMemento;

/**
 * Which problems were open and which were opened lately, as the workbench keeps it from one session to the next.
 *
 * @param open the open problems, in the order in which they were opened
 * @param active the file of the problem that was looked at
 * @param recent the files opened lately, the last one first
 */
public record SavedProblems(List<ProblemFile> open, Optional<Path> active, List<ProblemFile> recent) {

    private static final String ROOT = "problems";
    private static final String OPEN = "open";
    private static final String RECENT = "recent";
    private static final String ACTIVE = "active";
    private static final String FILE = "file";
    private static final String TYPE = "type";

    /** Copies the lists. */
    public SavedProblems {
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** Reads what was saved; nothing if there is none. */
    public static SavedProblems read(Path state) throws IOException {
        if (!Files.exists(state)) {
            return new SavedProblems(List.of(), Optional.empty(), List.of());
        }
        try (Reader in = Files.newBufferedReader(state)) {
            IMemento root = XMLMemento.createReadRoot(in);
            return new SavedProblems(files(root, OPEN), Optional.ofNullable(root.getString(ACTIVE)).flatMap(SavedProblems::path),
                    files(root, RECENT));
        } catch (WorkbenchException damaged) {
            throw new IOException(state + ": " + damaged.getMessage(), damaged);
        }
    }

    private static List<ProblemFile> files(IMemento root, String kind) {
        List<ProblemFile> files = new ArrayList<>();
        for (IMemento child : root.getChildren(kind)) {
            String type = child.getString(TYPE);
            Optional.ofNullable(child.getString(FILE)).flatMap(SavedProblems::path)
                    .ifPresent(path -> files.add(new ProblemFile(path, type == null ? "" : type)));
        }
        return files;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException ofAnotherSystem) {
            return Optional.empty();
        }
    }

    /** Writes it beside its place, then puts it there. */
    public void write(Path state) throws IOException {
        XMLMemento root = XMLMemento.createWriteRoot(ROOT);
        active.ifPresent(path -> root.putString(ACTIVE, path.toString()));
        open.forEach(file -> put(root.createChild(OPEN), file));
        recent.forEach(file -> put(root.createChild(RECENT), file));
        Files.createDirectories(state.getParent());
        Path part = state.resolveSibling(state.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            root.save(out);
        }
        Files.move(part, state, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(IMemento child, ProblemFile file) {
        child.putString(FILE, file.path().toString());
        child.putString(TYPE, file.type());
    }
}
