package org.stillpoint.product.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The workbench contains every bundle of the product without windows that is for its platform, byte for byte, and lists all its bundles for
 * the framework.
 */
class SameBundlesIT {

    private static final Path PRODUCT = Path.of(System.getProperty("stillpoint.product"));
    private static final Path HEADLESS = Path.of(System.getProperty("stillpoint.headless"));
    private static final String NATIVES = "org.stillpoint.thirdparty.openblas.";

    private static TreeMap<String, String> hashes(Path folder) throws IOException, NoSuchAlgorithmException {
        TreeMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
                try (JarFile jar = new JarFile(file.toFile())) {
                    hashes.put(jar.getManifest().getMainAttributes().getValue("Bundle-SymbolicName").split(";")[0],
                            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
                }
            }
        }
        return hashes;
    }

    @Test
    void bundlesOfBothProductsAreTheSameFiles() throws Exception {
        TreeMap<String, String> headless = hashes(HEADLESS.resolve("bundles"));
        TreeMap<String, String> workbench = hashes(PRODUCT.resolve("plugins"));
        String ours = NATIVES + Files.readString(PRODUCT.resolve("configuration/platform")).strip().replace("aarch64", "arm64");
        headless.keySet().removeIf(name -> name.startsWith(NATIVES) && !name.equals(ours));
        assertTrue(headless.size() > 25, () -> "only " + headless.keySet());
        assertEquals(Set.of(), headless.keySet().stream().filter(name -> !headless.get(name).equals(workbench.get(name)))
                .collect(Collectors.toSet()), "bundles that are missing or another file");
    }

    private static List<String[]> listed() throws IOException {
        List<String> lines = Files.readAllLines(PRODUCT.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info"));
        return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split(",")).toList();
    }

    /** Otherwise p2 lists a bundle once more after an installation. */
    @Test
    void versionsAreWrittenAsP2WritesThem() throws IOException {
        assertEquals(List.of(), listed().stream().map(bundle -> bundle[1]).filter(version -> !version.matches("\\d+\\.\\d+\\.\\d+(\\..+)?"))
                .toList());
    }

    @Test
    void everyBundleIsListedOnce() throws IOException {
        List<String> listed = listed().stream().map(bundle -> bundle[2]).sorted().toList();
        try (Stream<Path> files = Files.list(PRODUCT.resolve("plugins"))) {
            assertEquals(files.map(file -> "plugins/" + file.getFileName()).sorted().toList(), listed);
        }
    }
}
