import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes THIRD-PARTY-NOTICES of an assembled product from the jars that are in its folders. Arguments: the product's folder, and
 * properties files that name the licence of a jar that does not name it itself. Fails for a jar whose licence is not known.
 */
public final class Notices {

    private static final Pattern POM_LICENCE = Pattern.compile("<license>.*?<name>(.*?)</name>", Pattern.DOTALL);
    private static final Pattern LEGAL = Pattern.compile("(META-INF/)?(LICENSE|NOTICE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);

    private Notices() {
    }

    public static void main(String[] arguments) throws IOException {
        Path product = Path.of(arguments[0]);
        Properties known = new Properties();
        for (int i = 1; i < arguments.length; i++) {
            try (InputStream in = Files.newInputStream(Path.of(arguments[i]))) {
                known.load(in);
            }
        }
        TreeMap<String, String> notices = new TreeMap<>();
        try (Stream<Path> files = Files.find(product, 2, (path, attributes) -> path.toString().endsWith(".jar"))) {
            for (Path file : files.filter(path -> !path.getParent().equals(product)).toList()) {
                String name = file.getFileName().toString().replaceFirst("([-_]\\d.*)?\\.jar$", "");
                if (name.startsWith("org.stillpoint.thirdparty") || !name.contains("stillpoint")) {
                    notices.put(name, notice(name, file, known));
                }
            }
        }
        Files.writeString(product.resolve("THIRD-PARTY-NOTICES"), "Stillpoint contains the following works of others, each in its "
                + "own file, which is named with it, and under its own licence.\n" + String.join("", notices.values()));
    }

    private static String notice(String name, Path file, Properties known) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String licence = known.getProperty(name, licence(jar, manifest));
            if (licence == null) {
                licence = ofPrefix(name, known);
            }
            if (licence == null) {
                throw new IOException(file + " does not name its licence; add " + name + " to licences.properties");
            }
            StringBuilder notice = new StringBuilder("\n").append("=".repeat(100)).append('\n')
                    .append(manifest.getValue("Bundle-Name") == null ? name : manifest.getValue("Bundle-Name")).append(' ')
                    .append(manifest.getValue("Bundle-Version")).append("  (").append(file.getParent().getFileName()).append('/')
                    .append(file.getFileName()).append(")\nLicence: ").append(licence).append('\n');
            for (String text : legalTexts(jar)) {
                notice.append('\n').append(text.strip().replace("\r\n", "\n")).append('\n');
            }
            return notice.toString();
        }
    }

    /** The licence of all jars whose names begin alike: the key ends with an asterisk. */
    private static String ofPrefix(String name, Properties known) {
        return known.stringPropertyNames().stream().filter(key -> key.endsWith("*") && name.startsWith(key.substring(0, key.length() - 1)))
                .findFirst().map(known::getProperty).orElse(null);
    }

    /** The licence that the manifest names, or else the Maven description inside the jar. */
    private static String licence(JarFile jar, Attributes manifest) throws IOException {
        String header = manifest.getValue("Bundle-License");
        if (header != null) {
            return header.replaceAll(";\\s*(description|link)=\"[^\"]*\"", "").replaceAll("\\s*,\\s*", ", ");
        }
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (entry.getName().startsWith("META-INF/maven/") && entry.getName().endsWith("/pom.xml")) {
                Matcher matcher = POM_LICENCE.matcher(text(jar, entry));
                if (matcher.find()) {
                    return matcher.group(1).strip();
                }
            }
        }
        return null;
    }

    /** Licences and notices inside the jar, without the text of the Apache licence, which stands in LICENSE. */
    private static List<String> legalTexts(JarFile jar) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
            JarEntry entry = entries.nextElement();
            if (LEGAL.matcher(entry.getName()).matches() && !entry.isDirectory()) {
                String text = text(jar, entry);
                if (!text.substring(0, Math.min(400, text.length())).contains("Apache License")) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
