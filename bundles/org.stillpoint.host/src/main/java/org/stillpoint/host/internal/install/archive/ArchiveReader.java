package org.stillpoint.host.internal.install.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Checks and unpacks what is to be installed: a {@code .solver} archive, which is a zip of {@code feature.json},
 * {@code bundles/*.jar} and {@code SHA256SUMS}, or a bundle's jar, which is taken for a feature of one bundle.
 */
public final class ArchiveReader {

    /** The entry that describes the feature. */
    public static final String DOCUMENT = "feature.json";
    /** The folder of the bundles. */
    public static final String BUNDLES = "bundles/";
    /** No archive holds more bytes than this when unpacked: 1 GiB. */
    public static final long LARGEST = 1L << 30;
    private static final int MOST_ENTRIES = 1_000;
    private static final int LARGEST_TEXT = 1 << 20;

    private ArchiveReader() {
    }

    /**
     * Checks an archive and unpacks it into a new folder.
     *
     * @param archive the archive or bundle
     * @param name what it is called in messages
     * @param folder the folder to be made
     */
    public static Feature read(Path archive, String name, Path folder) throws RefusedException, IOException {
        requireZip(archive, name);
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Files.createDirectories(folder.resolve(BUNDLES));
            return zip.getEntry(DOCUMENT) == null ? single(archive, name, folder) : unpack(zip, name, folder);
        } catch (ZipException | EOFException damaged) {
            throw new RefusedException(name + " is truncated or damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static void requireZip(Path archive, String name) throws RefusedException, IOException {
        byte[] start = new byte[4];
        try (InputStream in = Files.newInputStream(archive)) {
            int length = in.readNBytes(start, 0, start.length);
            if (length < start.length || start[0] != 'P' || start[1] != 'K') {
                throw new RefusedException(name + " is not a zip file; expected a .solver archive or a bundle's jar");
            }
        }
        if (Files.size(archive) > LARGEST) {
            throw new RefusedException(name + " is larger than " + LARGEST + " bytes");
        }
    }

    private static Feature single(Path archive, String name, Path folder) throws RefusedException, IOException {
        Path file = folder.resolve(BUNDLES).resolve("bundle.jar");
        Files.copy(archive, file);
        FeatureBundle bundle = bundle(file, name, Checksums.of(file), 0);
        return new Feature(bundle.symbolicName(), bundle.version(), bundle.sha256(), folder, List.of(bundle), Map.of(),
                Optional.empty());
    }

    private static Feature unpack(ZipFile zip, String name, Path folder) throws RefusedException, IOException {
        Map<String, ZipEntry> entries = entries(zip, name);
        Map<String, String> expected = Checksums.parse(text(zip, entries.remove(Checksums.LIST), Checksums.LIST, name));
        for (String entry : expected.keySet()) {
            if (!entries.containsKey(entry)) {
                throw new RefusedException(name + " lacks the entry " + entry + " that " + Checksums.LIST + " lists");
            }
        }
        FeatureDocument document = FeatureDocument.parse(text(zip, entries.get(DOCUMENT), DOCUMENT, name));
        long room = LARGEST;
        for (ZipEntry entry : entries.values()) {
            Path target = folder.resolve(entry.getName());
            Files.createDirectories(target.getParent());
            room -= unpack(zip, entry, target, room, name);
            requireChecksum(expected.get(entry.getName()), target, entry.getName(), name);
        }
        List<FeatureBundle> bundles = new ArrayList<>();
        for (FeatureDocument.Entry entry : document.bundles()) {
            String path = BUNDLES + entry.coordinates().fileName();
            if (!entries.containsKey(path)) {
                throw new RefusedException(name + " lacks the entry " + path + " that " + DOCUMENT + " asks for");
            }
            bundles.add(bundle(folder.resolve(path), path + " in " + name, expected.get(path), entry.startOrder()));
        }
        bundles.sort(Comparator.comparingInt(FeatureBundle::startOrder));
        return new Feature(document.id().artifact(), document.id().osgiVersion(),
                Checksums.of(new TreeMap<>(expected).toString()), folder, List.copyOf(bundles), document.configurations(), document.api());
    }

    /** The entries by name, none of which leads out of the folder it is unpacked into. */
    private static Map<String, ZipEntry> entries(ZipFile zip, String name) throws RefusedException {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        Set<String> spellings = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String path = entry.getName();
            if (path.startsWith("/") || path.contains("\\") || path.contains(":") || List.of(path.split("/")).contains("..")) {
                throw new RefusedException(name + " has the entry '" + path + "', which leads out of the archive");
            }
            if (!entry.isDirectory()) {
                if (!spellings.add(path.toLowerCase(Locale.ROOT)) || spellings.size() > MOST_ENTRIES) {
                    throw new RefusedException(name + " has the entry '" + path + "' twice, or more than " + MOST_ENTRIES
                            + " entries");
                }
                entries.put(path, entry);
            }
        }
        return entries;
    }

    private static byte[] text(ZipFile zip, ZipEntry entry, String path, String name) throws RefusedException, IOException {
        if (entry == null) {
            throw new RefusedException(name + " lacks the entry " + path);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new RefusedException(path + " in " + name + " is larger than " + LARGEST_TEXT + " bytes");
            }
            return bytes;
        }
    }

    /** Counts the bytes itself: the sizes that a zip states may be wrong. */
    private static long unpack(ZipFile zip, ZipEntry entry, Path target, long room, String name)
            throws RefusedException, IOException {
        long written = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry); OutputStream out = Files.newOutputStream(target)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                written += length;
                if (written > room) {
                    throw new RefusedException(name + " unpacks to more than " + LARGEST + " bytes");
                }
                out.write(buffer, 0, length);
            }
        }
        return written;
    }

    private static void requireChecksum(String expected, Path file, String entry, String name) throws RefusedException, IOException {
        String found = Checksums.of(file);
        if (!found.equals(expected)) {
            throw new RefusedException(expected == null ? name + " has the entry " + entry + " that " + Checksums.LIST + " does not list"
                    : "the checksum of " + entry + " in " + name + " is wrong: " + Checksums.LIST + " says " + expected
                            + ", the content has " + found + "; the archive was changed or damaged after it was built");
        }
    }

    private static FeatureBundle bundle(Path file, String name, String sha256, int startOrder) throws RefusedException, IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            List<HeaderClause> symbolicName = HeaderClause.parse(headers.getValue(Constants.BUNDLE_SYMBOLICNAME));
            if (symbolicName.isEmpty() || symbolicName.get(0).names().isEmpty()) {
                throw new RefusedException(name + " is not an OSGi bundle: its manifest has no Bundle-SymbolicName");
            }
            return new FeatureBundle(symbolicName.get(0).names().get(0), Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION)),
                    file, sha256, startOrder, headers.getValue(Constants.FRAGMENT_HOST) != null,
                    HeaderClause.parse(headers.getValue(Constants.IMPORT_PACKAGE)));
        } catch (IllegalArgumentException wrong) {
            throw new RefusedException(name + " has a wrong manifest: " + wrong.getMessage(), wrong);
        }
    }
}
