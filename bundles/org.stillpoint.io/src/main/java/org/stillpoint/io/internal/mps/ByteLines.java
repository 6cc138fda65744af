package org.stillpoint.io.internal.mps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.stillpoint.api.io.ProblemFormatException;

/**
 * The lines of a stream as ranges of one buffer, so that no object is made for a line. A line ends with LF, CR, CR LF or the
 * end of the stream.
 */
final class ByteLines {

    /** A line longer than this is no line of text. */
    static final int LONGEST = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final String source;
    private byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private int start;
    private int end;
    private int line;
    private boolean afterReturn;

    ByteLines(InputStream stream, String source) {
        this.stream = stream;
        this.source = source;
    }

    /** Moves to the next line; false at the end of the stream. */
    boolean next() throws IOException {
        if (afterReturn && (position < limit || fill(position)) && buffer[position] == '\n') {
            position++;
        }
        afterReturn = false;
        start = position;
        int scan = position;
        while (true) {
            if (scan == limit) {
                int scanned = scan - start;
                if (!fill(start)) {
                    return last();
                }
                start = 0;
                scan = scanned;
            }
            byte[] bytes = buffer;
            int stop = limit;
            while (scan < stop && bytes[scan] != '\n' && bytes[scan] != '\r') {
                scan++;
            }
            if (scan < stop) {
                afterReturn = bytes[scan] == '\r';
                return found(scan, scan + 1);
            }
        }
    }

    private boolean last() {
        return limit > start && found(limit, limit);
    }

    private boolean found(int lineEnd, int following) {
        end = lineEnd;
        position = following;
        if (line == 0 && Arrays.equals(buffer, start, Math.min(end, start + BYTE_ORDER_MARK.length), BYTE_ORDER_MARK, 0,
                BYTE_ORDER_MARK.length)) {
            start += BYTE_ORDER_MARK.length;
        }
        line++;
        return true;
    }

    /** Moves what begins at {@code from} to the front of the buffer and reads more behind it. */
    private boolean fill(int from) throws IOException {
        int kept = limit - from;
        if (kept > LONGEST) {
            throw new ProblemFormatException(source, line + 1L, "a line of more than " + LONGEST + " bytes; expected text");
        }
        byte[] target = kept > buffer.length / 2 ? Arrays.copyOf(buffer, 2 * buffer.length) : buffer;
        System.arraycopy(buffer, from, target, 0, kept);
        buffer = target;
        int count = stream.read(buffer, kept, buffer.length - kept);
        start = 0;
        position = 0;
        limit = kept + Math.max(0, count);
        return count > 0;
    }

    /** Reads the rest of the stream, so that a checksum at its end is checked. */
    void drain() throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
    }

    /** The bytes of which the current line is a range; valid until the next line. */
    byte[] bytes() {
        return buffer;
    }

    /** Where the current line starts. */
    int start() {
        return start;
    }

    /** Where the current line ends, its line break excluded. */
    int end() {
        return end;
    }

    /** The one-based number of the current line. */
    int line() {
        return line;
    }
}
