package org.stillpoint.host.internal.install;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.stillpoint.host.internal.install.archive.Checksums;

/** Makes bundles and archives for the tests: the project's own from the class path, others from their sources. */
final class TestBundles {

    /** What the author of a solver compiles against. */
    private static final String API = Stream.of("org.stillpoint.api", "org.stillpoint.thirdparty.ejml", "osgi.core", "osgi.annotation",
            "org.osgi.service.component.annotations", "org.osgi.service.metatype.annotations")
            .map(TestBundles::onClassPath).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();
    private final Map<String, Path> compiled = new HashMap<>();
    private final Path folder;

    TestBundles(Path folder) {
        this.folder = folder;
    }

    /** The class path entry of that artifact. */
    static Path onClassPath(String artifact) {
        String pattern = ".*[/\\\\]" + artifact.replace(".", "\\.") + "(-[0-9][^/\\\\]*\\.jar|[/\\\\]target[/\\\\]classes)";
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> entry.matches(pattern))
                .map(Path::of).findFirst().orElseThrow(() -> new IllegalStateException(artifact + " is not on the class path"));
    }

    /** A bundle on the class path; one that is there as a folder of classes is packed first. */
    static Path bundle(String artifact) {
        return MADE.computeIfAbsent(artifact, name -> {
            Path entry = onClassPath(name);
            return Files.isDirectory(entry) ? pack(name, entry, entry.getParent().resolveSibling("bnd.bnd"), Map.of()) : copy(entry);
        });
    }

    /** A copy that stays as it is, whatever else is built meanwhile. */
    private static Path copy(Path jar) {
        try {
            Path copy = Files.createTempFile(jar.getFileName().toString(), ".jar");
            copy.toFile().deleteOnExit();
            return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The bundle that does in a framework what tests ask for. */
    static Path driver() {
        return MADE.computeIfAbsent("driver", name -> {
            try {
                Path classes = Files.createTempDirectory("driver");
                String type = Driver.class.getName().replace('.', '/') + ".class";
                Files.createDirectories(classes.resolve(type).getParent());
                Files.write(classes.resolve(type), Driver.class.getResourceAsStream("Driver.class").readAllBytes());
                return pack("org.stillpoint.host.test.driver", classes, null, Map.of());
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private static Path pack(String symbolicName, Path classes, Path instructions, Map<String, String> headers) {
        try (Builder builder = new Builder()) {
            if (instructions != null && Files.exists(instructions)) {
                builder.setProperties(instructions.toFile());
            }
            builder.setProperty("Bundle-SymbolicName", symbolicName);
            builder.setProperty("Bundle-Version", "0.1.0");
            builder.setProperty("-noextraheaders", "true");
            builder.setProperty("-includeresource.classes", classes + "/");
            headers.forEach(builder::setProperty);
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (entry.endsWith(".jar")) {
                    builder.addClasspath(new File(entry));
                }
            }
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty()) {
                throw new IllegalStateException(builder.getErrors().toString());
            }
            Path file = Files.createTempFile(symbolicName, ".jar");
            file.toFile().deleteOnExit();
            jar.write(file.toFile());
            return file;
        } catch (Exception failed) {
            throw new IllegalStateException("cannot pack " + symbolicName, failed);
        }
    }

    /** Compiles sources against the installed API and packs them as a bundle. */
    Path compile(String symbolicName, String version, Map<String, String> headers, String... sources) throws IOException {
        return compile(symbolicName, version, headers, List.of(), sources);
    }

    /** Compiles sources that need libraries beside the API. */
    Path compile(String symbolicName, String version, Map<String, String> headers, List<Path> libraries, String... sources)
            throws IOException {
        String key = symbolicName + version + headers + libraries + String.join("", sources);
        if (!compiled.containsKey(key)) {
            compiled.put(key, make(symbolicName, version, headers, libraries, sources));
        }
        return compiled.get(key);
    }

    private Path make(String symbolicName, String version, Map<String, String> headers, List<Path> libraries, String... sources)
            throws IOException {
        Path classes = Files.createTempDirectory(folder, "classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-d", classes.toString(), "-proc:none", "--release", "17",
                "-classpath", libraries.stream().map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator)) + API);
        List<JavaFileObject> units = new ArrayList<>();
        for (String source : sources) {
            units.add(new Source(source));
        }
        if (!compiler.getTask(null, null, null, options, null, units).call()) {
            throw new IllegalStateException(symbolicName + " does not compile");
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Bundle-Version", version);
        Path made = pack(symbolicName, classes, null, all);
        return Files.move(made, folder.resolve(symbolicName + "-" + version + "-" + classes.getFileName() + ".jar"));
    }

    /** The same bundle under another version, without compiling it again. */
    Path restamp(Path bundle, String version) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            Path file = folder.resolve(name + "-" + version + ".jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        jar.getInputStream(entry).transferTo(out);
                    }
                }
            }
            return file;
        }
    }

    /** Writes an archive of bundles; the symbolic name and version of each is in its coordinates. */
    Path archive(String id, String version, Map<String, Path> bundles) throws IOException {
        return archive(id, version, bundles, "");
    }

    /** Writes an archive whose document has additional fields. */
    Path archive(String id, String version, Map<String, Path> bundles, String fields) throws IOException {
        StringBuilder list = new StringBuilder();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Path> bundle : bundles.entrySet()) {
            String[] name = bundle.getKey().split(":");
            entries.put("bundles/" + name[0] + "-" + name[1] + ".jar", Files.readAllBytes(bundle.getValue()));
            list.append(list.isEmpty() ? "" : ", ").append("{\"id\": \"org.example:").append(bundle.getKey()).append("\"}");
        }
        String document = "{\"feature-resource-version\": \"1.0\", \"id\": \"org.example:" + id + ":" + version
                + "\", \"bundles\": [" + list + "]" + fields + "}";
        entries.put("feature.json", document.getBytes(StandardCharsets.UTF_8));
        StringBuilder sums = new StringBuilder();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path copy = Files.write(Files.createTempFile(folder, "entry", ""), entry.getValue());
            sums.append(Checksums.of(copy)).append("  ").append(entry.getKey()).append('\n');
        }
        entries.put(Checksums.LIST, sums.toString().getBytes(StandardCharsets.UTF_8));
        return zip(id + "-" + version + ".solver", entries);
    }

    /** Writes a zip. */
    Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = Files.createTempDirectory(folder, "zip").resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + name(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String name(String text) {
            return text.replaceAll("(?s).*?public (?:final )?(?:class|interface|record) (\\w+).*", "$1");
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
