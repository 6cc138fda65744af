package org.stillpoint.api.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads the binary form, in pieces no larger than what the payload still holds. Not thread-safe. */
final class BinaryReader {

    /** Memory is taken in steps of at most this many bytes, so that a false length meets the end of the stream first. */
    private static final int STEP = 1 << 20;

    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private long left;

    BinaryReader(InputStream in) {
        this.in = in;
    }

    DataRecord readDocument() throws IOException {
        left = BinaryFormat.HEADER_LENGTH;
        ByteBuffer header = bytes(BinaryFormat.HEADER_LENGTH);
        if (header.getInt() != BinaryFormat.MAGIC) {
            throw new DataException("not a Stillpoint record: it does not begin with STPT");
        }
        short version = header.getShort();
        if (version != BinaryFormat.VERSION) {
            throw new DataException("binary format version " + version + "; this program reads version " + BinaryFormat.VERSION);
        }
        header.getShort();
        left = header.getLong();
        if (left < 0) {
            throw new DataException("negative length of the payload");
        }
        DataRecord record;
        try {
            record = record(0);
        } catch (DataException | IllegalArgumentException damaged) {
            throw new DataException("damaged record: " + damaged.getMessage(), damaged);
        }
        if (left != 0) {
            throw new DataException("damaged record: " + left + " bytes more than its fields need");
        }
        int computed = (int) checksum.getValue();
        left = Integer.BYTES;
        if (bytes(Integer.BYTES).getInt() != computed) {
            throw new DataException("damaged record: the checksum does not fit the content");
        }
        return record;
    }

    private ByteBuffer bytes(long count) throws IOException {
        if (count > left) {
            throw new DataException(count + " bytes expected where " + left + " are left");
        }
        if (count > Integer.MAX_VALUE - 8) {
            throw new DataException("a piece of " + count + " bytes is too long");
        }
        byte[] bytes = new byte[(int) Math.min(count, STEP)];
        int filled = 0;
        while (filled < count) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * bytes.length));
            }
            int got = in.read(bytes, filled, bytes.length - filled);
            if (got < 0) {
                throw new DataException("it ends after " + filled + " of " + count + " bytes of a piece");
            }
            filled += got;
        }
        left -= count;
        checksum.update(bytes, 0, (int) count);
        return ByteBuffer.wrap(bytes, 0, (int) count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int size(int leastBytesEach) throws IOException {
        int size = bytes(4).getInt();
        if (size < 0 || (long) size * leastBytesEach > left) {
            throw new DataException("a size of " + size + " where " + left + " bytes are left");
        }
        return size;
    }

    private String text() throws IOException {
        ByteBuffer bytes = bytes(size(1));
        return new String(bytes.array(), 0, bytes.limit(), StandardCharsets.UTF_8);
    }

    private DataRecord record(int depth) throws IOException {
        if (depth > BinaryFormat.MAXIMUM_DEPTH) {
            throw new DataException("records nested more than " + BinaryFormat.MAXIMUM_DEPTH + " deep");
        }
        DataRecord.Builder builder = DataRecord.of(text(), bytes(4).getInt());
        int fields = size(6);
        for (int i = 0; i < fields; i++) {
            field(builder, text(), depth);
        }
        return builder.build();
    }

    private void field(DataRecord.Builder builder, String name, int depth) throws IOException {
        byte kind = bytes(1).get();
        switch (kind) {
            case BinaryFormat.TRUTH -> builder.truth(name, bytes(1).get() != 0);
            case BinaryFormat.INTEGER -> builder.integer(name, bytes(8).getLong());
            case BinaryFormat.NUMBER -> builder.number(name, bytes(8).getDouble());
            case BinaryFormat.TEXT -> builder.text(name, text());
            case BinaryFormat.TEXTS -> {
                List<String> texts = new ArrayList<>();
                for (int i = size(4); i > 0; i--) {
                    texts.add(text());
                }
                builder.texts(name, texts);
            }
            case BinaryFormat.RECORD -> builder.record(name, record(depth + 1));
            case BinaryFormat.RECORDS -> {
                List<DataRecord> records = new ArrayList<>();
                for (int i = size(12); i > 0; i--) {
                    records.add(record(depth + 1));
                }
                builder.records(name, records);
            }
            default -> builder.array(name, array(kind));
        }
    }

    private NamedArray array(byte kind) throws IOException {
        int[] shape = new int[bytes(1).get() & 0xFF];
        ByteBuffer extents = bytes(4L * shape.length);
        int length = 1;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = extents.getInt();
            long product = (long) length * shape[i];
            if (shape[i] < 0 || product > Math.min(left, Integer.MAX_VALUE)) {
                throw new DataException("an array with an extent of " + shape[i] + " where " + left + " bytes are left");
            }
            length = (int) product;
        }
        // The bytes come first: a false length meets the end of the stream before the array is made.
        switch (kind) {
            case BinaryFormat.DOUBLES -> {
                ByteBuffer content = bytes(8L * length);
                double[] doubles = new double[length];
                content.asDoubleBuffer().get(doubles);
                return new NamedArray(doubles, shape);
            }
            case BinaryFormat.FLOATS -> {
                ByteBuffer content = bytes(4L * length);
                float[] floats = new float[length];
                content.asFloatBuffer().get(floats);
                return new NamedArray(floats, shape);
            }
            case BinaryFormat.LONGS -> {
                ByteBuffer content = bytes(8L * length);
                long[] longs = new long[length];
                content.asLongBuffer().get(longs);
                return new NamedArray(longs, shape);
            }
            case BinaryFormat.INTS -> {
                ByteBuffer content = bytes(4L * length);
                int[] ints = new int[length];
                content.asIntBuffer().get(ints);
                return new NamedArray(ints, shape);
            }
            case BinaryFormat.BYTES -> {
                return new NamedArray(Arrays.copyOf(bytes(length).array(), length), shape);
            }
            default -> throw new DataException("unknown kind of value " + kind);
        }
    }
}
