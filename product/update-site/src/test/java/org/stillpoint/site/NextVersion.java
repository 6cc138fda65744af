package org.stillpoint.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Makes the next version of a feature of a repository that has one bundle of the same name: the same content, another qualifier. */
final class NextVersion {

    static final String QUALIFIER = "v2";
    private static final String FEATURE = "feature.xml";
    private static final String VERSION = "Bundle-Version";

    private NextVersion() {
    }

    /** Writes {@code features/} and {@code plugins/} for a publisher to make a repository of. */
    static void make(Path repository, String feature, Path target) throws IOException {
        Path bundle = jar(repository.resolve("plugins"), feature + "_");
        Path next = Files.createDirectories(target.resolve("plugins")).resolve(feature + "_next.jar");
        String version;
        String following;
        try (JarFile jar = new JarFile(bundle.toFile()); OutputStream out = Files.newOutputStream(next)) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest.getMainAttributes();
            version = attributes.getValue(VERSION);
            following = version.substring(0, version.lastIndexOf('.') + 1) + QUALIFIER;
            attributes.putValue(VERSION, following);
            copy(jar, new JarOutputStream(out, manifest));
        }
        try (JarFile jar = new JarFile(jar(repository.resolve("features"), feature + ".feature_").toFile())) {
            String xml = new String(jar.getInputStream(jar.getEntry(FEATURE)).readAllBytes(), StandardCharsets.UTF_8);
            Path folder = Files.createDirectories(target.resolve("features").resolve(feature + ".feature"));
            Files.writeString(folder.resolve(FEATURE), xml.replace(version, following));
        }
    }

    private static void copy(JarFile jar, JarOutputStream out) throws IOException {
        try (out) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(out);
                    }
                }
            }
        }
    }

    private static Path jar(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).findFirst().orElseThrow();
        }
    }
}
