package org.stillpoint.api.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * The compact binary form of a {@link DataRecord}: versioned, checksummed, little-endian.
 *
 * <pre>
 *   bytes  content
 *   4      'S' 'T' 'P' 'T'
 *   2      version of the format: 1
 *   2      reserved: 0
 *   8      length of the payload in bytes
 *   n      payload: the record
 *   4      CRC-32C of everything before
 * </pre>
 *
 * <p>A record is its type (a text), version (4 bytes), number of fields (4 bytes), and each field's name, kind (1 byte) and
 * value. A text is its length in bytes (4 bytes) and UTF-8. An array is its kind, rank (1 byte), extents (4 bytes each) and
 * values. Every length is checked against what is left before memory is taken, so damaged or hostile input costs no more
 * memory than its own size.
 */
public final class BinaryFormat {

    static final int MAGIC = 'S' | 'T' << 8 | 'P' << 16 | 'T' << 24;
    static final short VERSION = 1;
    static final int HEADER_LENGTH = 16;
    /** Records within records, at most. */
    static final int MAXIMUM_DEPTH = 64;

    static final byte TRUTH = 1;
    static final byte INTEGER = 2;
    static final byte NUMBER = 3;
    static final byte TEXT = 4;
    static final byte TEXTS = 5;
    static final byte RECORD = 6;
    static final byte RECORDS = 7;
    static final byte DOUBLES = 8;
    static final byte FLOATS = 9;
    static final byte LONGS = 10;
    static final byte INTS = 11;
    static final byte BYTES = 12;

    private BinaryFormat() {
    }

    /**
     * Writes a record.
     *
     * @throws IOException if the stream fails
     */
    public static void write(DataRecord record, OutputStream out) throws IOException {
        new BinaryWriter(out).writeDocument(record);
    }

    /** The binary form of a record. */
    public static byte[] toBytes(DataRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(record, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /**
     * Reads a record. Bytes after it are left in the stream.
     *
     * @throws DataException if the content is not a record, is damaged, or has a newer version
     * @throws IOException if the stream fails
     */
    public static DataRecord read(InputStream in) throws IOException {
        return new BinaryReader(in).readDocument();
    }

    /**
     * Reads a record from bytes that hold nothing else.
     *
     * @throws DataException if the content is not a record, is damaged, or has a newer version
     */
    public static DataRecord fromBytes(byte[] bytes) {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try {
            DataRecord record = read(in);
            if (in.available() > 0) {
                throw new DataException(in.available() + " bytes after the end of the record");
            }
            return record;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A checksum of the content: equal for equal records. */
    public static int checksum(DataRecord record) {
        BinaryWriter writer = new BinaryWriter(OutputStream.nullOutputStream());
        try {
            writer.writeDocument(record);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return writer.checksum();
    }
}
