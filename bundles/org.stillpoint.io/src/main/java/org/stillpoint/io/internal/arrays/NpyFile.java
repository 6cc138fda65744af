package org.stillpoint.io.internal.arrays;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;

/**
 * NumPy array files. What is read becomes row-major: f8 as double, f4 as float, i8, u8 and u4 as long, i4, i2, u2 and u1 as
 * int, i1 and b1 as byte.
 */
public final class NpyFile {

    private static final int CHUNK = 1 << 16;
    private static final int CHARACTER = 4;
    private static final Charset UTF_32 = Charset.forName("UTF-32LE");

    private NpyFile() {
    }

    /**
     * Reads an array.
     *
     * @param place the name of the file and the array, for messages
     * @throws ProblemFormatException if the data is no array of plain numbers, or truncated, or goes on
     */
    public static NamedArray read(InputStream in, String place) throws IOException {
        NpyHeader header = NpyHeader.read(in, place);
        if (header.kind() == NpyHeader.TEXT) {
            throw NpyHeader.unknown("'" + (header.order() == ByteOrder.BIG_ENDIAN ? '>' : '<') + header.kind() + header.size() + "'",
                    place);
        }
        return (NamedArray) values(header, in, place);
    }

    /** Reads an array, or a list of texts. */
    static Object readAny(InputStream in, String place) throws IOException {
        return values(NpyHeader.read(in, place), in, place);
    }

    private static Object values(NpyHeader header, InputStream in, String place) throws IOException {
        boolean texts = header.kind() == NpyHeader.TEXT;
        long expected = (long) header.length() * header.size() * (texts ? CHARACTER : 1);
        // The bytes are collected as they come: a damaged shape must not make us reserve gigabytes.
        if (expected > Integer.MAX_VALUE - 8) {
            throw new ProblemFormatException(place, 0, "an array of " + expected + " bytes; expected less than 2 GB");
        }
        byte[] bytes = in.readNBytes((int) expected);
        if (bytes.length < expected) {
            throw new ProblemFormatException(place, 0, "truncated: " + bytes.length + " of " + expected + " bytes of numbers");
        }
        if (in.read() >= 0) {
            throw new ProblemFormatException(place, 0, "more data after the " + expected + " bytes of numbers");
        }
        if (texts) {
            return texts(header, bytes);
        }
        Object values = values(header, ByteBuffer.wrap(bytes).order(header.order()), place);
        int[] shape = header.shape();
        return new NamedArray(header.fortranOrder() && shape.length > 1 ? RowMajor.fromColumnMajor(values, shape) : values, shape);
    }

    private static List<String> texts(NpyHeader header, byte[] bytes) {
        Charset characters = header.order() == ByteOrder.BIG_ENDIAN ? Charset.forName("UTF-32BE") : UTF_32;
        int size = header.size() * CHARACTER;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < header.length(); i++) {
            String text = new String(bytes, i * size, size, characters);
            int end = text.indexOf(0);
            texts.add(end < 0 ? text : text.substring(0, end));
        }
        return texts;
    }

    /** Writes texts as an array of one dimension, little-endian. */
    static void write(List<String> texts, OutputStream out) throws IOException {
        int longest = texts.stream().mapToInt(text -> text.codePointCount(0, text.length())).max().orElse(0);
        int size = Math.max(1, longest);
        out.write(new NpyHeader(NpyHeader.TEXT, size, ByteOrder.LITTLE_ENDIAN, false, new int[] {texts.size()}).bytes());
        for (String text : texts) {
            out.write(Arrays.copyOf(text.getBytes(UTF_32), size * CHARACTER));
        }
    }

    private static Object values(NpyHeader header, ByteBuffer bytes, String place) throws ProblemFormatException {
        int length = header.length();
        return switch ("" + header.kind() + header.size()) {
            case "f8" -> {
                double[] values = new double[length];
                bytes.asDoubleBuffer().get(values);
                yield values;
            }
            case "f4" -> {
                float[] values = new float[length];
                bytes.asFloatBuffer().get(values);
                yield values;
            }
            case "i8", "u8" -> longs(header, bytes, place);
            case "u4" -> {
                long[] values = new long[length];
                for (int i = 0; i < length; i++) {
                    values[i] = Integer.toUnsignedLong(bytes.getInt());
                }
                yield values;
            }
            case "i4" -> {
                int[] values = new int[length];
                bytes.asIntBuffer().get(values);
                yield values;
            }
            case "i2", "u2", "u1" -> shorts(header, bytes);
            default -> {
                byte[] values = new byte[length];
                bytes.get(values);
                yield values;
            }
        };
    }

    private static long[] longs(NpyHeader header, ByteBuffer bytes, String place) throws ProblemFormatException {
        long[] values = new long[header.length()];
        bytes.asLongBuffer().get(values);
        if (header.kind() == 'u') {
            for (long value : values) {
                if (value < 0) {
                    throw new ProblemFormatException(place, 0, "the value " + Long.toUnsignedString(value)
                            + " is too large; expected at most " + Long.MAX_VALUE);
                }
            }
        }
        return values;
    }

    private static int[] shorts(NpyHeader header, ByteBuffer bytes) {
        int[] values = new int[header.length()];
        for (int i = 0; i < values.length; i++) {
            if (header.size() == 1) {
                values[i] = Byte.toUnsignedInt(bytes.get());
            } else {
                short value = bytes.getShort();
                values[i] = header.kind() == 'u' ? Short.toUnsignedInt(value) : value;
            }
        }
        return values;
    }

    /** Writes an array, row-major and little-endian. */
    public static void write(NamedArray array, OutputStream out) throws IOException {
        Object values = array.values();
        String type = values instanceof double[] ? "f8" : values instanceof float[] ? "f4" : values instanceof long[] ? "i8"
                : values instanceof int[] ? "i4" : "i1";
        int size = type.charAt(1) - '0';
        out.write(new NpyHeader(type.charAt(0), size, ByteOrder.LITTLE_ENDIAN, false, array.shape()).bytes());
        int length = array.length();
        int step = CHUNK / size;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += step) {
            int count = Math.min(step, length - from);
            put(chunk.clear(), values, from, count);
            out.write(chunk.array(), 0, count * size);
        }
    }

    private static void put(ByteBuffer chunk, Object values, int from, int count) {
        if (values instanceof double[] doubles) {
            chunk.asDoubleBuffer().put(doubles, from, count);
        } else if (values instanceof float[] floats) {
            chunk.asFloatBuffer().put(floats, from, count);
        } else if (values instanceof long[] longs) {
            chunk.asLongBuffer().put(longs, from, count);
        } else if (values instanceof int[] ints) {
            chunk.asIntBuffer().put(ints, from, count);
        } else if (values instanceof byte[] bytes) {
            chunk.put(bytes, from, count);
        } else {
            throw new IllegalArgumentException("cannot write " + values.getClass().getSimpleName());
        }
    }
}
