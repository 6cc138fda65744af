package org.stillpoint.host.internal.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that must be refused is refused with its reason, and leaves bundles, features, files and solvers as they were. */
class RefusalTest {

    private static final String HALF = "org.example.half";
    private static final Map<FrameworkKind, TestHost> HOSTS = new LinkedHashMap<>();
    @TempDir
    private static Path folder;
    private static TestBundles bundles;
    private static Path installed;

    @BeforeAll
    static void startHosts() throws Exception {
        bundles = new TestBundles(folder);
        installed = bundles.compile(HALF, "1.5.0", Map.of(), Sources.solver(HALF), Sources.operator(HALF));
        for (FrameworkKind kind : FrameworkKind.values()) {
            TestHost host = new TestHost(kind, Files.createDirectories(folder.resolve(kind.name())));
            HOSTS.put(kind, host);
            assertEquals("", host.install(installed, false).refusal());
        }
    }

    @AfterAll
    static void stopHosts() throws Exception {
        for (TestHost host : HOSTS.values()) {
            host.close();
        }
    }

    /** Installs what must be refused; everything must be as before, and the reason one paragraph with the given words. */
    private static String refused(FrameworkKind kind, Path archive, String... words) throws IOException {
        TestHost host = HOSTS.get(kind);
        Path home = folder.resolve(kind.name()).resolve("var");
        String before = state(host, home);
        TestHost.Report report = host.install(archive, false);
        String reason = report.refusal();
        assertFalse(reason.isEmpty(), "it was installed");
        assertEquals(reason.contains("is older than"), report.older());
        assertEquals(before, state(host, home));
        assertEquals(1, reason.lines().count(), reason);
        for (String word : words) {
            assertTrue(reason.contains(word), () -> "'" + word + "' is missing in: " + reason);
        }
        return reason;
    }

    private static String state(TestHost host, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return host.bundles() + "\n" + host.installed() + "\n" + host.solvers() + "\n"
                    + files.filter(file -> !file.startsWith(home.resolve("rehearsal"))).sorted().toList()
                    + Files.readString(home.resolve("installed.json"));
        }
    }

    private static Path solver(String version, String members, String step) throws IOException {
        return bundles.compile(HALF, version, Map.of(), Sources.solver(HALF, members, step), Sources.operator(HALF));
    }

    @ParameterizedTest
    @EnumSource
    void notAZip(FrameworkKind kind) throws IOException {
        refused(kind, Files.writeString(folder.resolve("poem.solver"), "Shall I compare thee"), "poem.solver is not a zip file");
    }

    @ParameterizedTest
    @EnumSource
    void emptyFile(FrameworkKind kind) throws IOException {
        refused(kind, Files.write(folder.resolve("empty.solver"), new byte[0]), "empty.solver is not a zip file");
    }

    @ParameterizedTest
    @EnumSource
    void missingFile(FrameworkKind kind) throws IOException {
        refused(kind, folder.resolve("absent.solver"), "absent.solver is not a file");
    }

    @ParameterizedTest
    @EnumSource
    void truncated(FrameworkKind kind) throws IOException {
        byte[] whole = Files.readAllBytes(bundles.archive("half", "2.0.0", Map.of(HALF + ":1.5.0", installed)));
        Path half = Files.write(folder.resolve("half.solver"), Arrays.copyOf(whole, whole.length / 2));
        refused(kind, half, "half.solver is truncated or damaged");
    }

    @ParameterizedTest
    @EnumSource
    void wrongChecksum(FrameworkKind kind) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("feature.json", "{\"id\": \"org.example:x:1\", \"bundles\": [\"org.example:x:1\"]}".getBytes());
        entries.put("SHA256SUMS", ("0".repeat(64) + "  feature.json\n").getBytes());
        refused(kind, bundles.zip("x.solver", entries), "the checksum of feature.json in x.solver is wrong");
    }

    @ParameterizedTest
    @EnumSource
    void notABundle(FrameworkKind kind) throws IOException {
        refused(kind, bundles.zip("plain.jar", Map.of("a.txt", new byte[] {1})), "plain.jar is not an OSGi bundle");
    }

    @ParameterizedTest
    @EnumSource
    void missingImport(FrameworkKind kind) throws IOException {
        Path bundle = bundles.compile(HALF, "2.0.0", Map.of("Import-Package", "org.nowhere;version=\"[3,4)\",*"), Sources.solver(HALF),
                Sources.operator(HALF));
        refused(kind, bundle, "bundle org.example.half 2.0.0 does not resolve: it imports package org.nowhere [3.0.0,4.0.0)",
                "which no bundle exports");
    }

    @ParameterizedTest
    @EnumSource
    void usesConflict(FrameworkKind kind) throws IOException {
        String type = "package org.example.%s; public class %s { %s }";
        Map<String, String> export = Map.of("-exportcontents", "org.example.shared;version=${Bundle-Version}",
                "Import-Package", "!org.example.*,*");
        String shared = type.formatted("shared", "Shared", "");
        Path one = bundles.compile("org.example.shared", "1.0.0", export, shared);
        Path two = bundles.compile("org.example.shared", "2.0.0", export, shared);
        Path left = bundles.compile("org.example.left", "1.0.0", Map.of("-exportcontents", "org.example.left;version=1.0",
                "Import-Package", "org.example.shared;version=\"[1,2)\",*"), List.of(one),
                type.formatted("left", "Left", "public org.example.shared.Shared shared;"));
        Path right = bundles.compile("org.example.right", "1.0.0", Map.of("-exportcontents", "org.example.right;version=1.0",
                "Import-Package", "org.example.shared;version=\"[2,3)\",*"), List.of(two),
                type.formatted("right", "Right", "public org.example.shared.Shared shared;"));
        Path both = bundles.compile("org.example.both", "1.0.0", Map.of(), List.of(one, left, right),
                type.formatted("both", "Both", "org.example.left.Left left; org.example.right.Right right;"
                        + " org.example.shared.Shared own;"));
        Map<String, Path> feature = new LinkedHashMap<>();
        feature.put("org.example.shared:1.0.0", one);
        feature.put("org.example.shared:2.0.0", two);
        feature.put("org.example.left:1.0.0", left);
        feature.put("org.example.right:1.0.0", right);
        feature.put("org.example.both:1.0.0", both);
        refused(kind, bundles.archive("both", "1.0.0", feature), "bundle org.example.both 1.0.0 does not resolve",
                "package org.example.shared twice", "a uses conflict");
    }

    @ParameterizedTest
    @EnumSource
    void apiTooNewInImport(FrameworkKind kind) throws IOException {
        Path bundle = bundles.compile(HALF, "2.0.0", Map.of("Import-Package", "org.stillpoint.api;version=\"[9,10)\",*"),
                Sources.solver(HALF), Sources.operator(HALF));
        refused(kind, bundle, "bundle org.example.half 2.0.0 imports org.stillpoint.api [9.0.0,10.0.0), and this host has 1.0.0",
                "the API range is too new");
    }

    @ParameterizedTest
    @EnumSource
    void apiTooNewInDocument(FrameworkKind kind) throws IOException {
        Path archive = bundles.archive("half", "2.0.0", Map.of(HALF + ":1.5.0", installed),
                ", \"extensions\": {\"org.stillpoint.feature\": {\"kind\": \"optional\", \"json\": {\"api\": \"[2,3)\"}}}");
        refused(kind, archive, "half 2.0.0 was made for the API [2.0.0,3.0.0), and this host has 1.0.0", "too new");
    }

    @ParameterizedTest
    @EnumSource
    void unsatisfiedComponent(FrameworkKind kind) throws IOException {
        Path bundle = solver("2.0.0", "@Reference(name = \"clock\", target = \"(exact=true)\") java.time.Clock clock;", "");
        refused(kind, bundle, "component org.example.half.PicardSolver is not satisfied: its reference clock",
                "finds no service java.time.Clock", "(exact=true)");
    }

    @ParameterizedTest
    @EnumSource
    void componentThatDoesNotActivate(FrameworkKind kind) throws IOException {
        Path bundle = solver("2.0.0", "public PicardSolver() { throw new IllegalStateException(\"no licence\"); }", "");
        refused(kind, bundle, "component org.example.half.PicardSolver does not activate", "no licence");
    }

    @ParameterizedTest
    @EnumSource
    void selfCheckThatFails(FrameworkKind kind) throws IOException {
        Path bundle = solver("2.0.0", "", "if (iteration == 3) { throw new ArithmeticException(\"lost\"); }");
        refused(kind, bundle, "the self-check of solver example.picard failed with ArithmeticException: lost");
    }

    @ParameterizedTest
    @EnumSource
    void selfCheckThatLies(FrameworkKind kind) throws IOException {
        Path bundle = solver("2.0.0", "", "residual = 0;");
        refused(kind, bundle, "the self-check of solver example.picard claims CONVERGED but is not certified", "is allowed");
    }

    @ParameterizedTest
    @EnumSource
    void selfCheckThatGivesUp(FrameworkKind kind) throws IOException {
        Path bundle = solver("2.0.0", "", "if (iteration == 3) { return Solution.of(Status.STAGNATED, new FixedPoint(x))"
                + ".residual(residual, 1).build(); }");
        refused(kind, bundle, "the self-check of solver example.picard ended with STAGNATED");
    }

    @ParameterizedTest
    @EnumSource
    void downgrade(FrameworkKind kind) throws IOException {
        refused(kind, bundles.restamp(installed, "1.4.0"), "org.example.half 1.4.0 is older than the installed version 1.5.0", "--force");
    }

    @ParameterizedTest
    @EnumSource
    void sameVersionOtherContent(FrameworkKind kind) throws IOException {
        refused(kind, solver("1.5.0", "int unused;", ""), "org.example.half 1.5.0 is installed already with other content");
    }

    @ParameterizedTest
    @EnumSource
    void sharedBundle(FrameworkKind kind) throws IOException {
        Path library = bundles.restamp(TestBundles.bundle("jackson-core"), "99.0.0");
        refused(kind, library, "com.fasterxml.jackson.core.jackson-core 99.0.0 would replace the product's own version", "with a restart");
    }

    @ParameterizedTest
    @EnumSource
    void sameVersionSameContentIsNothingToDo(FrameworkKind kind) {
        TestHost host = HOSTS.get(kind);
        List<String> before = host.bundles();
        TestHost.Report report = host.install(installed, false);
        assertEquals("", report.refusal());
        assertTrue(report.steps().get(report.steps().size() - 1).contains("nothing to do"), report::toString);
        assertEquals(before, host.bundles());
    }

    @ParameterizedTest
    @EnumSource
    void uninstallingWhatIsNotThere(FrameworkKind kind) {
        String reason = HOSTS.get(kind).uninstall("org.example.other").refusal();
        assertTrue(reason.contains("no feature org.example.other is installed; there are org.example.half"), reason);
    }
}
