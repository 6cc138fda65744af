package org.stillpoint.product.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of the workbench that has bundles of tests beside its own, and is started by the product's own script. */
final class TestProduct {

    private static final Path PRODUCT = Path.of(System.getProperty("stillpoint.product"));
    private static final String BUNDLES = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";

    private final Path folder;
    private final Path home;

    /** Copies the product, without the bundles whose names are given. */
    TestProduct(Path folder, String... without) throws IOException {
        this.folder = folder;
        home = folder.resolveSibling(folder.getFileName() + "-home");
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        for (String file : List.of("stillpoint-workbench", "configuration/config.ini")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(PRODUCT.resolve(file), folder.resolve(file));
        }
        folder.resolve("stillpoint-workbench").toFile().setExecutable(true);
        Files.createSymbolicLink(folder.resolve("examples"), PRODUCT.resolve("examples"));
        link(PRODUCT.resolve("plugins"), plugins);
        List<String> lines = new ArrayList<>(Files.readAllLines(PRODUCT.resolve(BUNDLES)));
        lines.removeIf(line -> List.of(without).contains(line.split(",")[0]));
        for (Path jar : link(Path.of(System.getProperty("stillpoint.test.jars")), plugins)) {
            try (JarFile file = new JarFile(jar.toFile())) {
                Attributes manifest = file.getManifest().getMainAttributes();
                String name = manifest.getValue("Bundle-SymbolicName").split(";")[0];
                lines.add(name + "," + manifest.getValue("Bundle-Version") + ",plugins/" + jar.getFileName() + ",4," + name.endsWith(".itest"));
            }
        }
        Files.createDirectories(folder.resolve(BUNDLES).getParent());
        Files.write(folder.resolve(BUNDLES), lines);
    }

    private static List<Path> link(Path from, Path to) throws IOException {
        List<Path> linked = new ArrayList<>();
        try (Stream<Path> jars = Files.list(from)) {
            for (Path jar : jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                linked.add(Files.createLink(to.resolve(jar.getFileName()), jar));
            }
        }
        return linked;
    }

    /** Starts the workbench with tests; gives what it printed if it did not end well in time, else nothing. */
    String run(Path reports, long seconds, String... tests) throws IOException, InterruptedException {
        Path output = folder.resolveSibling(reports.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("stillpoint-workbench").toString(), "--data", home.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STILLPOINT_JAVA_OPTIONS", Stream.of("-XX:+UseParallelGC", "-Xmx2g",
                "-Dstillpoint.tests=" + String.join(",", tests), "-Dstillpoint.tests.reports=" + reports,
                "-Dstillpoint.itest.framework=equinox", "-Dstillpoint.tests.screenshots=" + folder.getParent().resolveSibling("screenshots"),
                "-Dstillpoint.features=" + System.getProperty("stillpoint.features"),
                "-Dstillpoint.data=" + System.getProperty("stillpoint.data")).collect(Collectors.joining(" ")));
        Process process = builder.start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return "not ended after " + seconds + " s:\n" + Files.readString(output);
        }
        return process.exitValue() == 0 ? "" : "exit " + process.exitValue() + ":\n" + Files.readString(output);
    }
}
