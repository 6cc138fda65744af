package org.stillpoint.ui.internal.model;

import java.nio.file.Path;

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
}
