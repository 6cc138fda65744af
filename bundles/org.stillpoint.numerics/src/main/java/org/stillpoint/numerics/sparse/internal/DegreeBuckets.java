package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/** Nodes in doubly linked lists by degree, for taking one of smallest degree. */
final class DegreeBuckets {

    private static final int NONE = -1;

    private final int[] heads;
    private final int[] next;
    private final int[] previous;
    private int smallest;

    DegreeBuckets(int n) {
        heads = new int[n];
        next = new int[n];
        previous = new int[n];
        Arrays.fill(heads, NONE);
    }

    void add(int node, int degree) {
        int head = heads[degree];
        next[node] = head;
        previous[node] = NONE;
        if (head != NONE) {
            previous[head] = node;
        }
        heads[degree] = node;
        smallest = Math.min(smallest, degree);
    }

    void remove(int node, int degree) {
        if (previous[node] != NONE) {
            next[previous[node]] = next[node];
        } else {
            heads[degree] = next[node];
        }
        if (next[node] != NONE) {
            previous[next[node]] = previous[node];
        }
    }

    /** Removes and returns a node of smallest degree; there is one. */
    int takeSmallest() {
        while (heads[smallest] == NONE) {
            smallest++;
        }
        int node = heads[smallest];
        remove(node, smallest);
        return node;
    }
}
