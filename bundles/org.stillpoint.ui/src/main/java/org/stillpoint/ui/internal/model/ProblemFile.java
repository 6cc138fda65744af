package org.stillpoint.ui.internal.model;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;

/**
 * A file that holds a problem.
 *
 * @param path the file
 * @param type the problem type that the user named for a file of arrays; empty if the file says it itself
 */
public record ProblemFile(Path path, String type) {

    /** The name for people, without the folder. */
    public String label() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Whether a file is one of arrays that does not say what problem it is. */
    public static boolean needsType(Path file, Collection<String> readable, Collection<String> arrays) {
        return endsWithOneOf(file, arrays) && !endsWithOneOf(file, readable);
    }

    private static boolean endsWithOneOf(Path file, Collection<String> extensions) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return extensions.stream().anyMatch(name::endsWith);
    }
}
