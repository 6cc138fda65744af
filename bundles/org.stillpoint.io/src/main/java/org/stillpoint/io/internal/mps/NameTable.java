package org.stillpoint.io.internal.mps;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names numbered in the order they were added: the bytes of all in one array, found by a hash table with open addressing. */
final class NameTable {

    private byte[] pool = new byte[1 << 12];
    private int[] starts = new int[1 << 8];
    private int count;
    private int[] slots = new int[1 << 9];

    /** The number of a name, or -1. */
    int find(byte[] bytes, int start, int end) {
        int mask = slots.length - 1;
        for (int slot = hash(bytes, start, end) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int index = slots[slot] - 1;
            if (is(index, bytes, start, end)) {
                return index;
            }
        }
        return -1;
    }

    /** Adds a name that is not there yet and answers its number. */
    int add(byte[] bytes, int start, int end) {
        int length = end - start;
        int from = starts[count];
        if (from > Integer.MAX_VALUE - 8 - length) {
            throw new IllegalStateException("the names take more than 2 GB");
        }
        if (from + length > pool.length) {
            pool = Arrays.copyOf(pool, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(from + (long) length, 2L * pool.length)));
        }
        System.arraycopy(bytes, start, pool, from, length);
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[++count] = from + length;
        if (2 * count > slots.length) {
            rehash();
        } else {
            insert(count - 1);
        }
        return count - 1;
    }

    /** Whether the name with that number consists of these bytes. */
    boolean is(int index, byte[] bytes, int start, int end) {
        return Arrays.equals(pool, starts[index], starts[index + 1], bytes, start, end);
    }

    /** The number of names. */
    int size() {
        return count;
    }

    /** The name with that number: UTF-8, or Latin-1 where the bytes are no UTF-8. */
    String name(int index) {
        return text(pool, starts[index], starts[index + 1]);
    }

    /** Bytes as text: UTF-8, or Latin-1 where they are no UTF-8. */
    static String text(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0) {
                return decoded(bytes, start, end);
            }
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] bytes, int start, int end) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int index = 0; index < count; index++) {
            insert(index);
        }
    }

    private void insert(int index) {
        int mask = slots.length - 1;
        int slot = hash(pool, starts[index], starts[index + 1]) & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = index + 1;
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
