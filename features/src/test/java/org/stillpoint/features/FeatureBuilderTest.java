package org.stillpoint.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureService;
import org.stillpoint.host.internal.install.archive.ArchiveReader;
import org.stillpoint.host.internal.install.archive.RefusedException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every feature of the project is built of bundles that are made up here, and read back by those who read it for real. */
class FeatureBuilderTest {

    private static final String VERSION = "1.2.3-SNAPSHOT";
    private static final String LICENCE = "Use < and & as you like.";
    private static final Pattern COORDINATES = Pattern.compile("\"([\\w.-]+):([\\w.-]+):\\$\\{version}\"");
    @TempDir
    private Path folder;
    private Path bundles;

    static List<Path> sources() throws IOException {
        List<Path> sources = FeatureBuilder.sources(Path.of("."));
        assertTrue(sources.size() >= 2, sources::toString);
        return sources;
    }

    @BeforeEach
    void makeFolder() throws IOException {
        bundles = Files.createDirectory(folder.resolve("bundles"));
    }

    /** Makes a bundle for every coordinate in a source; its symbolic name is not the artifact's. */
    private List<String> makeBundles(Path source) throws IOException {
        String[] parts = Files.readString(source).replaceAll("(?s)^.*?\"bundles\"", "").split("\"extensions\"");
        makeAll(parts[1]);
        return makeAll(parts[0]);
    }

    private List<String> makeAll(String list) throws IOException {
        List<String> names = new ArrayList<>();
        Matcher matcher = COORDINATES.matcher(list);
        while (matcher.find()) {
            names.add("bsn." + matcher.group(2));
            makeBundle(matcher.group(2), VERSION);
        }
        return names;
    }

    private void makeBundle(String artifact, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "bsn." + artifact + ";singleton:=true");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.2.3");
        try (OutputStream out = Files.newOutputStream(bundles.resolve(artifact + "-" + version + ".jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private Path build(Path source) throws IOException {
        Path target = folder.resolve("target");
        new FeatureBuilder(bundles, VERSION, LICENCE).build(List.of(source.toAbsolutePath().normalize()), target);
        return target;
    }

    private static String name(Path source) {
        return source.toAbsolutePath().normalize().getParent().getFileName().toString();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void eclipseListsTheBundlesOfTheSource(Path source) throws Exception {
        List<String> expected = makeBundles(source);
        Element feature = parse(build(source).resolve(name(source)).resolve("feature.xml"));
        assertEquals(name(source) + ".feature", feature.getAttribute("id"));
        assertEquals("1.2.3.qualifier", feature.getAttribute("version"));
        List<String> found = new ArrayList<>();
        for (Element plugin : children(feature, "plugin")) {
            assertEquals("0.0.0", plugin.getAttribute("version"));
            found.add(plugin.getAttribute("id"));
            assertEquals(plugin.getAttribute("id").contains("linux") ? "linux" : "", plugin.getAttribute("os"));
        }
        assertEquals(expected, found);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void eclipseShowsTheLicenceAndNeedsTheBase(Path source) throws Exception {
        makeBundles(source);
        Element feature = parse(build(source).resolve(name(source)).resolve("feature.xml"));
        assertEquals(LICENCE, children(feature, "license").get(0).getTextContent());
        List<Element> imports = children(feature, "import");
        if (name(source).equals("org.stillpoint.base")) {
            assertEquals(List.of(), imports);
        } else {
            assertEquals(List.of("org.stillpoint.base.feature"), imports.stream().map(found -> found.getAttribute("feature")).toList());
            assertEquals("1.2.3", imports.get(0).getAttribute("version"));
        }
    }

    @Test
    void aSiteShowsEveryFeatureInACategoryAndBringsPrerequisitesAlong() throws Exception {
        for (Path source : sources()) {
            makeBundles(source);
        }
        Path target = folder.resolve("target");
        new FeatureBuilder(bundles, VERSION, LICENCE).build(sources().stream().map(Path::toAbsolutePath).toList(), target);
        Element site = parse(target.resolve("category.xml"));
        Set<String> defined = new TreeSet<>();
        children(site, "category-def").forEach(category -> defined.add(category.getAttribute("name")));
        assertEquals(Set.of("Stillpoint", "Stillpoint solver families"),
                children(site, "category-def").stream().map(category -> category.getAttribute("label")).collect(Collectors.toSet()));
        List<Element> features = children(site, "feature");
        assertEquals(sources().stream().map(source -> name(source) + ".feature").toList(),
                features.stream().map(feature -> feature.getAttribute("id")).toList());
        for (Element feature : features) {
            assertTrue(defined.contains(children(feature, "category").get(0).getAttribute("name")), feature.getAttribute("id"));
        }
        assertTrue(children(site, "bundle").stream().anyMatch(bundle -> bundle.getAttribute("id").equals("bsn.org.apache.felix.scr")));
    }

    /** The installer is told to start what the base feature needs to be started, in the versions of our site only. */
    @Test
    void prerequisitesWithActivatorsAreStarted() throws IOException {
        Path source = sources().stream().filter(candidate -> name(candidate).endsWith("base")).findFirst().orElseThrow();
        makeBundles(source);
        Properties advice = new Properties();
        try (Reader reader = Files.newBufferedReader(build(source).resolve(name(source)).resolve("p2.inf"))) {
            advice.load(reader);
        }
        List<String> units = advice.stringPropertyNames().stream().filter(key -> key.matches("units\\.\\d+\\.id")).sorted()
                .map(key -> key.replace(".id", ".")).toList();
        assertEquals(List.of("bsn.org.apache.felix.configadmin", "bsn.org.apache.felix.scr"),
                units.stream().map(unit -> advice.getProperty(unit + "hostRequirements.0.name")).toList());
        for (String unit : units) {
            assertEquals("[1.2.3,1.2.3]", advice.getProperty(unit + "hostRequirements.0.range"));
            assertEquals(advice.getProperty(unit + "id"), advice.getProperty(unit.replace("units", "requires") + "name"));
            assertTrue(advice.getProperty(unit + "instructions.configure").contains("markStarted(started:true)"));
        }
    }

    private static Element parse(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile()).getDocumentElement();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theHostReadsTheSameBundlesFromTheArchive(Path source) throws IOException, RefusedException {
        List<String> expected = makeBundles(source);
        Path target = build(source);
        Path archive = target.resolve(name(source) + ".solver");
        FeatureSource built = FeatureSource.parse(Files.readString(target.resolve(name(source)).resolve("feature.json")));
        assertEquals(built.archive(), Files.exists(archive));
        if (built.archive()) {
            var feature = ArchiveReader.read(archive, "it", folder.resolve("unpacked"));
            assertEquals(name(source), feature.id());
            assertEquals("1.2.3.SNAPSHOT", feature.version().toString());
            assertEquals("[1.0.0,2.0.0)", feature.api().orElseThrow().toString());
            assertEquals(expected, feature.bundles().stream().map(bundle -> bundle.symbolicName()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theDocumentIsOneOfTheFeatureService(Path source) throws IOException {
        makeBundles(source);
        Path document = build(source).resolve(name(source)).resolve("feature.json");
        FeatureService service = ServiceLoader.load(FeatureService.class).findFirst().orElseThrow();
        try (Reader reader = Files.newBufferedReader(document)) {
            Feature feature = service.readFeature(reader);
            FeatureSource own = FeatureSource.parse(Files.readString(document));
            assertEquals("org.stillpoint:" + own.artifact() + ":" + VERSION, feature.getID().toString());
            assertEquals(own.name(), feature.getName().orElseThrow());
            assertEquals(own.bundles().stream().map(FeatureSource.Member::coordinates).toList(),
                    feature.getBundles().stream().map(bundle -> bundle.getID().toString()).toList());
            assertTrue(feature.getBundles().stream().allMatch(bundle -> bundle.getMetadata().containsKey("start-order")));
            assertTrue(feature.getExtensions().containsKey("org.stillpoint.feature"));
        }
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        Path source = sources().stream().filter(candidate -> name(candidate).endsWith("halpern")).findFirst().orElseThrow();
        makeBundles(source);
        byte[] first = Files.readAllBytes(build(source).resolve(name(source) + ".solver"));
        assertArrayEquals(first, Files.readAllBytes(build(source).resolve(name(source) + ".solver")));
    }

    @Test
    void aMissingBundleAndOneInTwoVersionsAreErrors() throws IOException {
        Path source = sources().stream().filter(candidate -> name(candidate).endsWith("base")).findFirst().orElseThrow();
        assertThrows(IllegalArgumentException.class, () -> build(source));
        makeBundles(source);
        makeBundle("jackson-core", "9.9.9");
        IllegalArgumentException twice = assertThrows(IllegalArgumentException.class, () -> build(source));
        assertTrue(twice.getMessage().contains("jackson-core is there 2 times"), twice.getMessage());
        assertFalse(Files.exists(folder.resolve("target").resolve("org.stillpoint.base.solver")));
    }
}
