package org.stillpoint.host.internal.install.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 checksums, and the list of them in an archive: lines of 64 hexadecimal digits, two spaces and a name. */
public final class Checksums {

    /** The entry of an archive that lists the checksums of all others. */
    public static final String LIST = "SHA256SUMS";
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](.+)");

    private Checksums() {
    }

    /** The checksum of a text. */
    public static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The checksum of a file. */
    public static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream());
        }
    }

    /** Copies all bytes and returns their checksum. */
    public static String copy(InputStream in, OutputStream out) throws IOException {
        DigestOutputStream digesting = new DigestOutputStream(out, sha256());
        in.transferTo(digesting);
        return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    }

    /** Reads a list: checksums by name. */
    static Map<String, String> parse(byte[] list) throws RefusedException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new RefusedException(LIST + " has the line '" + line + "'; expected 64 hexadecimal digits, two spaces, a name");
            }
            checksums.put(matcher.group(2), matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return checksums;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
