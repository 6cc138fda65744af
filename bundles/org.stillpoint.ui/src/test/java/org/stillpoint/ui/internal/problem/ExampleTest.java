package org.stillpoint.ui.internal.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.ui.internal.model.ProblemFile;

class ExampleTest {

    @TempDir
    private Path folder;

    @Test
    void theIndexNamesFilesWhatTheyAreAndTheirTypes() throws IOException {
        Files.writeString(folder.resolve("README"), """
                Small problems, one of each kind.

                  morra.csv           two fingers or one     (--problem matrix-game)
                  hs21.qps            a quadratic program (problem 21; optimum -99.96)
                  absent.mps          not there

                  bin/stillpoint solve examples/hs21.qps
                """);
        Files.createFile(folder.resolve("morra.csv"));
        Files.createFile(folder.resolve("hs21.qps"));
        assertEquals(List.of(new Example(new ProblemFile(folder.resolve("morra.csv"), "matrix-game"), "two fingers or one"),
                new Example(new ProblemFile(folder.resolve("hs21.qps"), ""), "a quadratic program (problem 21; optimum -99.96)")),
                Example.of(folder));
    }
}
