package org.stillpoint.ui.internal.part;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be written, in words: the platform's exceptions often name nothing but the file. */
public final class FileFailure {

    private FileFailure() {
    }

    /** The reason of a failure to write. */
    public static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return Messages.mayNotWrite;
        }
        if (failure instanceof NoSuchFileException) {
            return Messages.noFolder;
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null || reason.isBlank() ? failure.toString() : reason;
    }
}
