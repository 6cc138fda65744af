package org.stillpoint.io.internal.arrays;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;

/** NumPy archives: zip files with one {@code NAME.npy} for each array, stored or deflated. */
public final class NpzFile {

    private static final String SUFFIX = ".npy";
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int END_RECORD = 22;

    private NpzFile() {
    }

    private interface Reader {

        void read(String name, InputStream entry) throws IOException;
    }

    /**
     * Reads all arrays in the order of the file.
     *
     * @param source the file's name, for messages
     * @throws ProblemFormatException if the archive or one of the arrays is damaged
     */
    public static Map<String, NamedArray> read(InputStream in, String source) throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        scan(in, source, name -> true, (name, entry) -> arrays.put(name, NpyFile.read(entry, source + "#" + name)));
        return arrays;
    }

    /**
     * Reads all arrays, and the lists of texts among them, in the order of the file.
     *
     * @return for each name a {@link NamedArray} or a list of texts
     * @throws ProblemFormatException if the archive or one of the arrays is damaged
     */
    public static Map<String, Object> readWithTexts(InputStream in, String source) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        scan(in, source, name -> true, (name, entry) -> values.put(name, NpyFile.readAny(entry, source + "#" + name)));
        return values;
    }

    /**
     * Reads one array.
     *
     * @throws ProblemFormatException if the archive or the array is damaged, or there is none of that name
     */
    public static NamedArray read(InputStream in, String source, String wanted) throws IOException {
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        List<String> names = scan(in, source, wanted::equals,
                (name, entry) -> arrays.put(name, NpyFile.read(entry, source + "#" + name)));
        if (arrays.isEmpty()) {
            throw new ProblemFormatException(source, 0, "there is no array '" + wanted + "'; expected one of " + names);
        }
        return arrays.get(wanted);
    }

    /** Reads the wanted arrays and answers the names of all. */
    private static List<String> scan(InputStream in, String source, Predicate<String> wanted, Reader reader) throws IOException {
        byte[] content = in.readAllBytes();
        if (!complete(content)) {
            throw new ProblemFormatException(source, 0, "this is no whole zip file (its end record is missing); expected a NumPy archive");
        }
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                String array = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
                names.add(array);
                if (wanted.test(array)) {
                    reader.read(array, zip);
                }
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw new ProblemFormatException(source, 0, "the archive is damaged: " + damaged.getMessage(), damaged);
        }
        return names;
    }

    /** Whether the end of a zip file is there. */
    private static boolean complete(byte[] content) {
        int earliest = Math.max(0, content.length - END_RECORD - 0xFFFF);
        for (int at = content.length - END_RECORD; at >= earliest; at--) {
            if (content[at] == 'P' && content[at + 1] == 'K' && content[at + 2] == 5 && content[at + 3] == 6) {
                return true;
            }
        }
        return false;
    }

    /**
     * Writes arrays; the same arrays give the same bytes.
     *
     * @param arrays for each name a {@link NamedArray} or a list of texts
     */
    public static void write(Map<String, ?> arrays, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out));
        zip.setLevel(Deflater.BEST_SPEED);
        for (Map.Entry<String, ?> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(ANY_TIME);
            zip.putNextEntry(entry);
            if (array.getValue() instanceof List<?> texts) {
                NpyFile.write(texts.stream().map(String.class::cast).toList(), zip);
            } else {
                NpyFile.write((NamedArray) array.getValue(), zip);
            }
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }
}
