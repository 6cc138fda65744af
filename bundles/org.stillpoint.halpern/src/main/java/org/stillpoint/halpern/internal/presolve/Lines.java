package org.stillpoint.halpern.internal.presolve;

import java.util.Arrays;

/**
 * The rows of a {@link LinkedMatrix}, or its columns: a doubly linked list of entries for each line. Of an entry a line knows the
 * place, which is the column of a row's entry and the row of a column's. Entries are numbers; -1 ends a list.
 */
final class Lines {

    private static final int NONE = -1;

    private final int[] head;
    private final int[] length;
    private int[] place;
    private int[] next;
    private int[] previous;

    Lines(int count, int capacity) {
        head = new int[count];
        length = new int[count];
        Arrays.fill(head, NONE);
        place = new int[capacity];
        next = new int[capacity];
        previous = new int[capacity];
    }

    int count() {
        return head.length;
    }

    int length(int line) {
        return length[line];
    }

    int first(int line) {
        return head[line];
    }

    int next(int entry) {
        return next[entry];
    }

    int place(int entry) {
        return place[entry];
    }

    /** Puts an entry at the head of a line. */
    void link(int entry, int line, int entryPlace) {
        place[entry] = entryPlace;
        next[entry] = head[line];
        previous[entry] = NONE;
        if (head[line] != NONE) {
            previous[head[line]] = entry;
        }
        head[line] = entry;
        length[line]++;
    }

    /** Takes an entry out of a line. Its own link to the next entry stays readable. */
    void unlink(int entry, int line) {
        if (previous[entry] == NONE) {
            head[line] = next[entry];
        } else {
            next[previous[entry]] = next[entry];
        }
        if (next[entry] != NONE) {
            previous[next[entry]] = previous[entry];
        }
        length[line]--;
    }

    void grow(int capacity) {
        place = Arrays.copyOf(place, capacity);
        next = Arrays.copyOf(next, capacity);
        previous = Arrays.copyOf(previous, capacity);
    }
}
