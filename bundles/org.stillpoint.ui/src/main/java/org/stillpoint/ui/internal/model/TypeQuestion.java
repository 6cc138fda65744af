package org.stillpoint.ui.internal.model;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be asked of the user before a file of arrays is a problem.
 *
 * @param file the file
 * @param types the names of the types that it can be read as, at least two
 */
public record TypeQuestion(Path file, List<String> types) {

    /** Copies the names. */
    public TypeQuestion {
        types = List.copyOf(types);
    }
}
