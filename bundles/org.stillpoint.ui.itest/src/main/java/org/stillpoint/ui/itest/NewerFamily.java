package org.stillpoint.ui.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A family that the product has, in a newer version that differs in nothing else. */
final class NewerFamily {

    static final String NAME = "org.stillpoint.halpern";
    static final String VERSION = "7.0.0";

    private NewerFamily() {
    }

    /** Writes the bundle of the family's archive with another version; gives its file. */
    static Path write(Path folder) throws IOException {
        Path archive = Path.of(System.getProperty("stillpoint.features"), NAME + ".solver");
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    return copy(new JarInputStream(entries), folder.resolve(NAME + ".jar"));
                }
            }
        }
        throw new IOException("no bundle in " + archive);
    }

    private static Path copy(JarInputStream from, Path to) throws IOException {
        Manifest manifest = from.getManifest();
        manifest.getMainAttributes().putValue("Bundle-Version", VERSION);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to), manifest)) {
            for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                from.transferTo(out);
            }
        }
        return to;
    }
}
