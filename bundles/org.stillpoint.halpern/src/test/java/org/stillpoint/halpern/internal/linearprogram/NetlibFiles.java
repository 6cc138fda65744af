package org.stillpoint.halpern.internal.linearprogram;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.stillpoint.api.problem.LinearProgram;
import org.stillpoint.io.internal.PathSource;
import org.stillpoint.io.internal.mps.MpsReader;

/** The Netlib programs beside the checkout, read once; tests that need them are skipped where they are absent. */
final class NetlibFiles {

    private static final Map<Path, LinearProgram> READ = new ConcurrentHashMap<>();

    private NetlibFiles() {
    }

    /** The folder named by the system property {@code stillpoint.data}, and a folder in it. */
    static Path folder(String name) {
        Path folder = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), name);
        assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
        return folder;
    }

    /** The names of the programs in a folder. */
    static List<String> names(String folder) {
        try (Stream<Path> paths = Files.list(folder(folder))) {
            return paths.map(path -> path.getFileName().toString()).filter(name -> name.contains(".mps"))
                    .map(name -> name.substring(0, name.indexOf(".mps"))).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The optimum of each feasible program. */
    static Map<String, Double> optima() {
        Map<String, Double> optima = new TreeMap<>();
        try (Stream<String> lines = Files.lines(folder("netlib").resolve("optima.csv"))) {
            lines.skip(1).map(line -> line.split(",")).forEach(fields -> optima.put(fields[0], Double.valueOf(fields[4])));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return optima;
    }

    /** A program. */
    static LinearProgram program(String folder, String name) {
        return READ.computeIfAbsent(folder(folder).resolve(name + ".mps.gz"), NetlibFiles::read);
    }

    private static LinearProgram read(Path file) {
        try {
            return (LinearProgram) new MpsReader().read(new PathSource(file)).problem();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
