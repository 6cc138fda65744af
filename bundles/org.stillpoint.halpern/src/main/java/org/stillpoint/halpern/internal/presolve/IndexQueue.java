package org.stillpoint.halpern.internal.presolve;

/** A first-in, first-out queue of indices below a limit, each in it at most once. */
final class IndexQueue {

    private final int[] ring;
    private final boolean[] queued;
    private int head;
    private int size;

    IndexQueue(int limit, boolean full) {
        ring = new int[limit];
        queued = new boolean[limit];
        if (full) {
            for (int index = 0; index < limit; index++) {
                add(index);
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(int index) {
        if (!queued[index]) {
            queued[index] = true;
            int end = head + size++;
            ring[end < ring.length ? end : end - ring.length] = index;
        }
    }

    int remove() {
        int index = ring[head];
        head = head + 1 == ring.length ? 0 : head + 1;
        size--;
        queued[index] = false;
        return index;
    }
}
