package org.stillpoint.host.internal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Tells whether a file has been written since.
 *
 * @param size the number of bytes, 0 without a file
 * @param modified when it was last written
 */
record FileStamp(long size, FileTime modified) {

    static FileStamp of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new FileStamp(0, FileTime.fromMillis(0));
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.size(), attributes.lastModifiedTime());
    }
}
