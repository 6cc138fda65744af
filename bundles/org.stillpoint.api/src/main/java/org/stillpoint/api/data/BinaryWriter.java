package org.stillpoint.api.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes the binary form through one buffer. Not thread-safe. */
final class BinaryWriter {

    private static final int CHUNK = 1 << 13;

    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    BinaryWriter(OutputStream out) {
        this.out = out;
    }

    int checksum() {
        return (int) checksum.getValue();
    }

    void writeDocument(DataRecord record) throws IOException {
        buffer.putInt(BinaryFormat.MAGIC).putShort(BinaryFormat.VERSION).putShort((short) 0).putLong(recordSize(record));
        writeRecord(record);
        flush();
        buffer.putInt(checksum());
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
    }

    private void flush() throws IOException {
        checksum.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private void reserve(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void writeRecord(DataRecord record) throws IOException {
        writeText(record.type());
        reserve(8);
        buffer.putInt(record.version()).putInt(record.fields().size());
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            writeText(field.getKey());
            writeValue(field.getValue());
        }
    }

    private void writeText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reserve(4);
        buffer.putInt(bytes.length);
        writeBytes(bytes);
    }

    private void writeValue(Object value) throws IOException {
        reserve(9);
        if (value instanceof Boolean truth) {
            buffer.put(BinaryFormat.TRUTH).put((byte) (truth ? 1 : 0));
        } else if (value instanceof Long integer) {
            buffer.put(BinaryFormat.INTEGER).putLong(integer);
        } else if (value instanceof Double number) {
            buffer.put(BinaryFormat.NUMBER).putDouble(number);
        } else if (value instanceof String text) {
            buffer.put(BinaryFormat.TEXT);
            writeText(text);
        } else if (value instanceof DataRecord record) {
            buffer.put(BinaryFormat.RECORD);
            writeRecord(record);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else {
            writeArray((NamedArray) value);
        }
    }

    private void writeList(List<?> list) throws IOException {
        boolean records = isRecords(list);
        buffer.put(records ? BinaryFormat.RECORDS : BinaryFormat.TEXTS).putInt(list.size());
        for (Object item : list) {
            if (records) {
                writeRecord((DataRecord) item);
            } else {
                writeText((String) item);
            }
        }
    }

    private static boolean isRecords(List<?> list) {
        return !list.isEmpty() && list.get(0) instanceof DataRecord;
    }

    private void writeArray(NamedArray array) throws IOException {
        buffer.put(kind(array)).put((byte) array.shape().length);
        for (int extent : array.shape()) {
            reserve(4);
            buffer.putInt(extent);
        }
        flush();
        Object values = array.values();
        if (values instanceof byte[] bytes) {
            writeBytes(bytes);
            return;
        }
        int chunk = buffer.capacity() / elementSize(values);
        for (int from = 0; from < array.length(); from += chunk) {
            int count = Math.min(chunk, array.length() - from);
            if (values instanceof double[] doubles) {
                buffer.asDoubleBuffer().put(doubles, from, count);
            } else if (values instanceof float[] floats) {
                buffer.asFloatBuffer().put(floats, from, count);
            } else if (values instanceof long[] longs) {
                buffer.asLongBuffer().put(longs, from, count);
            } else {
                buffer.asIntBuffer().put((int[]) values, from, count);
            }
            buffer.position(count * elementSize(values));
            flush();
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length;) {
            reserve(1);
            int count = Math.min(buffer.remaining(), bytes.length - from);
            buffer.put(bytes, from, count);
            from += count;
        }
    }

    private static byte kind(NamedArray array) {
        Object values = array.values();
        return values instanceof double[] ? BinaryFormat.DOUBLES : values instanceof float[] ? BinaryFormat.FLOATS
                : values instanceof long[] ? BinaryFormat.LONGS : values instanceof int[] ? BinaryFormat.INTS : BinaryFormat.BYTES;
    }

    private static int elementSize(Object values) {
        return values instanceof double[] || values instanceof long[] ? Long.BYTES
                : values instanceof byte[] ? Byte.BYTES : Integer.BYTES;
    }

    private static long recordSize(DataRecord record) {
        long size = textSize(record.type()) + 8;
        for (Map.Entry<String, Object> field : record.fields().entrySet()) {
            size += textSize(field.getKey()) + 1 + valueSize(field.getValue());
        }
        return size;
    }

    private static long valueSize(Object value) {
        if (value instanceof Boolean) {
            return 1;
        }
        if (value instanceof String text) {
            return textSize(text);
        }
        if (value instanceof DataRecord record) {
            return recordSize(record);
        }
        if (value instanceof List<?> list) {
            long size = 4;
            for (Object item : list) {
                size += item instanceof DataRecord record ? recordSize(record) : textSize((String) item);
            }
            return size;
        }
        if (value instanceof NamedArray array) {
            return 1 + 4L * array.shape().length + (long) array.length() * elementSize(array.values());
        }
        return 8;
    }

    private static long textSize(String text) {
        long size = 4;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                size += 4;
                i++;
            } else {
                // An unpaired surrogate is written as one replacement byte.
                size += c < 0x80 || Character.isSurrogate(c) ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return size;
    }
}
