package org.stillpoint.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository, installed into workbenches that are not ours, by the installer that they have. */
class UpdateSiteIT {

    private static final Path TARGET = Path.of(System.getProperty("stillpoint.site"));
    private static final Path REPOSITORY = TARGET.resolve("repository");
    private static final Path HEADLESS = Path.of("../headless/target/stillpoint/bundles");
    private static final Path WORKBENCH = Path.of("../workbench/target/stillpoint-workbench");
    private static final Path PROBLEMS = Path.of("../../bundles/org.stillpoint.shell/src/main/resources/tour");
    private static final Path DIET = PROBLEMS.resolve("stigler-diet.mps");
    private static final Path AFIRO = Path.of(System.getProperty("stillpoint.data"), "netlib/afiro.mps.gz");
    private static final Path MOVE = Path.of("../headless/src/main/product/examples/grid-transport.problem.json");
    private static final List<String> FAMILIES = List.of("org.stillpoint.halpern", "org.stillpoint.transport",
            "org.stillpoint.recurrence", "org.stillpoint.equilibrium");
    private static final String BASE = "org.stillpoint.base";
    private static final String VIEWS = "org.stillpoint.ui";
    private static final String CERTIFIED = " CONVERGED CERTIFIED";

    @TempDir
    private Path folder;

    private Workbench workbench(String name) throws IOException {
        return Workbench.copy(TARGET.resolve("tycho/inhouse/target/products/inhouse." + name + "/linux/gtk/x86_64"),
                folder.resolve(name));
    }

    private static List<String> allFeatures() {
        List<String> all = new ArrayList<>(FAMILIES);
        all.add(BASE);
        all.add(VIEWS);
        return all;
    }

    /** Every jar is one of those that the product without windows runs, or the views, to the last bit. */
    @Test
    void theBundlesAreThoseOfTheProductWithoutWindows() throws IOException {
        Map<String, String> site = checksums(REPOSITORY.resolve("plugins"));
        Map<String, String> headless = checksums(HEADLESS);
        Map<String, String> others = new TreeMap<>(site);
        others.keySet().removeAll(headless.keySet());
        assertEquals(Set.of("org.stillpoint.ui"), others.keySet());
        site.entrySet().removeIf(bundle -> bundle.getValue().equals(headless.get(bundle.getKey())));
        assertEquals(others.keySet(), site.keySet(), "differ from those of the product without windows");
    }

    @Test
    void theSiteHasAFeatureForEachFamilyTheHostAndTheViewsAndIsThereAsAZipToo() throws IOException {
        Set<String> features = new TreeSet<>();
        try (Stream<Path> files = Files.list(REPOSITORY.resolve("features"))) {
            files.forEach(file -> features.add(file.getFileName().toString().replaceAll("\\.feature_.*", "")));
        }
        assertEquals(new TreeSet<>(allFeatures()), features);
        Path zip;
        try (Stream<Path> files = Files.list(TARGET)) {
            zip = files.filter(file -> file.toString().endsWith(".zip")).findFirst().orElseThrow();
        }
        try (ZipFile file = new ZipFile(zip.toFile()); Stream<Path> expected = Files.walk(REPOSITORY)) {
            assertEquals(expected.filter(Files::isRegularFile).map(path -> REPOSITORY.relativize(path).toString()).sorted().toList(),
                    file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).sorted().toList());
        }
    }

    /** Where there is no SCR and no ConfigAdmin, those of the site come along and are started. */
    @Test
    void aBareWorkbenchGetsAllThatIsNeededAndSolves() throws Exception {
        assumeTrue(Files.exists(AFIRO), "no data");
        Workbench bare = workbench("bare");
        assertTrue(bare.start().contains("Stillpoint is not installed"));
        Path watched = Files.createDirectories(bare.folder().resolve("load"));
        workbench("full").direct(bare, List.of(REPOSITORY),
                Stream.concat(FAMILIES.stream(), Stream.of(BASE)).map(UpdateSiteIT::group).toList(), List.of());

        Map<String, String> bundles = bare.bundles();
        assertTrue(bundles.get("org.apache.felix.scr").endsWith(",2,true"), bundles::toString);
        assertTrue(bundles.get("org.apache.felix.configadmin").endsWith(",2,true"), bundles::toString);
        assertFalse(bundles.containsKey(VIEWS), bundles::toString);

        List<String> printed = bare.start(AFIRO, DIET, MOVE);
        assertSolved(printed, "afiro.mps.gz", "halpern.linear-program");
        assertSolved(printed, "stigler-diet.mps", "halpern.linear-program");
        assertSolved(printed, "grid-transport.problem.json", "transport.");
        for (String family : FAMILIES) {
            assertTrue(lists(printed, family), () -> family + ": " + printed);
        }
        assertTrue(printed.stream().noneMatch(line -> line.startsWith("thread fileinstall-")), printed::toString);
        assertTrue(Files.exists(watched));
    }

    /** A workbench keeps its own SCR; features come, are updated and go, and what is left goes on working. */
    @Test
    void aFullWorkbenchTakesUpdatesAndLosesFeatures() throws Exception {
        Workbench full = workbench("full");
        Map<String, String> before = full.bundles();
        full.direct(full, List.of(REPOSITORY), allFeatures().stream().map(UpdateSiteIT::group).toList(), List.of());
        Map<String, String> after = full.bundles();
        before.forEach((bundle, version) -> assertEquals(version, after.get(bundle), bundle));
        List<String> printed = full.start(DIET, MOVE);
        assertSolved(printed, "stigler-diet.mps", "halpern.linear-program");
        assertSolved(printed, "grid-transport.problem.json", "transport.");
        assertTrue(printed.stream().anyMatch(line -> line.matches("bundle org\\.stillpoint\\.ui \\S+ (8|32)")), printed::toString);

        update(full, full);
        assertTrue(full.start(MOVE).stream().anyMatch(UpdateSiteIT::solvedByTheUpdate));

        full.direct(full, List.of(), List.of(), groups("org.stillpoint.transport", "org.stillpoint.equilibrium"));
        printed = full.start(DIET);
        assertSolved(printed, "stigler-diet.mps", "halpern.linear-program");
        assertFalse(lists(printed, "org.stillpoint.transport"), printed::toString);
        assertTrue(lists(printed, "org.stillpoint.recurrence"), printed::toString);

        full.direct(full, List.of(), List.of(), groups("org.stillpoint.halpern", "org.stillpoint.recurrence", VIEWS, BASE));
        assertEquals(before, full.bundles());
        assertTrue(full.start(DIET).contains("Stillpoint is not installed"));
    }

    /** Our own workbench becomes known to p2 by an installation of what it has; from then on features of it are updated. */
    @Test
    void theAssembledWorkbenchTakesFeaturesAndUpdates() throws Exception {
        assumeTrue(Files.exists(WORKBENCH), "the workbench is not assembled");
        Workbench product = Workbench.copy(WORKBENCH, folder.resolve("product"));
        Workbench full = workbench("full");
        Set<String> assembled = product.bundles().keySet();
        full.direct(product, List.of(REPOSITORY, TARGET.resolve("tycho/workbench/target/repository"),
                TARGET.resolve("tycho/inhouse/target/repository")),
                Stream.concat(Stream.of("org.stillpoint.workbench.product", "inhouse"), allFeatures().stream().map(UpdateSiteIT::group))
                        .toList(), List.of());
        Set<String> expected = new TreeSet<>(assembled);
        expected.add("inhouse");
        assertEquals(expected, product.bundles().keySet());
        assertSolved(product.start(DIET), "stigler-diet.mps", "halpern.linear-program");

        update(full, product);
        assertTrue(product.start(MOVE).stream().anyMatch(UpdateSiteIT::solvedByTheUpdate));
    }

    /** Publishes the next version of a family, and updates to it. */
    private void update(Workbench full, Workbench updated) throws IOException, InterruptedException {
        Path next = folder.resolve("next");
        NextVersion.make(REPOSITORY, "org.stillpoint.transport", next);
        full.publish(next, folder.resolve("update"));
        List<String> transport = List.of(group("org.stillpoint.transport"));
        full.direct(updated, List.of(folder.resolve("update")), transport, transport);
        String version = updated.bundles().get("org.stillpoint.transport");
        assertTrue(version.matches("[\\d.]+" + NextVersion.QUALIFIER + ",4,\\w+"), version);
    }

    private static boolean solvedByTheUpdate(String line) {
        return line.startsWith("solved grid-transport.problem.json transport.") && line.endsWith("." + NextVersion.QUALIFIER + CERTIFIED);
    }

    private static String group(String feature) {
        return feature + ".feature.feature.group";
    }

    private static List<String> groups(String... features) {
        return Stream.of(features).map(UpdateSiteIT::group).toList();
    }

    private static boolean lists(List<String> printed, String family) {
        String prefix = "solver " + family.substring(family.lastIndexOf('.') + 1) + ".";
        return printed.stream().anyMatch(line -> line.startsWith(prefix));
    }

    private static void assertSolved(List<String> printed, String file, String solver) {
        assertTrue(printed.stream().anyMatch(line -> line.startsWith("solved " + file + " " + solver) && line.endsWith(CERTIFIED)),
                () -> file + ": " + String.join("\n", printed));
    }

    /** SHA-256 of the jars of a folder by symbolic name. */
    private static Map<String, String> checksums(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toMap(UpdateSiteIT::symbolicName, UpdateSiteIT::checksum, (one, other) -> one + other,
                    TreeMap::new));
        }
    }

    private static String symbolicName(Path bundle) {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName").replaceAll(";.*", "");
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String checksum(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
