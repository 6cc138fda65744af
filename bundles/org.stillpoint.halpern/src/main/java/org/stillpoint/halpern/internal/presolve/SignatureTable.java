package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;

/** Finds earlier lines (rows, or columns) with the same signature. */
final class SignatureTable {

    private final int[] bucketHead;
    private final int[] next;
    private final long[] signatures;

    SignatureTable(int lines) {
        bucketHead = new int[Integer.highestOneBit(Math.max(4, lines)) * 2];
        next = new int[lines];
        signatures = new long[lines];
        Arrays.fill(bucketHead, -1);
    }

    /** The line added last before the given one with the same signature, or -1; to go on from a line that was found, pass that. */
    int previous(int line) {
        int candidate = next[line];
        while (candidate >= 0 && signatures[candidate] != signatures[line]) {
            candidate = next[candidate];
        }
        return candidate;
    }

    void add(int line, long signature) {
        int bucket = (int) (signature >>> 32) & bucketHead.length - 1;
        signatures[line] = signature;
        next[line] = bucketHead[bucket];
        bucketHead[bucket] = line;
    }

    /**
     * The part of one entry in the signature of its line; parts are added up, so that the order of entries does not matter.
     *
     * @param index the place of the entry in its line
     * @param ratio its value relative to a reference entry of the line; only its leading bits count
     */
    static long part(int index, double ratio) {
        long mixed = index * 0x9E3779B97F4A7C15L ^ Float.floatToIntBits((float) ratio) * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
