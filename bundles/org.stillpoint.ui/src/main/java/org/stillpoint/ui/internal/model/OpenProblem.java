package org.stillpoint.ui.internal.model;

import java.nio.file.Path;
import java.util.List;
import org.stillpoint.api.Problem;

/**
 * A problem that is open.
 *
 * @param file the file it was read from
 * @param type the problem type that the user named for a file of arrays; empty if the file says it itself
 * @param problem the problem
 * @param warnings what the reader had to decide, each with its line
 */
public record OpenProblem(Path file, String type, Problem problem, List<String> warnings) {

    /** Copies the warnings. */
    public OpenProblem {
        warnings = List.copyOf(warnings);
    }

    /** The name for people. */
    public String label() {
        return file.getFileName().toString();
    }
}
