package org.stillpoint.numerics.sparse.internal;

import java.util.Arrays;

/**
 * The approximate minimum degree ordering (P. R. Amestoy, T. A. Davis, I. S. Duff, An approximate minimum degree ordering algorithm,
 * SIAM J. Matrix Anal. Appl. 17, 1996).
 *
 * <p>Elimination is played on the quotient graph: an eliminated node becomes an element, whose list holds the variables that it connects;
 * the list of a variable holds its elements first and then the variables it is still joined to directly. Variables that have become
 * indistinguishable are merged into one whose weight is their number. The degree of a variable is bounded by the sum of its parts:
 * |A_i \ i| + |L_p \ i| + sum over other elements e of |L_e \ L_p|. An element inside the newest one is absorbed by it, and a variable with
 * no neighbour outside the newest element is eliminated with it.
 */
final class MinimumDegree {

    private static final int NONE = -1;
    private static final double DENSE_FACTOR = 10;
    private static final int DENSE_MINIMUM = 16;

    private enum Kind { VARIABLE, ELEMENT, GONE }

    private final int n;
    private final Kind[] kinds;
    private int[] lists;
    private int listsEnd;
    private final int[] starts;
    private final int[] lengths;
    private final int[] elementLengths;
    /** How many nodes a variable stands for; negative while it is in the element under construction. */
    private final int[] weights;
    private final int[] degrees;
    private final DegreeBuckets buckets;
    /** Differs from values of the current stamp unless set in this step: for elements stamp + |L_e \ L_p|, for variables a mark. */
    private final int[] marks;
    private int stamp = 1;
    private int largestElement;
    private final int[] nextMember;
    private final int[] lastMember;
    private final int[] hashHeads;
    private final int[] hashNext;
    private final int[] hashes;
    private final int[] order;
    private int ordered;
    private int eliminated;

    private MinimumDegree(SymmetricPattern pattern) {
        n = pattern.dimension;
        kinds = new Kind[n];
        Arrays.fill(kinds, Kind.VARIABLE);
        int size = pattern.neighbours.length;
        lists = Arrays.copyOf(pattern.neighbours, Math.addExact(size, size / 4 + 2 * n + 16));
        listsEnd = size;
        starts = Arrays.copyOf(pattern.starts, n);
        lengths = new int[n];
        elementLengths = new int[n];
        weights = new int[n];
        degrees = new int[n];
        marks = new int[n];
        nextMember = new int[n];
        lastMember = new int[n];
        for (int i = 0; i < n; i++) {
            lengths[i] = pattern.starts[i + 1] - pattern.starts[i];
            degrees[i] = lengths[i];
            weights[i] = 1;
            nextMember[i] = NONE;
            lastMember[i] = i;
        }
        hashHeads = new int[n];
        Arrays.fill(hashHeads, NONE);
        hashNext = new int[n];
        hashes = new int[n];
        buckets = new DegreeBuckets(n);
        order = new int[n];
    }

    /** The order of elimination: element k is the node that comes as number k. */
    static int[] order(SymmetricPattern pattern) {
        MinimumDegree graph = new MinimumDegree(pattern);
        graph.run();
        return graph.order;
    }

    private void run() {
        int dense = setDenseNodesAside();
        while (eliminated < n - dense) {
            int pivot = buckets.takeSmallest();
            eliminate(pivot);
        }
        for (int i = 0; i < n; i++) {
            if (kinds[i] == Kind.VARIABLE && weights[i] == 0) {
                order[ordered++] = i;
            }
        }
    }

    /** Nodes joined to very many others come last and are not seen by the rest; they are the variables of weight 0. */
    private int setDenseNodesAside() {
        double limit = Math.max(DENSE_MINIMUM, DENSE_FACTOR * Math.sqrt(n));
        int dense = 0;
        for (int i = 0; i < n; i++) {
            if (degrees[i] > limit) {
                weights[i] = 0;
                dense++;
            }
        }
        for (int i = 0; i < n; i++) {
            if (weights[i] != 0) {
                buckets.add(i, degrees[i]);
            }
        }
        return dense;
    }

    private void eliminate(int pivot) {
        int pivotWeight = weights[pivot];
        eliminated += pivotWeight;
        buildElement(pivot);
        measureDifferences(pivot);
        int massWeight = updateVariables(pivot);
        advanceStamp(largestElement);
        mergeIndistinguishable(pivot);
        finishElement(pivot);
        emit(pivot, pivotWeight + massWeight);
    }

    private void emit(int pivot, int weight) {
        int end = ordered + weight;
        for (int node = pivot; node != NONE; node = nextMember[node]) {
            order[ordered++] = node;
        }
        if (ordered != end) {
            throw new IllegalStateException("the members of node " + pivot + " do not add up");
        }
    }

    /** Makes the pivot an element whose list is the union of its variables and the lists of its elements, which it absorbs. */
    private void buildElement(int pivot) {
        weights[pivot] = -weights[pivot];
        int elements = elementLengths[pivot];
        int first;
        int end;
        if (elements == 0) {
            first = starts[pivot];
            end = appendVariables(starts[pivot], starts[pivot] + lengths[pivot], first);
        } else {
            int bound = lengths[pivot];
            for (int k = starts[pivot]; k < starts[pivot] + elements; k++) {
                bound += lengths[lists[k]];
            }
            makeRoom(bound);
            first = listsEnd;
            end = first;
            int start = starts[pivot];
            for (int k = start; k < start + elements; k++) {
                int element = lists[k];
                end = appendVariables(starts[element], starts[element] + lengths[element], end);
                kinds[element] = Kind.GONE;
            }
            end = appendVariables(start + elements, start + lengths[pivot], end);
            listsEnd = end;
        }
        kinds[pivot] = Kind.ELEMENT;
        starts[pivot] = first;
        lengths[pivot] = end - first;
        marks[pivot] = 0;
        int degree = 0;
        for (int k = first; k < end; k++) {
            degree -= weights[lists[k]];
        }
        degrees[pivot] = degree;
    }

    /** Appends the living variables of a list that are not in the element yet, and takes them out of their buckets. */
    private int appendVariables(int from, int to, int destination) {
        int end = destination;
        for (int k = from; k < to; k++) {
            int i = lists[k];
            if (weights[i] > 0) {
                weights[i] = -weights[i];
                buckets.remove(i, degrees[i]);
                lists[end++] = i;
            }
        }
        return end;
    }

    /** For every element e that shares a variable with the new one, marks[e] becomes stamp + |L_e \ L_p|. */
    private void measureDifferences(int pivot) {
        int end = starts[pivot] + lengths[pivot];
        for (int k = starts[pivot]; k < end; k++) {
            int i = lists[k];
            int weight = -weights[i];
            for (int q = starts[i]; q < starts[i] + elementLengths[i]; q++) {
                int element = lists[q];
                if (kinds[element] == Kind.ELEMENT) {
                    marks[element] = (marks[element] >= stamp ? marks[element] : stamp + degrees[element]) - weight;
                }
            }
        }
    }

    /** Rewrites the lists and degrees of the variables in the new element; returns the weight of those eliminated with the pivot. */
    private int updateVariables(int pivot) {
        int massWeight = 0;
        int end = starts[pivot] + lengths[pivot];
        for (int k = starts[pivot]; k < end; k++) {
            int i = lists[k];
            int outside = rewriteList(i, pivot);
            if (outside == 0) {
                massWeight -= weights[i];
                eliminated -= weights[i];
                degrees[pivot] += weights[i];
                attach(pivot, i);
            } else {
                degrees[i] = Math.min(degrees[i], outside);
                hashNext[i] = hashHeads[hashes[i]];
                hashHeads[hashes[i]] = i;
            }
        }
        largestElement = Math.max(largestElement, degrees[pivot]);
        return massWeight;
    }

    /**
     * Puts the new element at the head of the list of variable i, drops elements inside it and variables that it connects, and computes the
     * hash of the list. Returns the bound of the degree outside of the new element.
     */
    private int rewriteList(int i, int pivot) {
        int start = starts[i];
        int variablesFrom = start + elementLengths[i];
        int listEnd = start + lengths[i];
        int end = start;
        int outside = 0;
        int hash = pivot;
        for (int q = start; q < variablesFrom; q++) {
            int element = lists[q];
            if (kinds[element] != Kind.ELEMENT) {
                continue;
            }
            int difference = marks[element] - stamp;
            if (difference > 0) {
                outside += difference;
                hash += element;
                lists[end++] = element;
            } else {
                kinds[element] = Kind.GONE;
            }
        }
        int elements = end - start;
        int firstVariable = end;
        for (int q = variablesFrom; q < listEnd; q++) {
            int j = lists[q];
            if (weights[j] > 0) {
                outside += weights[j];
                hash += j;
                lists[end++] = j;
            }
        }
        // The pivot, or an element that the pivot absorbed, was in the list: there is room for one more.
        lists[end] = lists[firstVariable];
        lists[firstVariable] = lists[start];
        lists[start] = pivot;
        elementLengths[i] = elements + 1;
        lengths[i] = end + 1 - start;
        hashes[i] = Integer.remainderUnsigned(hash, n);
        return outside;
    }

    /** Merges variables of the new element whose lists are the same. */
    private void mergeIndistinguishable(int pivot) {
        int end = starts[pivot] + lengths[pivot];
        for (int k = starts[pivot]; k < end; k++) {
            int i = lists[k];
            if (weights[i] == 0) {
                continue;
            }
            int first = hashHeads[hashes[i]];
            hashHeads[hashes[i]] = NONE;
            for (; first != NONE; first = hashNext[first]) {
                mergeInto(first);
            }
        }
    }

    private void mergeInto(int i) {
        if (hashNext[i] == NONE) {
            return;
        }
        for (int q = starts[i] + 1; q < starts[i] + lengths[i]; q++) {
            marks[lists[q]] = stamp;
        }
        int previous = i;
        for (int j = hashNext[i]; j != NONE; j = hashNext[j]) {
            if (sameMarkedList(i, j)) {
                weights[i] += weights[j];
                attach(i, j);
                hashNext[previous] = hashNext[j];
            } else {
                previous = j;
            }
        }
        advanceStamp(1);
    }

    private boolean sameMarkedList(int i, int j) {
        if (lengths[i] != lengths[j] || elementLengths[i] != elementLengths[j]) {
            return false;
        }
        for (int q = starts[j] + 1; q < starts[j] + lengths[j]; q++) {
            if (marks[lists[q]] != stamp) {
                return false;
            }
        }
        return true;
    }

    /** Node and all its members become members of the representative. */
    private void attach(int representative, int node) {
        weights[node] = 0;
        kinds[node] = Kind.GONE;
        nextMember[lastMember[representative]] = node;
        lastMember[representative] = lastMember[node];
    }

    /** Keeps the living variables in the element's list and returns them to their buckets with their new degrees. */
    private void finishElement(int pivot) {
        int start = starts[pivot];
        int end = start;
        for (int k = start; k < start + lengths[pivot]; k++) {
            int i = lists[k];
            if (weights[i] < 0) {
                int weight = -weights[i];
                weights[i] = weight;
                degrees[i] = Math.min(degrees[i] + degrees[pivot] - weight, n - eliminated - weight);
                buckets.add(i, degrees[i]);
                lists[end++] = i;
            }
        }
        if (start + lengths[pivot] == listsEnd) {
            listsEnd = end;
        }
        lengths[pivot] = end - start;
        weights[pivot] = 0;
        if (lengths[pivot] == 0) {
            kinds[pivot] = Kind.GONE;
        }
    }

    private void advanceStamp(int step) {
        if (stamp > Integer.MAX_VALUE - step - 2 * n - 2) {
            Arrays.fill(marks, 0);
            stamp = 1;
        } else {
            stamp += step;
        }
    }

    /** Makes room for so many entries at the end of the lists, by dropping what is dead and then by growing. */
    private void makeRoom(int count) {
        if (count <= lists.length - listsEnd) {
            return;
        }
        int[] kept = new int[lists.length];
        int end = 0;
        for (int i = 0; i < n; i++) {
            if (kinds[i] != Kind.GONE && (kinds[i] == Kind.ELEMENT || weights[i] != 0)) {
                System.arraycopy(lists, starts[i], kept, end, lengths[i]);
                starts[i] = end;
                end += lengths[i];
            }
        }
        listsEnd = end;
        lists = count <= kept.length - end ? kept : Arrays.copyOf(kept, Math.addExact(end, count));
    }
}
