package org.stillpoint.equilibrium.internal.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerAllocationTest {

    private static final long PATIENCE_SECONDS = 120;

    @Test
    void kernelsAllocateNothing(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dorg.stillpoint.numerics.kernels=scalar", "-cp", System.getProperty("java.class.path"), LayerAllocation.class.getName())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "no end after " + PATIENCE_SECONDS + " s");
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
        assertEquals(SampleLayers.all().size(), lines.size());
        for (String line : lines) {
            assertTrue(line.endsWith(": 0"), line);
        }
    }
}
