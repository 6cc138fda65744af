package org.stillpoint.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, read off the built bundles: bnd wrote every import from the byte code. */
class ArchitectureTest {

    private static final String ROOT = "org.stillpoint.";
    private static final String API = ROOT + "api";
    private static final String NUMERICS = ROOT + "numerics";
    private static final Set<String> NO_FAMILY = Set.of(API, NUMERICS, ROOT + "verify", ROOT + "blas", ROOT + "blas.jblas",
            ROOT + "blas.openblas", ROOT + "host", ROOT + "io", ROOT + "plot", ROOT + "shell", ROOT + "ui", ROOT + "workbench",
            ROOT + "itest", ROOT + "testing");
    /** Whose framework imports are allowed, and which. */
    private static final Map<String, Set<String>> FRAMEWORK_IMPORTS = Map.of(ROOT + "shell", Set.of("org.apache.felix.service.command"),
            ROOT + "host", Set.of("org.apache.felix.fileinstall"));

    private static final Map<String, Bundle> BUNDLES = new TreeMap<>();

    /** What a bundle's manifest and entries say. */
    private record Bundle(Parameters imports, Parameters exports, Set<String> packages) {
    }

    @BeforeAll
    static void readTheBuiltBundles() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("stillpoint.bundles")))) {
            for (Path folder : folders.filter(path -> Files.exists(path.resolve("pom.xml"))).toList()) {
                try (Stream<Path> jars = Files.list(folder.resolve("target"))) {
                    for (Path jar : jars.filter(path -> path.toString().matches(".*[0-9](-SNAPSHOT)?\\.jar")).toList()) {
                        read(folder.getFileName().toString(), jar);
                    }
                }
            }
        }
    }

    private static void read(String folder, Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            String name = jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
            assertEquals(folder, OSGiHeader.parseHeader(name).keySet().iterator().next(), "the symbolic name is the folder's");
            Set<String> packages = new TreeSet<>();
            jar.stream().map(entry -> entry.getName()).filter(entry -> entry.endsWith(".class"))
                    .forEach(entry -> packages.add(entry.substring(0, entry.lastIndexOf('/')).replace('/', '.')));
            BUNDLES.put(folder, new Bundle(header(jar, "Import-Package"), header(jar, "Export-Package"), packages));
        }
    }

    private static Parameters header(JarFile jar, String name) {
        try {
            return OSGiHeader.parseHeader(jar.getManifest().getMainAttributes().getValue(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void theBundlesAreThere() {
        assertTrue(BUNDLES.keySet().containsAll(Set.of(API, NUMERICS, ROOT + "verify", ROOT + "blas", ROOT + "blas.jblas",
                ROOT + "blas.openblas", ROOT + "equilibrium", ROOT + "halpern", ROOT + "host", ROOT + "io", ROOT + "plot",
                ROOT + "shell", ROOT + "recurrence", ROOT + "transport")), () -> "found " + BUNDLES.keySet());
    }

    @Test
    void dependenciesPointOneWay() {
        List<String> violations = new ArrayList<>();
        BUNDLES.forEach((name, bundle) -> {
            Set<String> allowed = allowedBundles(name);
            for (String imported : bundle.imports.keySet()) {
                String owner = owner(imported);
                if (owner != null && !owner.equals(name) && !allowed.contains(owner)) {
                    violations.add(name + " imports " + imported + " of " + owner);
                }
            }
        });
        assertEquals(List.of(), violations);
    }

    private static Set<String> allowedBundles(String name) {
        boolean family = !NO_FAMILY.contains(name);
        if (name.equals(API) || name.equals(NUMERICS)) {
            return Set.of();
        }
        if (Set.of(ROOT + "shell", ROOT + "ui", ROOT + "itest").contains(name)) {
            return Set.of(API, ROOT + "plot");
        }
        return family || name.startsWith(ROOT + "blas") ? Set.of(API, NUMERICS, ROOT + "blas") : Set.of(API);
    }

    /** The bundle that a package belongs to: the longest symbolic name that begins it. */
    private static String owner(String packageName) {
        return BUNDLES.keySet().stream().filter(name -> packageName.equals(name) || packageName.startsWith(name + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length())).orElse(null);
    }

    @Test
    void frameworksAreReachedThroughTheStandardOnly() {
        List<String> violations = new ArrayList<>();
        BUNDLES.forEach((name, bundle) -> bundle.imports.keySet().stream()
                .filter(imported -> imported.startsWith("org.apache.felix.") || imported.startsWith("org.eclipse.osgi."))
                .filter(imported -> !name.equals(ROOT + "ui"))
                .filter(imported -> !FRAMEWORK_IMPORTS.getOrDefault(name, Set.of()).contains(imported))
                .forEach(imported -> violations.add(name + " imports " + imported)));
        assertEquals(List.of(), violations);
    }

    @Test
    void everyExportedPackageHasAVersionAndNoneIsInternal() {
        List<String> violations = new ArrayList<>();
        BUNDLES.forEach((name, bundle) -> {
            for (Map.Entry<String, Attrs> exported : bundle.exports.entrySet()) {
                if (exported.getValue().getVersion() == null) {
                    violations.add(name + " exports " + exported.getKey() + " without a version");
                }
                if (exported.getKey().contains(".internal")) {
                    violations.add(name + " exports the internal " + exported.getKey());
                }
            }
        });
        assertEquals(List.of(), violations);
    }

    @Test
    void everyClassLivesUnderItsBundlesName() {
        List<String> violations = new ArrayList<>();
        BUNDLES.forEach((name, bundle) -> bundle.packages.stream().filter(packageName -> !name.equals(owner(packageName)))
                .forEach(packageName -> violations.add(name + " contains " + packageName)));
        assertEquals(List.of(), violations);
    }

    @Test
    void whatIsNotExportedIsInternal() {
        List<String> violations = new ArrayList<>();
        BUNDLES.forEach((name, bundle) -> bundle.packages.stream()
                .filter(packageName -> !bundle.exports.containsKey(packageName) && !packageName.contains(".internal"))
                .filter(packageName -> !name.endsWith("itest"))
                .forEach(packageName -> violations.add(name + " hides " + packageName + ", which is not named internal")));
        assertEquals(List.of(), violations);
    }
}
