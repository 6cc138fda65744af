package org.stillpoint.io.internal.arrays;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.api.io.ProblemSource;

/**
 * References to arrays in files: {@code file.npz#array}, {@code file.npz}, {@code file.safetensors#array}, {@code file.safetensors},
 * {@code file.npy}, {@code file.csv#column}, {@code file.mtx}.
 */
public final class ArrayFiles {

    /** The ends of the names of array files. */
    public static final Set<String> EXTENSIONS = Collections.unmodifiableSet(new TreeSet<>(Set.of(".npz", ".safetensors", ".npy", ".csv",
            ".mtx")));

    private ArrayFiles() {
    }

    /** Whether a text is a reference: what stands before a {@code #} ends like the name of an array file. */
    public static boolean isReference(String text) {
        String file = file(text).toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(extension -> file.endsWith(extension) && file.length() > extension.length());
    }

    private static String file(String reference) {
        int hash = reference.lastIndexOf('#');
        return hash < 0 ? reference : reference.substring(0, hash);
    }

    /**
     * What a reference stands for.
     *
     * @param document the file that refers; the other lies beside it
     * @return a {@link NamedArray}; for a whole archive, or a sparse matrix, a {@link DataRecord}
     * @throws ProblemFormatException if the file's content is wrong or it has no such part
     */
    public static Object read(ProblemSource document, String reference) throws IOException {
        String file = file(reference);
        String part = file.length() == reference.length() ? "" : reference.substring(file.length() + 1);
        ProblemSource source = document.sibling(file);
        String name = file.toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            if (isArchive(name)) {
                return part.isEmpty() ? archive(in, source.name()) : name.endsWith(".npz") ? NpzFile.read(in, source.name(), part)
                        : SafetensorsFile.read(in, source.name(), part);
            }
            if (name.endsWith(".csv") && !part.isEmpty()) {
                return CsvTable.read(in, source.name()).column(part);
            }
            if (!part.isEmpty()) {
                throw new ProblemFormatException(source.name(), 0, "the file has no parts; expected a reference without #" + part);
            }
            return whole(in, source.name(), name);
        }
    }

    /** The array in a file that is no archive; of a sparse matrix its record. */
    public static Object read(ProblemSource source) throws IOException {
        String name = source.name().toLowerCase(Locale.ROOT);
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            return whole(in, source.name(), name);
        }
    }

    private static Object whole(InputStream in, String source, String name) throws IOException {
        return name.endsWith(".csv") ? CsvTable.read(in, source).all()
                : name.endsWith(".npy") ? NpyFile.read(in, source) : MatrixMarket.read(in, source);
    }

    /** Whether a file's name ends like that of one that holds several arrays by name. */
    public static boolean isArchive(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".npz") || name.endsWith(".safetensors");
    }

    /** All arrays of a file that holds several. */
    public static Map<String, NamedArray> archive(ProblemSource source) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            return arrays(in, source.name());
        }
    }

    private static Map<String, NamedArray> arrays(InputStream in, String source) throws IOException {
        return source.toLowerCase(Locale.ROOT).endsWith(".npz") ? NpzFile.read(in, source) : SafetensorsFile.read(in, source);
    }

    private static DataRecord archive(InputStream in, String source) throws IOException {
        DataRecord.Builder record = DataRecord.of("arrays", 1);
        arrays(in, source).forEach(record::array);
        return record.build();
    }

    /** The named columns of a table beside a document: a matrix of its rows by these columns. */
    public static NamedArray readColumns(ProblemSource document, String file, List<String> columns) throws IOException {
        ProblemSource source = document.sibling(file);
        try (InputStream in = new BufferedInputStream(source.open(), 1 << 16)) {
            return CsvTable.read(in, source.name()).columns(columns);
        }
    }
}
