package org.stillpoint.io.internal.arrays;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.stillpoint.api.io.ProblemFormatException;

/**
 * The header of a NumPy array file, versions 1 to 3: a magic number, the header's length, and a Python dictionary with the
 * keys descr, fortran_order and shape.
 *
 * @param kind the kind of number: f, i, u or b; U for texts
 * @param size the bytes of one number, the characters of one text
 * @param order the order of those bytes
 * @param fortranOrder whether the first index runs fastest
 * @param shape the extents
 */
record NpyHeader(char kind, int size, ByteOrder order, boolean fortranOrder, int[] shape) {

    /** The kind of texts, of four bytes for each character. */
    static final char TEXT = 'U';

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final int ALIGNMENT = 64;
    private static final Pattern DESCRIPTION = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([<>|=]?)([a-zA-Z?])(\\d*)['\"]");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([\\d\\s,L]*)\\)");

    /** Reads a header; the stream then stands at the first number. */
    static NpyHeader read(InputStream in, String place) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new ProblemFormatException(place, 0, "this is no NumPy array; expected the magic number \\x93NUMPY");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new ProblemFormatException(place, 0, "NumPy format version " + version + "; expected 1, 2 or 3");
        }
        int lengthSize = version == 1 ? 2 : 4;
        byte[] lengthBytes = whole(in, lengthSize, place);
        ByteBuffer length = ByteBuffer.wrap(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = version == 1 ? Short.toUnsignedInt(length.getShort()) : length.getInt();
        if (count < 0 || count > LONGEST) {
            throw new ProblemFormatException(place, 0, "a NumPy header of " + Integer.toUnsignedString(count) + " bytes");
        }
        return parse(new String(whole(in, count, place), StandardCharsets.UTF_8), place);
    }

    private static byte[] whole(InputStream in, int count, String place) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new ProblemFormatException(place, 0, "truncated in the NumPy header");
        }
        return bytes;
    }

    private static NpyHeader parse(String text, String place) throws ProblemFormatException {
        Matcher description = DESCRIPTION.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!description.find() || !fortran.find() || !shape.find()) {
            throw new ProblemFormatException(place, 0, "NumPy header " + text.strip()
                    + "; expected descr (one plain type), fortran_order and shape");
        }
        char kind = description.group(2).charAt(0);
        String digits = description.group(3);
        int size = kind == '?' ? 1 : digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
        kind = kind == '?' ? 'b' : kind;
        boolean known = switch (kind) {
            case 'f' -> size == 4 || size == 8;
            case 'i', 'u' -> size == 1 || size == 2 || size == 4 || size == 8;
            case 'b' -> size == 1;
            case TEXT -> size >= 1;
            default -> false;
        };
        if (!known) {
            throw unknown(description.group().replaceAll(".*:\\s*", ""), place);
        }
        ByteOrder order = description.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(kind, size, order, fortran.group(1).equals("True"), shape(shape.group(1), place));
    }

    /** The refusal of a type that does not belong where it is. */
    static ProblemFormatException unknown(String type, String place) {
        return new ProblemFormatException(place, 0, "NumPy type " + type + "; expected f4, f8, i1 to i8, u1 to u8 or b1");
    }

    private static int[] shape(String text, String place) throws ProblemFormatException {
        String[] extents = text.isBlank() ? new String[0] : text.replace("L", "").strip().split("\\s*,\\s*");
        int[] shape = new int[extents.length];
        long product = 1;
        for (int i = 0; i < shape.length; i++) {
            boolean fits = !extents[i].isEmpty() && extents[i].length() < 10;
            shape[i] = fits ? Integer.parseInt(extents[i]) : -1;
            product = fits ? product * shape[i] : Long.MAX_VALUE;
            if (product > Integer.MAX_VALUE - 8) {
                throw new ProblemFormatException(place, 0, "shape (" + text + "); expected at most " + (Integer.MAX_VALUE - 8) + " values");
            }
        }
        return shape;
    }

    /** The number of values. */
    int length() {
        int product = 1;
        for (int extent : shape) {
            product *= extent;
        }
        return product;
    }

    /** The bytes of a header of version 1, or 2 where the shape needs one. */
    byte[] bytes() {
        String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + (size == 1 && kind != TEXT ? '|' : order == ByteOrder.BIG_ENDIAN ? '>' : '<') + kind + size
                + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': (" + extents
                + (shape.length == 1 ? ",), }" : "), }");
        int version = text.length() + ALIGNMENT > 0xFFFF ? 2 : 1;
        int preamble = MAGIC.length + 2 + 2 * version;
        int total = (preamble + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) version).put((byte) 0);
        if (version == 1) {
            bytes.putShort((short) (total - preamble));
        } else {
            bytes.putInt(total - preamble);
        }
        bytes.put(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < total - 1) {
            bytes.put((byte) ' ');
        }
        return bytes.put((byte) '\n').array();
    }
}
