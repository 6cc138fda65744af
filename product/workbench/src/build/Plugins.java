import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts bundles into a product for Equinox: copies them to {@code plugins/}, named by symbolic name and version, and lists them for the
 * simple configurator, which installs what its list names and sees at the next start what p2 has changed there. Bundles that are for
 * other platforms are left out. Arguments: the folder of the jars, the folder of the product, the properties file of the start levels,
 * and the platform, such as macosx-aarch64, if it is not that of this machine.
 */
public final class Plugins {

    private static final String CONFIGURATOR = "org.eclipse.equinox.simpleconfigurator";
    private static final String FRAMEWORK = "org.eclipse.osgi";
    private static final String WIDGETS = "org.eclipse.swt.";
    private static final int USUAL_LEVEL = 4;
    private static final Pattern FILTER_CLAUSE = Pattern.compile("\\(osgi\\.(os|ws|arch)=([^)]*)\\)");

    /** A platform in the words of OSGi: operating system, window system, processor. */
    private record Platform(String os, String ws, String arch) {

        static Platform of(String name) {
            String[] parts = name.split("-", 2);
            return switch (parts[0]) {
                case "linux" -> new Platform("linux", "gtk", parts[1]);
                case "macosx" -> new Platform("macosx", "cocoa", parts[1]);
                case "windows" -> new Platform("win32", "win32", parts[1]);
                default -> throw new IllegalArgumentException("there is no platform " + name);
            };
        }

        /** The name of the platform that this runs on. */
        static String here() {
            String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch");
            return (system.startsWith("mac") ? "macosx" : system.startsWith("windows") ? "windows" : "linux") + "-"
                    + (arch.equals("amd64") ? "x86_64" : arch);
        }

        /** Whether a bundle is for this platform, by its filter; those of our bundles are conjunctions. */
        boolean allows(String filter) {
            Map<String, String> values = Map.of("os", os, "ws", ws, "arch", arch);
            return filter == null || FILTER_CLAUSE.matcher(filter).results()
                    .allMatch(clause -> values.get(clause.group(1)).equals(clause.group(2)));
        }
    }

    private record Bundle(String name, String version, boolean fragment, String platformFilter) {

        String file() {
            return name + "_" + version + ".jar";
        }
    }

    private Plugins() {
    }

    public static void main(String[] arguments) throws IOException {
        Path product = Path.of(arguments[1]);
        Path plugins = Files.createDirectories(product.resolve("plugins"));
        Properties levels = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(arguments[2]))) {
            levels.load(in);
        }
        String platform = arguments.length > 3 ? arguments[3] : Platform.here();
        TreeMap<String, Bundle> bundles = new TreeMap<>();
        try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
            for (Path jar : jars.sorted().toList()) {
                Bundle bundle = bundle(jar);
                if (!Platform.of(platform).allows(bundle.platformFilter())) {
                    continue;
                }
                Files.copy(jar, plugins.resolve(bundle.file()));
                if (bundles.put(bundle.name(), bundle) != null) {
                    throw new IOException("two versions of " + bundle.name() + " in " + arguments[0]);
                }
            }
        }
        if (bundles.keySet().stream().noneMatch(name -> name.startsWith(WIDGETS))) {
            System.err.println("The workbench will not start on " + platform + ": there is no " + WIDGETS + "* for it");
        }
        Path configuration = Files.createDirectories(product.resolve("configuration"));
        Files.write(Files.createDirectories(configuration.resolve(CONFIGURATOR)).resolve("bundles.info"), bundlesInfo(bundles, levels));
        Files.writeString(configuration.resolve("platform"), platform + "\n");
        Files.write(configuration.resolve("config.ini"), List.of(
                "# Written by the build.",
                "osgi.framework=file\\:plugins/" + bundles.get(FRAMEWORK).file(),
                "osgi.bundles=reference\\:file\\:" + bundles.get(CONFIGURATOR).file() + "@1\\:start",
                "osgi.bundles.defaultStartLevel=" + USUAL_LEVEL,
                CONFIGURATOR + ".configUrl=file\\:" + CONFIGURATOR + "/bundles.info",
                "eclipse.product=org.stillpoint.workbench.product",
                "osgi.instance.area.default=@user.home/.stillpoint/workbench"));
    }

    private static Bundle bundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            if (name == null) {
                throw new IOException(jar + " is no bundle");
            }
            return new Bundle(name.split(";")[0].strip(), complete(manifest.getValue("Bundle-Version").strip()),
                    manifest.getValue("Fragment-Host") != null, manifest.getValue("Eclipse-PlatformFilter"));
        }
    }

    /** The version with all its three numbers, as p2 writes it: it would take 76.1 and 76.1.0 for two bundles. */
    private static String complete(String version) {
        return version + ".0".repeat(Math.max(0, 3 - version.split("\\.").length));
    }

    private static List<String> bundlesInfo(TreeMap<String, Bundle> bundles, Properties levels) {
        List<String> lines = new ArrayList<>(List.of("#encoding=UTF-8", "#version=1"));
        for (Bundle bundle : bundles.values()) {
            String level = bundle.fragment() ? null : level(bundle.name(), levels);
            lines.add(String.join(",", bundle.name(), bundle.version(), "plugins/" + bundle.file(),
                    level == null ? String.valueOf(USUAL_LEVEL) : level, String.valueOf(level != null)));
        }
        return lines;
    }

    private static String level(String name, Properties levels) {
        for (String pattern : levels.stringPropertyNames()) {
            if (pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1)) : name.equals(pattern)) {
                return levels.getProperty(pattern);
            }
        }
        return null;
    }
}
