package org.stillpoint.host.internal.install.rehearsal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** Finds the file of an installed bundle: where it was installed from, or else a copy made of its entries. */
public final class BundleFiles {

    private static final String[] PREFIXES = {"initial@", "reference:"};
    private final Path copies;

    /**
     * @param copies the folder of the copies; made when needed
     */
    public BundleFiles(Path copies) {
        this.copies = copies;
    }

    /** The jar or folder of a bundle. */
    public Path find(Bundle bundle) throws IOException {
        Optional<Path> origin = origin(bundle.getLocation()).or(() -> content(bundle));
        return origin.isPresent() ? origin.get() : copy(bundle);
    }

    /** Where a framework has the content of a bundle, if it tells. One that is started by a launcher keeps locations relative to that. */
    private static Optional<Path> content(Bundle bundle) {
        return Optional.ofNullable(bundle.adapt(File.class)).filter(File::exists).map(file -> file.toPath().toAbsolutePath());
    }

    private static Optional<Path> origin(String location) {
        String url = location;
        for (String prefix : PREFIXES) {
            url = url.startsWith(prefix) ? url.substring(prefix.length()) : url;
        }
        if (!url.startsWith("file:")) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(url);
            Path path = uri.isOpaque() ? Path.of(uri.getSchemeSpecificPart()) : Path.of(uri);
            return Files.exists(path) ? Optional.of(path.toAbsolutePath()) : Optional.empty();
        } catch (IllegalArgumentException notAFile) {
            return Optional.empty();
        }
    }

    private Path copy(Bundle bundle) throws IOException {
        Path file = copies.resolve(bundle.getSymbolicName() + "-" + bundle.getVersion() + "-" + bundle.getLastModified() + ".jar");
        if (!Files.exists(file)) {
            Files.createDirectories(copies);
            Path partial = Files.createTempFile(copies, "copy", ".part");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(partial))) {
                zip.setLevel(1);
                copy(bundle, "/", zip);
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static void copy(Bundle bundle, String folder, ZipOutputStream zip) {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        for (String path : paths == null ? Collections.<String>emptyList() : Collections.list(paths)) {
            if (path.endsWith("/")) {
                copy(bundle, path, zip);
            } else {
                URL entry = bundle.getEntry(path);
                try (InputStream in = entry.openStream()) {
                    zip.putNextEntry(new ZipEntry(path));
                    in.transferTo(zip);
                    zip.closeEntry();
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }
}
