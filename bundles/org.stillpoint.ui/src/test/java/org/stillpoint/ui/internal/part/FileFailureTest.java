package org.stillpoint.ui.internal.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.ui.internal.paint.PictureExport;

class FileFailureTest {

    @Test
    void tellsWhatIsWrong() {
        assertEquals(Messages.mayNotWrite, FileFailure.reason(new AccessDeniedException("/etc/plot.png")));
        assertEquals("Read-only file system", FileFailure.reason(new FileSystemException("/a/plot.png", null, "Read-only file system")));
        assertEquals("disk on fire", FileFailure.reason(new IOException("disk on fire")));
        assertEquals("java.io.IOException", FileFailure.reason(new IOException()));
    }

    @Test
    void tellsThatAFolderHasGone(@TempDir Path folder) {
        IOException failure = assertThrows(IOException.class,
                () -> PictureExport.write(folder.resolve("gone/plot.csv"), out -> out.write(1)));
        assertEquals(Messages.noFolder, FileFailure.reason(failure));
    }

    @Test
    void whatWasThereBeforeStaysWhereWritingFails(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("plot.csv"), "before");
        assertThrows(IOException.class, () -> PictureExport.write(file, out -> {
            out.write(1);
            throw new IOException("no space");
        }));
        assertEquals("before", Files.readString(file));
        assertEquals(1, folder.toFile().list().length);
    }
}
