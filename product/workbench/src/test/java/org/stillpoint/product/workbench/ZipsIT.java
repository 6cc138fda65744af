package org.stillpoint.product.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each zip has the native parts of its own platform and of no other, lists what it has, and has the start script of its platform. */
class ZipsIT {

    private static final Path ZIPS = Path.of(System.getProperty("stillpoint.zips"));
    private static final boolean ALL = System.getProperty("stillpoint.platforms").equals("all");
    private static final String SCRIPT = "stillpoint-workbench";

    /** The bundles that a zip has for its platform alone, beside OpenBLAS. */
    private static final Map<String, Set<String>> OF_PLATFORM = Map.of(
            "linux-x86_64", Set.of("org.eclipse.swt.gtk.linux.x86_64", "org.eclipse.e4.ui.swt.gtk"),
            "linux-aarch64", Set.of("org.eclipse.swt.gtk.linux.aarch64", "org.eclipse.e4.ui.swt.gtk"),
            "macosx-x86_64", Set.of("org.eclipse.swt.cocoa.macosx.x86_64", "org.eclipse.e4.ui.workbench.renderers.swt.cocoa"),
            "macosx-aarch64", Set.of("org.eclipse.swt.cocoa.macosx.aarch64", "org.eclipse.e4.ui.workbench.renderers.swt.cocoa"),
            "windows-x86_64", Set.of("org.eclipse.swt.win32.win32.x86_64", "org.eclipse.e4.ui.swt.win32"));

    @TestFactory
    Stream<DynamicTest> eachZip() throws IOException {
        TreeMap<String, Path> zips = new TreeMap<>();
        try (Stream<Path> files = Files.list(ZIPS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".zip")).toList()) {
                String name = file.getFileName().toString();
                zips.put(OF_PLATFORM.keySet().stream().filter(platform -> name.endsWith("-" + platform + ".zip")).findFirst().orElse(name),
                        file);
            }
        }
        assertTrue(ALL ? zips.keySet().equals(OF_PLATFORM.keySet()) : zips.size() == 1, () -> "zips: " + zips);
        return zips.entrySet().stream().map(zip -> DynamicTest.dynamicTest(zip.getKey(), () -> check(zip.getKey(), zip.getValue())));
    }

    private static void check(String platform, Path file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file, Map.of("enablePosixFileAttributes", "true"))) {
            List<Path> top = list(zip.getPath("/"));
            assertEquals(1, top.size(), () -> "folders: " + top);
            Path product = top.get(0);
            TreeMap<String, Path> bundles = new TreeMap<>();
            Set<String> ofPlatform = new TreeSet<>();
            for (Path jar : list(product.resolve("plugins"))) {
                Manifest manifest = manifest(jar);
                String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName").split(";")[0];
                bundles.put(name, jar);
                if (manifest.getMainAttributes().getValue("Eclipse-PlatformFilter") != null) {
                    ofPlatform.add(name);
                }
            }
            Set<String> expected = new TreeSet<>(OF_PLATFORM.get(platform));
            if (ALL || platform.equals("linux-x86_64")) {
                expected.add("org.stillpoint.thirdparty.openblas." + platform.replace("aarch64", "arm64"));
            }
            assertEquals(expected, ofPlatform);
            assertTrue(bundles.keySet().containsAll(Set.of("org.eclipse.swt", "org.stillpoint.ui", "org.stillpoint.workbench",
                    "org.stillpoint.host")), () -> "bundles: " + bundles.keySet());
            assertListed(product, bundles);
            assertScript(product, platform);
            String notices = Files.readString(product.resolve("THIRD-PARTY-NOTICES"));
            for (String name : ofPlatform) {
                assertTrue(notices.contains("(plugins/" + bundles.get(name).getFileName() + ")"), () -> "no notice of " + name);
            }
        }
    }

    private static void assertListed(Path product, Map<String, Path> bundles) throws IOException {
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(product.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"))) {
            if (!line.startsWith("#")) {
                listed.add(line.split(",")[0] + " " + line.split(",")[2]);
            }
        }
        assertEquals(bundles.entrySet().stream().map(bundle -> bundle.getKey() + " plugins/" + bundle.getValue().getFileName()).sorted()
                .toList(), listed.stream().sorted().toList());
        Properties configuration = new Properties();
        try (var in = Files.newInputStream(product.resolve("configuration/config.ini"))) {
            configuration.load(in);
        }
        assertEquals("file:plugins/" + bundles.get("org.eclipse.osgi").getFileName(), configuration.getProperty("osgi.framework"));
        assertTrue(bundles.containsKey("org.eclipse.equinox.launcher"));
    }

    private static void assertScript(Path product, String platform) throws IOException {
        Set<String> scripts = list(product).stream().map(path -> path.getFileName().toString()).filter(name -> name.startsWith(SCRIPT))
                .collect(Collectors.toSet());
        if (platform.startsWith("windows")) {
            assertEquals(Set.of(SCRIPT + ".bat"), scripts);
            String text = Files.readString(product.resolve(SCRIPT + ".bat"));
            assertEquals(text.replace("\r\n", "\n").replace("\n", "\r\n"), text, "lines must end as jumps to labels need it");
        } else {
            assertEquals(platform.startsWith("linux") ? Set.of(SCRIPT, SCRIPT + ".desktop") : Set.of(SCRIPT), scripts);
            assertTrue(Files.getPosixFilePermissions(product.resolve(SCRIPT)).contains(PosixFilePermission.OWNER_EXECUTE));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Manifest manifest(Path jar) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(jar))) {
            return in.getManifest();
        }
    }
}
