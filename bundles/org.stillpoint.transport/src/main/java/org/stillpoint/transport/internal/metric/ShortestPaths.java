package org.stillpoint.transport.internal.metric;

/**
 * The shortest paths between all pairs of points (Floyd 1962, Warshall 1962), of two arrays of n x n numbers each.
 */
final class ShortestPaths {

    private final int points;
    private final double[] lengths;
    /** The point that follows the row's point on the way to the column's. */
    private final int[] next;
    private final int[] path;

    ShortestPaths(int points) {
        this.points = points;
        lengths = new double[points * points];
        next = new int[points * points];
        path = new int[points];
    }

    /** Starts from the lengths of the direct connections, none of them taken below 0. */
    void begin(double[] distances) {
        for (int k = 0; k < lengths.length; k++) {
            lengths[k] = Math.max(distances[k], 0);
            next[k] = k % points;
        }
    }

    /** Lets paths pass through one more point. */
    void pass(int middle) {
        int fromMiddle = middle * points;
        for (int i = 0; i < points; i++) {
            int row = i * points;
            double toMiddle = lengths[row + middle];
            int first = next[row + middle];
            for (int j = 0; j < points; j++) {
                double through = toMiddle + lengths[fromMiddle + j];
                if (through < lengths[row + j]) {
                    lengths[row + j] = through;
                    next[row + j] = first;
                }
            }
        }
    }

    /** The length of the shortest path. */
    double length(int from, int to) {
        return lengths[from * points + to];
    }

    /** The points of the shortest path, both ends among them; valid until the next call. */
    int[] path() {
        return path;
    }

    /** Finds the shortest path and answers the number of its points. */
    int trace(int from, int to) {
        int length = 1;
        path[0] = from;
        for (int at = from; at != to; length++) {
            at = next[at * points + to];
            path[length] = at;
        }
        return length;
    }
}
