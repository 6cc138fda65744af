package org.stillpoint.host.internal.install;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stillpoint.host.internal.install.archive.Feature;
import org.stillpoint.host.internal.install.archive.FeatureBundle;
import org.stillpoint.host.internal.install.archive.RefusedException;

/**
 * The folders of the installer: {@code var/staging} for what is being looked at, {@code var/features} for what is installed,
 * and {@code var/installed.json}, which says what is installed. Of several hosts with one home the first owns them; the others
 * only read.
 */
final class FeatureStore implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final Duration STALE = Duration.ofHours(1);
    private final Path staging;
    private final Path features;
    private final Path state;
    private final FileChannel ownership;
    private final boolean owned;

    FeatureStore(Path home) throws IOException {
        Path root = home.toAbsolutePath().resolve("var");
        staging = root.resolve("staging");
        features = root.resolve("features");
        state = root.resolve("installed.json");
        Files.createDirectories(staging);
        Files.createDirectories(features);
        ownership = FileChannel.open(root.resolve("installed.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        owned = lock(ownership);
    }

    /** The lock ends with the process, however that ends. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Whether this host may change what is installed. */
    boolean isOwned() {
        return owned;
    }

    @Override
    public void close() throws IOException {
        ownership.close();
    }

    /** A new empty folder for one transaction. */
    Path stage() throws IOException {
        return Files.createTempDirectory(staging, "install");
    }

    /** Where copies of today's bundles for rehearsals are kept. */
    Path copies() {
        return staging.resolveSibling("rehearsal");
    }

    /** Copies an archive into a staging folder; it appears there whole or not at all. */
    Path fetch(Path archive, Path folder) throws IOException {
        Path partial = folder.resolve("archive.part");
        Files.copy(archive, partial);
        return Files.move(partial, folder.resolve("archive"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Moves an unpacked feature from its staging folder into the store, under a name that was never used before. */
    Feature keep(Feature feature) throws IOException {
        Path folder = features.resolve(feature.id() + "-" + feature.version() + "-" + feature.folder().getParent().getFileName());
        Files.move(feature.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
        List<FeatureBundle> bundles = new ArrayList<>();
        for (FeatureBundle bundle : feature.bundles()) {
            Path file = folder.resolve(feature.folder().relativize(bundle.file()));
            bundles.add(new FeatureBundle(bundle.symbolicName(), bundle.version(), file, bundle.sha256(),
                    bundle.startOrder(), bundle.fragment(), bundle.imports()));
        }
        return new Feature(feature.id(), feature.version(), feature.digest(), folder, List.copyOf(bundles), feature.configurations(),
                feature.api());
    }

    /** Reads what is installed. */
    List<InstalledRecord> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(state);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        try {
            return InstalledRecord.fromJson(JSON.std.mapFrom(bytes), FORMAT, features);
        } catch (IOException | RefusedException | RuntimeException wrong) {
            throw new IOException(state + " cannot be read: " + wrong.getMessage(), wrong);
        }
    }

    /** Writes what is installed: forced to the disk under another name, then moved into place. */
    void write(Collection<InstalledRecord> records) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("features", records.stream().map(installed -> installed.toJson(features)).toList());
        Path partial = state.resolveSibling(state.getFileName() + ".part");
        Files.writeString(partial, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document));
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes what earlier processes left behind: folders of no installed feature, and staging folders not touched for long. */
    void clean(Collection<InstalledRecord> records) throws IOException {
        Set<Path> kept = records.stream().map(installed -> installed.feature().folder()).collect(Collectors.toSet());
        for (Path folder : children(features)) {
            if (!kept.contains(folder)) {
                delete(folder);
            }
        }
        for (Path folder : children(staging)) {
            if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(STALE))) {
                delete(folder);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    /** Deletes a folder with all it holds, if it exists. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(folder)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        }
    }
}
