package org.stillpoint.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workbench that p2 installs into, as a folder; it is started as a process of its own. */
final class Workbench {

    private static final String DIRECTOR = "org.eclipse.equinox.p2.director";
    private static final String PUBLISHER = "org.eclipse.equinox.p2.publisher.FeaturesAndBundlesPublisher";
    private static final long PATIENCE_SECONDS = 120;
    private final Path folder;

    /** @param folder where {@code plugins/} and {@code configuration/} are */
    Workbench(Path folder) {
        this.folder = folder;
    }

    /** A copy of a workbench, to change as one likes. */
    static Workbench copy(Path original, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(original.relativize(file).toString()));
            }
        }
        return new Workbench(folder);
    }

    Path folder() {
        return folder;
    }

    /** Installs and uninstalls units in another workbench, or in this one, with the director of this one. */
    void direct(Workbench destination, List<Path> repositories, List<String> installed, List<String> uninstalled)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-application", DIRECTOR));
        option(arguments, "-repository", repositories.stream().map(repository -> repository.toUri().toString()).toList());
        option(arguments, "-installIU", installed);
        option(arguments, "-uninstallIU", uninstalled);
        if (destination != this) {
            arguments.addAll(List.of("-destination", destination.folder.toString(), "-profile", "DefaultProfile"));
        }
        launch(arguments);
    }

    private static void option(List<String> arguments, String name, List<String> values) {
        if (!values.isEmpty()) {
            arguments.addAll(List.of(name, String.join(",", values)));
        }
    }

    /** Makes a p2 repository of a folder with features and plugins. */
    void publish(Path source, Path repository) throws IOException, InterruptedException {
        String uri = repository.toUri().toString();
        launch(List.of("-application", PUBLISHER, "-metadataRepository", uri, "-artifactRepository", uri, "-source", source.toString(),
                "-publishArtifacts"));
    }

    /** Starts the application that somebody has put into the workbench, which solves the files and prints what there is. */
    List<String> start(Path... files) throws IOException, InterruptedException {
        return launch(Stream.concat(Stream.of("-application", "inhouse.solve"),
                Stream.of(files).map(file -> file.toAbsolutePath().toString())).toList());
    }

    /** The bundles of the simple configurator: start level and whether started, by name; version in front. */
    Map<String, String> bundles() throws IOException {
        Path list = folder.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        return Files.readAllLines(list).stream().filter(line -> !line.startsWith("#")).map(line -> line.split(","))
                .collect(Collectors.toMap(line -> line[0], line -> line[1] + "," + line[3] + "," + line[4],
                        (first, second) -> first + " " + second, TreeMap::new));
    }

    private List<String> launch(List<String> arguments) throws IOException, InterruptedException {
        Path workspace = Files.createTempDirectory(folder, "workspace");
        Path out = workspace.resolve("out");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.home=" + workspace, "-Djava.awt.headless=true",
                "-jar", launcher().toString(), "-data", workspace.toString(), "-consoleLog", "-nosplash"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).directory(workspace.toFile()).redirectErrorStream(true)
                .redirectOutput(out.toFile()).start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "the workbench ends: " + read(out));
            assertEquals(0, process.exitValue(), () -> read(out));
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path launcher() throws IOException {
        try (Stream<Path> plugins = Files.list(folder.resolve("plugins"))) {
            return plugins.filter(file -> file.getFileName().toString().startsWith("org.eclipse.equinox.launcher_")).findFirst()
                    .orElseThrow();
        }
    }
}
