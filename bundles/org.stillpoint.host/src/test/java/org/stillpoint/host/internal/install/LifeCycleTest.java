package org.stillpoint.host.internal.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** What is accepted: how it comes, survives a restart, makes way for another version, and goes. */
class LifeCycleTest {

    private static final String PICARD = "org.example.picard";
    @TempDir
    private Path folder;

    private Path picard(TestBundles bundles, String version) throws IOException {
        return bundles.compile(PICARD, version, Map.of(), Sources.solver(PICARD), Sources.operator(PICARD));
    }

    /** A version whose solver, when it starts from 99, says that it has begun and then waits for the gate. */
    private Path slowPicard(TestBundles bundles) throws IOException {
        return bundles.compile(PICARD, "1.0.0", Map.of(), Sources.solver(PICARD, "", "while (problem.start()[0] == 99"
                + " && !new java.io.File(\"" + gate() + "\").exists() && context.proceed(iteration, residual)) {"
                + " new java.io.File(\"" + begun() + "\").mkdir(); java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }"),
                Sources.operator(PICARD));
    }

    private Path begun() {
        return folder.resolve("begun");
    }

    private Path gate() {
        return folder.resolve("gate");
    }

    private static double[] solve(TestHost host, String solver, String operator, double start) {
        List<Object> answer = host.drive("run", solver, operator, new double[] {start});
        assertEquals("CERTIFIED", answer.get(0), answer::toString);
        return (double[]) answer.get(2);
    }

    @ParameterizedTest
    @EnumSource
    void aSolverBuiltOutsideIsInstalledAndCertified(FrameworkKind kind) throws Exception {
        Path sample = new TestBundles(folder).compile("org.example.aitken", "1.0.0", Map.of(), Sources.sample());
        try (TestHost host = new TestHost(kind, folder)) {
            assertEquals(List.of(), host.solvers());
            TestHost.Report report = host.install(sample, false);
            assertEquals("", report.refusal());
            assertTrue(report.steps().contains("the self-check of solver example.aitken is certified"), report::toString);
            assertTrue(report.steps().contains("read org.example.aitken 1.0.0: 1 bundle, its checksum is right"), report::toString);
            assertEquals("example.aitken is a solver of the feature org.example.aitken", host.uninstall("example.aitken").refusal());
            assertEquals(List.of("example.aitken 1.0.0"), host.solvers());
            // The Dottie number, where cos x = x.
            assertArrayEquals(new double[] {0.7390851332151607}, solve(host, "example.aitken", "example.cosine", 0.1), 1e-10);
            assertEquals("", host.uninstall("org.example.aitken").refusal());
            assertEquals(List.of(), host.solvers());
            assertEquals(List.of(), host.installed());
            assertEquals("no feature org.example.aitken is installed; nothing is, beside the product's own features",
                    host.uninstall("org.example.aitken").refusal());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartRebuildsWhatWasInstalled(FrameworkKind kind) throws Exception {
        TestBundles bundles = new TestBundles(folder);
        List<String> before;
        try (TestHost host = new TestHost(kind, folder)) {
            assertEquals("", host.install(picard(bundles, "1.0.0"), false).refusal());
            assertEquals("", host.install(picard(bundles, "1.1.0"), false).refusal());
            before = picardBundles(host);
        }
        try (TestHost host = new TestHost(kind, folder)) {
            assertEquals(List.of(PICARD + " 1.1.0"), host.installed());
            assertEquals(before, picardBundles(host));
            assertArrayEquals(new double[] {2}, solve(host, "example.picard", Sources.OPERATOR, 5), 1e-11);
            assertEquals("", host.uninstall(PICARD).refusal());
        }
        try (TestHost host = new TestHost(kind, folder)) {
            assertEquals(List.of(), host.installed());
            try (Stream<Path> left = Files.list(folder.resolve("var/features"))) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAFrameworkKeepsOfFeaturesIsReplacedByWhatIsInstalled(FrameworkKind kind) throws Exception {
        Map<String, String> keeping = Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("kept").toString());
        TestBundles bundles = new TestBundles(folder);
        List<String> before;
        try (TestHost host = new TestHost(kind, folder, keeping)) {
            assertEquals("", host.install(picard(bundles, "1.0.0"), false).refusal());
            assertEquals("", host.install(picard(bundles, "1.1.0"), false).refusal());
            before = picardBundles(host);
        }
        try (TestHost host = new TestHost(kind, folder, keeping)) {
            assertEquals(List.of(PICARD + " 1.1.0"), host.installed());
            assertEquals(before, picardBundles(host));
            assertArrayEquals(new double[] {2}, solve(host, "example.picard", Sources.OPERATOR, 5), 1e-11);
            assertEquals("", host.install(picard(bundles, "1.2.0"), false).refusal());
        }
        Files.delete(folder.resolve("var/installed.json"));
        try (TestHost host = new TestHost(kind, folder, keeping)) {
            assertEquals(List.of(), host.installed());
            assertEquals(List.of(), host.solvers());
            assertEquals(List.of(), picardBundles(host));
        }
    }

    /** The bundles without the numbers that the framework gave them. */
    private static List<String> picardBundles(TestHost host) {
        return host.bundles().stream().filter(bundle -> bundle.contains(PICARD))
                .map(bundle -> bundle.replaceAll("^\\d+ |\\[\\d+] ", "")).toList();
    }

    @Test
    void aChangedFileInTheStoreIsNotRun() throws Exception {
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder)) {
            assertEquals("", host.install(picard(new TestBundles(folder), "1.0.0"), false).refusal());
        }
        try (Stream<Path> files = Files.walk(folder.resolve("var/features"))) {
            Path jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
            Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
        }
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder)) {
            assertEquals(List.of(), host.installed());
            assertEquals(List.of(), host.solvers());
        }
    }

    @Test
    void aSecondHostWithTheSameHomeHasTheFeaturesAndChangesNothing() throws Exception {
        TestBundles bundles = new TestBundles(folder);
        try (TestHost first = new TestHost(FrameworkKind.FELIX, folder)) {
            assertEquals("", first.install(picard(bundles, "1.0.0"), false).refusal());
            try (TestHost second = new TestHost(FrameworkKind.FELIX, folder)) {
                assertEquals(List.of(PICARD + " 1.0.0"), second.installed());
                assertEquals(List.of("example.picard 1.0.0"), second.solvers());
                String reason = second.install(picard(bundles, "1.1.0"), false).refusal();
                assertTrue(reason.contains("another host that runs with the same home"), reason);
            }
            assertEquals("", first.install(picard(bundles, "1.1.0"), false).refusal());
        }
        try (TestHost next = new TestHost(FrameworkKind.FELIX, folder)) {
            assertEquals(List.of(PICARD + " 1.1.0"), next.installed());
            assertEquals("", next.uninstall(PICARD).refusal());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOldVersionGoesWhenItsLastRunEnds(FrameworkKind kind) throws Exception {
        TestBundles bundles = new TestBundles(folder);
        Path slow = slowPicard(bundles);
        try (TestHost host = new TestHost(kind, folder)) {
            host.workers(2);
            assertEquals("", host.install(slow, false).refusal());
            CompletableFuture<List<Object>> old = CompletableFuture.supplyAsync(() ->
                    host.drive("run", "example.picard", Sources.OPERATOR, new double[] {99}));
            await(() -> Files.exists(begun()), host);
            TestHost.Report report = host.install(picard(bundles, "1.1.0"), false);
            assertEquals("", report.refusal());
            assertTrue(report.steps().contains(PICARD + " 1.0.0 takes no new runs and goes when its last one ends"), report::toString);
            assertEquals(List.of(PICARD + " 1.1.0", PICARD + " 1.0.0 draining"), host.installed());
            assertEquals("1.1.0", host.drive("run", "example.picard", Sources.OPERATOR, new double[] {1}).get(1));
            assertFalse(old.isDone());
            Files.createFile(gate());
            assertEquals(List.of("CERTIFIED", "1.0.0"), old.get(10, TimeUnit.SECONDS).subList(0, 2));
            await(() -> host.installed().equals(List.of(PICARD + " 1.1.0")), host);
        }
    }

    @Test
    void aVersionOnItsWayOutComesBack() throws Exception {
        TestBundles bundles = new TestBundles(folder);
        Path first = slowPicard(bundles);
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder)) {
            host.workers(2);
            assertEquals("", host.install(first, false).refusal());
            CompletableFuture<List<Object>> old = CompletableFuture.supplyAsync(() ->
                    host.drive("run", "example.picard", Sources.OPERATOR, new double[] {99}));
            await(() -> Files.exists(begun()), host);
            assertEquals("", host.install(picard(bundles, "1.1.0"), false).refusal());
            assertEquals("", host.install(first, true).refusal());
            assertEquals("1.0.0", host.drive("run", "example.picard", Sources.OPERATOR, new double[] {1}).get(1));
            Files.createFile(gate());
            assertEquals(List.of("CERTIFIED", "1.0.0"), old.get(10, TimeUnit.SECONDS).subList(0, 2));
            await(() -> host.installed().equals(List.of(PICARD + " 1.0.0")), host);
            assertEquals(List.of("example.picard 1.0.0"), host.solvers());
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, TestHost host) throws InterruptedException {
        for (int attempt = 0; attempt < 500 && !condition.holds(); attempt++) {
            Thread.sleep(10);
        }
        assertTrue(condition.holds(), () -> host.installed() + " " + host.bundles());
    }

    @Test
    void anUnchangedBundleStaysAndRunsOnAsLongAsAFeatureHasIt() throws Exception {
        TestBundles bundles = new TestBundles(folder);
        Path operator = bundles.compile("org.example.operator", "3.0.0", Map.of(), Sources.operator("org.example.operator"));
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder)) {
            for (String version : List.of("1.0.0", "1.1.0")) {
                Path solver = bundles.compile(PICARD, version, Map.of(), Sources.solver(PICARD));
                Map<String, Path> feature = new LinkedHashMap<>();
                feature.put("org.example.operator:3.0.0", operator);
                feature.put(PICARD + ":" + version, solver);
                assertEquals("", host.install(bundles.archive("pair", version, feature), false).refusal());
                assertEquals("", host.install(bundles.archive("same", version, feature), false).refusal());
                assertArrayEquals(new double[] {2}, solve(host, "example.picard", Sources.OPERATOR, 5), 1e-11);
            }
            assertEquals(List.of("feature:pair:1.0.0!org.example.operator", "feature:pair:1.1.0!" + PICARD),
                    Stream.of(host.context().getBundles()).map(Bundle::getLocation)
                            .filter(location -> location.startsWith("feature:")).toList());
            assertEquals("", host.uninstall("pair").refusal());
            assertEquals(List.of("example.picard 1.1.0"), host.solvers());
            assertEquals("", host.uninstall("same").refusal());
            assertEquals(List.of(), host.solvers());
        }
    }

    @Test
    void theProductsOwnSolverBundleGivesWayToANewerOne() throws Exception {
        TestBundles bundles = new TestBundles(folder);
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder, picard(bundles, "1.0.0"))) {
            assertEquals(List.of("example.picard 1.0.0"), host.solvers());
            assertEquals("", host.install(picard(bundles, "1.1.0"), false).refusal());
            assertEquals(List.of("example.picard 1.1.0"), host.solvers());
        }
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder, picard(bundles, "1.0.0"))) {
            assertEquals(List.of(PICARD + " 1.1.0"), host.installed());
            assertEquals(List.of("example.picard 1.1.0"), host.solvers());
        }
    }

    @Test
    void configurationsComeAndGoWithTheFeature() throws Exception {
        TestBundles bundles = new TestBundles(folder);
        Path solver = picard(bundles, "1.0.0");
        try (TestHost host = new TestHost(FrameworkKind.FELIX, folder)) {
            Path archive = bundles.archive("configured", "1.0.0", Map.of(PICARD + ":1.0.0", solver),
                    ", \"configurations\": {\"org.example.limits\": {\"steps:Integer\": 7, \"names\": [\"a\", \"b\"]}}");
            assertEquals("", host.install(archive, false).refusal());
            assertEquals("7 [a, b]", host.configuration("org.example.limits", "steps") + " "
                    + List.of((String[]) host.configuration("org.example.limits", "names")));
            assertEquals("", host.uninstall("configured").refusal());
            assertEquals(null, host.configuration("org.example.limits", "steps"));
        }
    }
}
