package org.stillpoint.api.io;

import java.util.List;
import java.util.Objects;
import org.stillpoint.api.Problem;

/**
 * A problem that was read.
 *
 * @param problem the problem
 * @param warnings what the reader had to decide, each with its line
 */
public record ReadResult(Problem problem, List<String> warnings) {

    /** Copies the warnings. */
    public ReadResult {
        Objects.requireNonNull(problem, "problem");
        warnings = List.copyOf(warnings);
    }
}
