package org.stillpoint.blas.internal.router;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What speeds depend on beside the providers: the processor, its cores, the Java runtime. */
final class Machine {

    private Machine() {
    }

    /** One line that changes when old measurements no longer hold. */
    static String description() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java " + Runtime.version();
    }

    /** Where files of the user that can be made anew belong. */
    static Path cacheFolder() {
        String system = System.getProperty("os.name", "");
        Path home = Path.of(System.getProperty("user.home", "."));
        Path base = home.resolve(".cache");
        if (system.startsWith("Mac")) {
            base = home.resolve("Library").resolve("Caches");
        } else if (system.startsWith("Windows")) {
            base = home.resolve("AppData").resolve("Local");
        } else if (System.getenv("XDG_CACHE_HOME") != null) {
            base = Path.of(System.getenv("XDG_CACHE_HOME"));
        }
        return base.resolve("stillpoint");
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim()).orElseGet(Machine::named);
        } catch (IOException unreadable) {
            return named();
        }
    }

    private static String named() {
        String identifier = System.getenv("PROCESSOR_IDENTIFIER");
        return identifier == null ? "unknown processor" : identifier;
    }
}
