package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/**
 * The elimination tree of a symmetric pattern: the parent of column j is the row of the first entry below the diagonal in column j of the
 * factor (J. W. H. Liu, The role of elimination trees in sparse factorization, SIAM J. Matrix Anal. Appl. 11, 1990).
 */
final class EliminationTree {

    /** The parent of each node, -1 for a root; parents have higher numbers. */
    final int[] parents;

    private EliminationTree(int[] parents) {
        this.parents = parents;
    }

    static EliminationTree of(SymmetricPattern pattern) {
        int n = pattern.dimension;
        int[] parents = new int[n];
        int[] ancestors = new int[n];
        for (int i = 0; i < n; i++) {
            parents[i] = -1;
            ancestors[i] = -1;
            for (int k = pattern.starts[i]; k < pattern.starts[i + 1]; k++) {
                int node = pattern.neighbours[k];
                while (node < i && node != -1) {
                    int next = ancestors[node];
                    ancestors[node] = i;
                    if (next == -1) {
                        parents[node] = i;
                    }
                    node = next;
                }
            }
        }
        return new EliminationTree(parents);
    }

    /** The nodes in an order in which each subtree is contiguous and ends with its root. */
    int[] postorder() {
        int n = parents.length;
        int[] firstChild = new int[n];
        int[] sibling = new int[n];
        Arrays.fill(firstChild, -1);
        for (int node = n - 1; node >= 0; node--) {
            if (parents[node] >= 0) {
                sibling[node] = firstChild[parents[node]];
                firstChild[parents[node]] = node;
            }
        }
        int[] order = new int[n];
        int[] path = new int[n];
        int end = 0;
        for (int root = 0; root < n; root++) {
            if (parents[root] >= 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            while (depth >= 0) {
                int node = path[depth];
                int child = firstChild[node];
                if (child < 0) {
                    order[end++] = node;
                    depth--;
                } else {
                    firstChild[node] = sibling[child];
                    path[++depth] = child;
                }
            }
        }
        return order;
    }

    /**
     * The number of entries of each column of the factor, with the diagonal, for a tree whose nodes are numbered in postorder. Row i of the
     * factor is a subtree of node i; its leaves are counted up and the meeting points of consecutive leaves counted down, so that sums over
     * subtrees are the column counts (J. R. Gilbert, E. G. Ng, B. W. Peyton, SIAM J. Matrix Anal. Appl. 15, 1994).
     */
    int[] columnCounts(SymmetricPattern pattern) {
        int n = parents.length;
        int[] firstDescendants = new int[n];
        int[] weights = new int[n];
        int[] representatives = new int[n];
        int[] previousLeaf = new int[n];
        int[] highestFirst = new int[n];
        for (int j = 0; j < n; j++) {
            firstDescendants[j] = j;
            weights[j] = 1;
            representatives[j] = j;
            previousLeaf[j] = -1;
            highestFirst[j] = -1;
        }
        for (int j = 0; j < n; j++) {
            int parent = parents[j];
            if (parent >= 0) {
                firstDescendants[parent] = Math.min(firstDescendants[parent], firstDescendants[j]);
                weights[parent] = 0;
            }
        }
        for (int j = 0; j < n; j++) {
            if (parents[j] >= 0) {
                weights[parents[j]]--;
            }
            for (int k = pattern.starts[j]; k < pattern.starts[j + 1]; k++) {
                int i = pattern.neighbours[k];
                if (i <= j || firstDescendants[j] <= highestFirst[i]) {
                    continue;
                }
                weights[j]++;
                if (previousLeaf[i] >= 0) {
                    weights[representative(representatives, previousLeaf[i])]--;
                }
                previousLeaf[i] = j;
                highestFirst[i] = firstDescendants[j];
            }
            if (parents[j] >= 0) {
                representatives[j] = parents[j];
            }
        }
        for (int j = 0; j < n; j++) {
            if (parents[j] >= 0) {
                weights[parents[j]] += weights[j];
            }
        }
        return weights;
    }

    private static int representative(int[] representatives, int node) {
        int root = node;
        while (representatives[root] != root) {
            root = representatives[root];
        }
        int walker = node;
        while (walker != root) {
            int next = representatives[walker];
            representatives[walker] = root;
            walker = next;
        }
        return root;
    }
}
