package org.stillpoint.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts virtual machines of their own, because the kernels are chosen once for each. */
class ScalarFallbackTest {

    @Test
    void worksWithoutTheVectorModule(@TempDir Path directory) throws Exception {
        assertEquals(List.of("scalar", "3.0", "[1.0, 1.0]"), run(directory));
    }

    @Test
    void canBeToldToUsePlainLoops(@TempDir Path directory) throws Exception {
        assertEquals(List.of("scalar", "3.0", "[1.0, 1.0]"),
                run(directory, "--add-modules=jdk.incubator.vector", "-Dorg.stillpoint.numerics.kernels=scalar"));
    }

    private static List<String> run(Path directory, String... options) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> command = Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                Stream.of(options),
                Stream.of("-Xint", "-cp", System.getProperty("java.class.path"), Probe.class.getName(), output.toString()))
                .flatMap(part -> part).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
        assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(directory.resolve("log")));
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    /** Says which kernels it got, and what they compute. */
    static final class Probe {

        private Probe() {
        }

        public static void main(String[] arguments) throws IOException {
            double[] x = {0, 0};
            VectorKernels.exp(x, 0, x, 0, 2);
            double[] three = {1, 1, 1};
            Files.write(Path.of(arguments[0]), List.of(VectorKernels.implementation(),
                    Double.toString(VectorKernels.dot(three, three)), Arrays.toString(x)));
        }
    }
}
