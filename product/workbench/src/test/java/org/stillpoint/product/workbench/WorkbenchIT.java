package org.stillpoint.product.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starts the workbench on a display with tests in it; their reports stand beside those of this class. */
class WorkbenchIT {

    private static final Path TARGET = Path.of(System.getProperty("stillpoint.product")).resolveSibling("workbench-tests");
    private static final Pattern TESTS = Pattern.compile("<testsuite [^>]*tests=\"(\\d+)\" failures=\"(\\d+)\"");

    private static final Pattern HELD = Pattern.compile("(\\d+) ms of them at most in code of the views");
    /** How long the views may hold the thread of the windows; a first opening, with classes to load, is among it. */
    private static final long MOST_MILLISECONDS = 500;

    @BeforeEach
    void needsDisplay() {
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display: tests of windows are left out");
    }

    private static TestProduct product(String name, String... without) throws IOException {
        for (Path old : List.of(TARGET.resolve(name), TARGET.resolve(name + "-home"), TARGET.resolve("test-reports").resolve(name))) {
            if (Files.exists(old)) {
                try (Stream<Path> files = Files.walk(old)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
        return new TestProduct(TARGET.resolve(name), without);
    }

    /** Runs tests and checks that some ran; which failed is in their own reports. */
    private static void run(TestProduct product, String reports, int atLeast, long seconds, String... tests)
            throws IOException, InterruptedException {
        Path folder = TARGET.resolve("test-reports").resolve(reports);
        assertEquals("", product.run(folder, seconds, tests));
        int ran = 0;
        int failed = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("TEST-")).toList()) {
                Matcher matcher = TESTS.matcher(Files.readString(file));
                assertTrue(matcher.find(), () -> "no report: " + file);
                ran += Integer.parseInt(matcher.group(1));
                failed += Integer.parseInt(matcher.group(2));
            }
        }
        assertTrue(ran >= atLeast, "only " + ran + " tests ran");
        assertEquals(0, failed, "tests failed; see " + folder);
        String stalls = Files.readString(folder.resolve("stalls.txt"));
        Matcher held = HELD.matcher(stalls);
        assertTrue(held.find() && Long.parseLong(held.group(1)) <= MOST_MILLISECONDS, stalls);
    }

    @Test
    void windows() throws Exception {
        run(product("windows"), "windows", 4, 180, "ViewsTest");
    }

    @Test
    void problemsAreSolvedAndAreThereAfterARestart() throws Exception {
        TestProduct product = product("solving");
        run(product, "solving", 6, 180, "SolvingTest");
        run(product, "restarted", 4, 180, "RestoredTest");
    }

    @Test
    void archivesAreInstalledByDroppingThem() throws Exception {
        run(product("installing", "org.stillpoint.recurrence"), "installing", 8, 180, "InstallTest", "HotInstallTest");
    }

    @Test
    void memoryIsFlat() throws Exception {
        run(product("memory"), "memory", 1, 180, "MemoryTest");
    }

    @Test
    void aNewerVersionOfAFamilyOfTheProductStaysUntilItIsUninstalled() throws Exception {
        TestProduct product = product("newer");
        run(product, "newer-arriving", 1, 180, "NewerFamilyTest$Arriving");
        run(product, "newer-staying", 1, 180, "NewerFamilyTest$Staying");
        run(product, "newer-gone", 1, 180, "NewerFamilyTest$Gone");
    }

    @Test
    void testsOfTheBundlesPassInTheWorkbench() throws Exception {
        run(product("bundles"), "bundles", 20, 180, "org.stillpoint.itest");
    }
}
