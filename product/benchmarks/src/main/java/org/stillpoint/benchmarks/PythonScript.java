package org.stillpoint.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a script of ours in Python, for peers that are Python libraries. */
final class PythonScript {

    private PythonScript() {
    }

    /** Whether there is a Python that finds a module. */
    static boolean finds(String module) throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import " + module).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    /**
     * Runs a script and waits for it.
     *
     * @param script a resource beside this class
     * @param seconds how long it may take; then it is ended
     * @return the lines that it printed
     */
    static List<String> run(String script, double seconds, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stillpoint-python");
        Path file = folder.resolve(script);
        Path output = folder.resolve("output");
        try {
            try (InputStream in = PythonScript.class.getResourceAsStream(script)) {
                Files.copy(in, file);
            }
            List<String> command = new ArrayList<>(List.of("python3", file.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            if (!process.waitFor((long) (1000 * seconds), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return Files.readAllLines(output);
        } finally {
            for (Path each : List.of(file, output, folder)) {
                Files.deleteIfExists(each);
            }
        }
    }
}
