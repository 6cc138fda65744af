import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packs the product for this machine, or for all platforms. That for another platform has the same files but for the bundles that are for
 * one platform. Arguments: the folder of the module, the version, the time of all files, {@code this} or {@code all}.
 */
public final class Zips {

    private static final List<String> PLATFORMS =
            List.of("linux-x86_64", "linux-aarch64", "macosx-x86_64", "macosx-aarch64", "windows-x86_64");
    private static final String SCRIPT = "stillpoint-workbench";
    private static final String CONFIGURATION = "configuration/config.ini";
    private static final String BUNDLES = "configuration/org.eclipse.equinox.simpleconfigurator/bundles.info";

    private final Path module;
    private final String version;
    private final FileTime time;

    private Zips(Path module, String version, FileTime time) {
        this.module = module;
        this.version = version;
        this.time = time;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Zips zips = new Zips(Path.of(arguments[0]), arguments[1], FileTime.from(Instant.parse(arguments[2])));
        Path product = zips.module.resolve("target/stillpoint-workbench");
        String machine = Files.readString(product.resolve("configuration/platform")).strip();
        zips.zip(product, machine);
        if (arguments[3].equals("all")) {
            for (String platform : PLATFORMS) {
                if (!platform.equals(machine)) {
                    zips.zip(zips.product(product, platform), platform);
                }
            }
        }
    }

    /** Makes the product for another platform. */
    private Path product(Path original, String platform) throws IOException, InterruptedException {
        Path product = Files.createDirectories(module.resolve("target/zips").resolve(platform));
        for (String name : List.of(SCRIPT, SCRIPT + ".bat", SCRIPT + ".desktop", "LICENSE", "examples")) {
            copy(original.resolve(name), product.resolve(name));
        }
        run("src/build/Plugins.java", "target/jars", product, "src/build/start-levels.properties", platform);
        run("../headless/src/build/Notices.java", product, "../headless/src/build/licences.properties", "src/build/licences.properties");
        return product;
    }

    private void run(String program, Object... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), program),
                Stream.of(arguments).map(Object::toString)).toList();
        int status = new ProcessBuilder(command).directory(module.toFile()).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(program + " ended with " + status);
        }
    }

    private void zip(Path product, String platform) throws IOException {
        Path file = Files.createDirectories(module.resolve("target/zips")).resolve(SCRIPT + "-" + version + "-" + platform + ".zip");
        Files.deleteIfExists(file);
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()),
                Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            Path folder = zip.getPath(SCRIPT + "-" + version);
            boolean windows = platform.startsWith("windows");
            for (String name : List.of("plugins", CONFIGURATION, BUNDLES, "examples", "LICENSE", "THIRD-PARTY-NOTICES",
                    windows ? SCRIPT + ".bat" : SCRIPT)) {
                copy(product.resolve(name), folder.resolve(name));
            }
            if (platform.startsWith("linux")) {
                copy(product.resolve(SCRIPT + ".desktop"), folder.resolve(SCRIPT + ".desktop"));
            }
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path entry : entries.toList()) {
                    boolean executable = Files.isDirectory(entry) || entry.endsWith(SCRIPT);
                    Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
                    Files.setLastModifiedTime(entry, time);
                }
            }
        }
    }

    /** Copies a file, or a folder with all that is in it. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
