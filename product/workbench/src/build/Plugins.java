import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Puts bundles into a product for Equinox: copies them to {@code plugins/}, named by symbolic name and version, and lists them for the
 * simple configurator, which installs what its list names and sees at the next start what p2 has changed there. Arguments: the folder of
 * the jars, the folder of the product, the properties file of the start levels.
 */
public final class Plugins {

    private static final String CONFIGURATOR = "org.eclipse.equinox.simpleconfigurator";
    private static final String FRAMEWORK = "org.eclipse.osgi";
    private static final int USUAL_LEVEL = 4;

    private record Bundle(String name, String version, boolean fragment) {

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
        TreeMap<String, Bundle> bundles = new TreeMap<>();
        try (Stream<Path> jars = Files.list(Path.of(arguments[0]))) {
            for (Path jar : jars.sorted().toList()) {
                Bundle bundle = bundle(jar);
                Files.copy(jar, plugins.resolve(bundle.file()));
                if (bundles.put(bundle.name(), bundle) != null) {
                    throw new IOException("two versions of " + bundle.name() + " in " + arguments[0]);
                }
            }
        }
        Path configuration = Files.createDirectories(product.resolve("configuration"));
        Files.write(Files.createDirectories(configuration.resolve(CONFIGURATOR)).resolve("bundles.info"), bundlesInfo(bundles, levels));
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
            return new Bundle(name.split(";")[0].strip(), manifest.getValue("Bundle-Version"), manifest.getValue("Fragment-Host") != null);
        }
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
