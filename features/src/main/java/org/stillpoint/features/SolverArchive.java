package org.stillpoint.features;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the archive that a running host installs: a zip of {@code feature.json}, {@code bundles/*.jar} and {@code SHA256SUMS},
 * which {@code sha256sum -c} understands. The same content gives the same bytes.
 */
final class SolverArchive {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

    private SolverArchive() {
    }

    /** Writes an archive. */
    static void write(Path archive, byte[] document, List<FeatureBundle> bundles) throws IOException {
        StringBuilder checksums = new StringBuilder();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            add(zip, "feature.json", document, checksums);
            for (FeatureBundle bundle : bundles) {
                add(zip, "bundles/" + bundle.file().getFileName(), Files.readAllBytes(bundle.file()), checksums);
            }
            add(zip, "SHA256SUMS", checksums.toString().getBytes(StandardCharsets.UTF_8), new StringBuilder());
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content, StringBuilder checksums) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        checksums.append(HexFormat.of().formatHex(sha256().digest(content))).append("  ").append(name).append('\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
