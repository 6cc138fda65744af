package org.stillpoint.io.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of real problems with known answers. */
public final class TestData {

    private TestData() {
    }

    /** A file or folder in it; the test is skipped where it is absent. */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("stillpoint.data", "../shared/data"), name);
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is absent");
        return path;
    }
}
