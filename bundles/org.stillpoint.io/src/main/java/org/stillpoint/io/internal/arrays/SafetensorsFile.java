package org.stillpoint.io.internal.arrays;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.io.ProblemFormatException;
import org.stillpoint.io.internal.json.JsonRecordReader;

/**
 * Safetensors files: eight bytes with the length of a header, the header in JSON with the type, the shape and the place of each array, and
 * the values, row-major and little-endian, without gaps. F64 is read as double, F32, F16 and BF16 as float, I64 as long, I32 as int, I8 and
 * BOOL as byte.
 */
public final class SafetensorsFile {

    private static final int LENGTH_BYTES = 8;
    private static final int LONGEST_HEADER = 100_000_000;
    private static final String METADATA = "__metadata__";

    /** An array as the header describes it. */
    private record Entry(String name, String type, int[] shape, long from, long to) {

        /** Where the array's own faults are. */
        String place(String source) {
            return source + "#" + name;
        }
    }

    private final String source;
    private final ByteBuffer values;
    private final List<Entry> entries = new ArrayList<>();

    private SafetensorsFile(InputStream in, String source) throws IOException {
        this.source = source;
        byte[] start = in.readNBytes(LENGTH_BYTES);
        long length = start.length < LENGTH_BYTES ? -1 : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST_HEADER) {
            throw new ProblemFormatException(source, 0, start.length < LENGTH_BYTES ? "the file ends after " + start.length
                    + " bytes; expected eight bytes with the length of the header" : "a header of " + Long.toUnsignedString(length)
                            + " bytes; expected 2 to " + LONGEST_HEADER + ", so this is no safetensors file");
        }
        byte[] header = in.readNBytes((int) length);
        if (header.length < length) {
            throw new ProblemFormatException(source, 0, "truncated: " + header.length + " of " + length + " bytes of the header");
        }
        values = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        JsonRecordReader.Fields fields = JsonRecordReader.read(new ByteArrayInputStream(header), source, (field, text, line) -> text);
        for (Map.Entry<String, Object> field : fields.fields().entrySet()) {
            if (!field.getKey().equals(METADATA)) {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        }
        checkPlaces();
    }

    private Entry entry(String name, Object described) throws ProblemFormatException {
        try {
            DataRecord record = DataRecord.of("header", 1).record("array", (DataRecord) described).build().record("array");
            double[] extents = record.numbers("shape");
            int[] shape = new int[extents.length];
            long length = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = (int) extents[i];
                length *= shape[i];
                if (shape[i] != extents[i] || shape[i] < 0 || length > Integer.MAX_VALUE - 8) {
                    throw new DataException("the shape is no list of extents of an array of at most " + (Integer.MAX_VALUE - 8)
                            + " values");
                }
            }
            double[] offsets = record.numbers("data_offsets");
            if (offsets.length != 2 || offsets[0] != Math.rint(offsets[0]) || offsets[1] != Math.rint(offsets[1])) {
                throw new DataException("data_offsets are not two integers");
            }
            return new Entry(name, record.text("dtype"), shape, (long) offsets[0], (long) offsets[1]);
        } catch (DataException | ClassCastException wrong) {
            throw new ProblemFormatException(source + "#" + name, 0, (wrong instanceof DataException ? wrong.getMessage()
                    : "the header has " + described) + "; expected dtype, shape and data_offsets", wrong);
        }
    }

    /** Checks that each array is as long as its shape says and lies within the file, and that they fill it without overlap. */
    private void checkPlaces() throws ProblemFormatException {
        long end = 0;
        for (Entry entry : entries.stream().sorted(Comparator.comparingLong(Entry::from).thenComparingLong(Entry::to)).toList()) {
            String place = entry.place(source);
            String offsets = "data_offsets [" + entry.from() + ", " + entry.to() + "]";
            if (entry.from() < 0 || entry.to() < entry.from() || entry.to() > values.limit()) {
                throw new ProblemFormatException(place, 0, offsets + " are outside the " + values.limit() + " bytes of values"
                        + (entry.to() > values.limit() ? "; the file is truncated" : ""));
            }
            if (entry.from() != end) {
                throw new ProblemFormatException(place, 0, offsets + (entry.from() < end ? " overlap another array"
                        : " leave a gap after byte " + end));
            }
            int size = size(entry.type());
            if (size > 0 && entry.to() - entry.from() != (long) size * length(entry.shape())) {
                throw new ProblemFormatException(place, 0, (entry.to() - entry.from()) + " bytes; expected "
                        + (long) size * length(entry.shape()) + " for " + length(entry.shape()) + " values of type " + entry.type());
            }
            end = entry.to();
        }
        if (end != values.limit()) {
            throw new ProblemFormatException(source, 0, (values.limit() - end) + " bytes after the last array");
        }
    }

    private static int length(int[] shape) {
        int length = 1;
        for (int extent : shape) {
            length *= extent;
        }
        return length;
    }

    /** The bytes of a number, 0 for a type that is not read. */
    private static int size(String type) {
        return switch (type) {
            case "F64", "I64" -> 8;
            case "F32", "I32" -> 4;
            case "F16", "BF16" -> 2;
            case "I8", "BOOL" -> 1;
            default -> 0;
        };
    }

    /**
     * Reads all arrays in the order of the header.
     *
     * @param source the file's name, for messages
     * @throws ProblemFormatException if the file is damaged or has arrays of other types
     */
    public static Map<String, NamedArray> read(InputStream in, String source) throws IOException {
        SafetensorsFile file = new SafetensorsFile(in, source);
        Map<String, NamedArray> arrays = new LinkedHashMap<>();
        for (Entry entry : file.entries) {
            arrays.put(entry.name(), file.array(entry));
        }
        return arrays;
    }

    /**
     * Reads one array.
     *
     * @throws ProblemFormatException if the file is damaged, or there is no array of that name, or its type is another one
     */
    public static NamedArray read(InputStream in, String source, String wanted) throws IOException {
        SafetensorsFile file = new SafetensorsFile(in, source);
        for (Entry entry : file.entries) {
            if (entry.name().equals(wanted)) {
                return file.array(entry);
            }
        }
        throw new ProblemFormatException(source, 0, "there is no array '" + wanted + "'; expected one of "
                + new TreeSet<>(file.entries.stream().map(Entry::name).toList()));
    }

    private NamedArray array(Entry entry) throws ProblemFormatException {
        ByteBuffer bytes = values.slice((int) entry.from(), (int) (entry.to() - entry.from())).order(ByteOrder.LITTLE_ENDIAN);
        int length = length(entry.shape());
        Object numbers = switch (entry.type()) {
            case "F64" -> {
                double[] doubles = new double[length];
                bytes.asDoubleBuffer().get(doubles);
                yield doubles;
            }
            case "F32" -> {
                float[] floats = new float[length];
                bytes.asFloatBuffer().get(floats);
                yield floats;
            }
            case "F16", "BF16" -> halves(bytes, length, entry.type().equals("F16"));
            case "I64" -> {
                long[] longs = new long[length];
                bytes.asLongBuffer().get(longs);
                yield longs;
            }
            case "I32" -> {
                int[] ints = new int[length];
                bytes.asIntBuffer().get(ints);
                yield ints;
            }
            case "I8", "BOOL" -> {
                byte[] small = new byte[length];
                bytes.get(small);
                yield small;
            }
            default -> throw new ProblemFormatException(entry.place(source), 0, "type " + entry.type()
                    + "; expected F64, F32, F16, BF16, I64, I32, I8 or BOOL");
        };
        return new NamedArray(numbers, entry.shape());
    }

    private static float[] halves(ByteBuffer bytes, int length, boolean ieee) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            int bits = bytes.getShort() & 0xFFFF;
            // BF16 is the first half of a float.
            floats[i] = ieee ? half(bits) : Float.intBitsToFloat(bits << 16);
        }
        return floats;
    }

    /** A number of IEEE 754 in 16 bits: sign, 5 bits of exponent, 10 bits of significand. */
    private static float half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int significand = bits & 0x3FF;
        float magnitude = exponent == 0x1F ? significand == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : exponent == 0 ? significand * 0x1p-24f : Math.scalb((float) (0x400 + significand), exponent - 25);
        return bits >> 15 == 0 ? magnitude : -magnitude;
    }
}
