package org.stillpoint.ui.internal.model;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.io.ProblemFormatException;

/** Why files cannot be read, in words for people. */
final class ReadFailures {

    private ReadFailures() {
    }

    /** What went wrong with a file. */
    static String describe(Path file, Throwable wrong) {
        if (wrong instanceof ProblemFormatException) {
            return wrong.getMessage();
        }
        if (wrong instanceof NoSuchFileException missing) {
            boolean itself = missing.getFile() == null || file.toString().equals(missing.getFile());
            return itself ? NLS.bind(Messages.noFile, file) : NLS.bind(Messages.unreadable, file, missing.getMessage());
        }
        if (wrong instanceof AccessDeniedException) {
            return NLS.bind(Messages.noAccess, file);
        }
        return wrong instanceof OutOfMemoryError ? NLS.bind(Messages.noMemory, file)
                : NLS.bind(Messages.unreadable, file, wrong.getMessage() == null ? wrong.getClass().getSimpleName() : wrong.getMessage());
    }
}
