package org.stillpoint.host.internal.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is dropped into the folder that Felix FileInstall scans is installed, reported on, updated, and removed with its file. */
class DeployFolderTest {

    private static final String PICARD = "org.example.picard";
    private static final int POLL_MILLISECONDS = 100;
    @TempDir
    private Path folder;
    private Path deploy;
    private TestBundles bundles;

    @BeforeEach
    void makeFolders() throws IOException {
        deploy = Files.createDirectories(folder.resolve("deploy"));
        bundles = new TestBundles(Files.createDirectories(folder.resolve("built")));
    }

    private TestHost start(FrameworkKind kind) throws Exception {
        Map<String, String> properties = Map.of("felix.fileinstall.dir", deploy.toString(),
                "felix.fileinstall.poll", "" + POLL_MILLISECONDS, "felix.fileinstall.noInitialDelay", "true",
                "felix.fileinstall.tmpdir", folder.resolve("tmp").toString());
        return new TestHost(kind, folder, properties, TestBundles.bundle("org.apache.felix.fileinstall"));
    }

    private Path picard(String version) throws IOException {
        return bundles.compile(PICARD, version, Map.of(), Sources.solver(PICARD), Sources.operator(PICARD));
    }

    /** Appears in the folder at once, as a finished copy does. */
    private Path drop(Path file, String name) throws IOException {
        return Files.move(Files.copy(file, folder.resolve(name)), deploy.resolve(name));
    }

    private static void await(BooleanSupplier condition, TestHost host) throws InterruptedException {
        for (int attempt = 0; attempt < 2_000 && !condition.getAsBoolean(); attempt++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean(), () -> host.installed() + " " + host.bundles());
    }

    private String report(String name, String word, TestHost host) throws InterruptedException, IOException {
        Path report = deploy.resolve(name + ".report.txt");
        await(() -> Files.exists(report) && text(report).contains(word), host);
        return text(report);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            return "";
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileComesAndGoesWithItsFeature(FrameworkKind kind) throws Exception {
        try (TestHost host = start(kind)) {
            Path archive = bundles.archive("picard", "1.0.0", Map.of(PICARD + ":1.0.0", picard("1.0.0")));
            Path dropped = drop(archive, "picard.solver");
            assertTrue(report("picard.solver", "ACCEPTED", host).contains("the self-check of solver example.picard is certified"));
            assertEquals(List.of("picard 1.0.0"), host.installed());
            Files.delete(dropped);
            await(() -> host.installed().isEmpty(), host);
            await(() -> !Files.exists(deploy.resolve("picard.solver.report.txt")), host);
            assertEquals(List.of(), host.solvers());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPlainBundleIsUpdatedInPlaceAndAnUnfitOneIsRefused(FrameworkKind kind) throws Exception {
        try (TestHost host = start(kind)) {
            Path dropped = drop(picard("1.0.0"), "picard.jar");
            report("picard.jar", "ACCEPTED", host);
            Files.move(Files.copy(picard("1.1.0"), folder.resolve("next.jar")), dropped, StandardCopyOption.REPLACE_EXISTING);
            await(() -> host.installed().equals(List.of(PICARD + " 1.1.0")), host);
            drop(picard("1.0.0"), "older.jar");
            assertTrue(report("older.jar", "REFUSED", host).contains("is older than the installed version 1.1.0"));
            Files.delete(deploy.resolve("older.jar"));
            await(() -> !Files.exists(deploy.resolve("older.jar.report.txt")), host);
            assertEquals(List.of(PICARD + " 1.1.0"), host.installed());
        }
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws Exception {
        byte[] whole = Files.readAllBytes(picard("1.0.0"));
        try (TestHost host = start(FrameworkKind.FELIX)) {
            Path slow = deploy.resolve("slow.jar");
            long before = System.nanoTime();
            long longestPause = 0;
            for (int length = whole.length / 20; length < whole.length; length += whole.length / 20) {
                long begin = System.nanoTime();
                Files.write(slow, Arrays.copyOf(whole, length));
                longestPause = Math.max(longestPause, System.nanoTime() - before);
                before = begin;
                Thread.sleep(POLL_MILLISECONDS / 4);
            }
            boolean reported = Files.exists(deploy.resolve("slow.jar.report.txt"));
            longestPause = Math.max(longestPause, System.nanoTime() - before);
            // Where the machine was busy for the time between two scans, the file did not change from one to the next.
            assertFalse(reported && longestPause < TimeUnit.MILLISECONDS.toNanos(POLL_MILLISECONDS));
            Files.write(slow, Arrays.copyOf(whole, whole.length / 2));
            report("slow.jar", "slow.jar is truncated or damaged", host);
            Files.write(slow, whole);
            report("slow.jar", "ACCEPTED", host);
            assertEquals(List.of(PICARD + " 1.0.0"), host.installed());
        }
    }

    @Test
    void aFileThatWentWhileTheHostWasDownTakesItsFeatureAlong() throws Exception {
        try (TestHost host = start(FrameworkKind.FELIX)) {
            drop(picard("1.0.0"), "picard.jar");
            report("picard.jar", "ACCEPTED", host);
        }
        try (TestHost host = start(FrameworkKind.FELIX)) {
            assertEquals(List.of(PICARD + " 1.0.0"), host.installed());
        }
        Files.delete(deploy.resolve("picard.jar"));
        try (TestHost host = start(FrameworkKind.FELIX)) {
            assertEquals(List.of(), host.installed());
        }
    }
}
