package org.stillpoint.equilibrium.internal.layer.graph;

import org.stillpoint.numerics.VectorKernels;

/**
 * Weighted edges in the order of the nodes that they arrive at. Adding along them takes the rows of a panel one after the other, and sums
 * for each row in the order of the edges.
 */
final class EdgeList {

    /** From so many lanes on a call of a vector kernel takes less time than a loop. */
    private static final int WORTH_VECTORS = 8;

    private final int[] starts;
    private final int[] from;
    private final double[] weights;
    private final int heads;

    /**
     * Sorts edges.
     *
     * @param entries a row of heads for each edge
     * @param factor multiplies all entries
     */
    EdgeList(int nodes, int[] from, int[] to, double[] entries, int heads, double factor) {
        this.heads = heads;
        starts = new int[nodes + 1];
        for (int node : to) {
            starts[node + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            starts[node + 1] += starts[node];
        }
        int[] next = starts.clone();
        this.from = new int[from.length];
        weights = new double[entries.length];
        for (int edge = 0; edge < from.length; edge++) {
            int place = next[to[edge]]++;
            this.from[place] = from[edge];
            for (int h = 0; h < heads; h++) {
                weights[place * heads + h] = factor * entries[edge * heads + h];
            }
        }
    }

    /** Adds to row v H + h the sum over edges from u to v of a_h times row u H + h. */
    void add(double[] rows, int lanes, double[] sums) {
        if (lanes == 1) {
            addVector(rows, sums);
            return;
        }
        for (int node = 0; node < starts.length - 1; node++) {
            for (int place = starts[node]; place < starts[node + 1]; place++) {
                for (int h = 0; h < heads; h++) {
                    addRow(weights[place * heads + h], rows, (from[place] * heads + h) * lanes, sums, (node * heads + h) * lanes, lanes);
                }
            }
        }
    }

    private static void addRow(double weight, double[] rows, int source, double[] sums, int target, int lanes) {
        if (lanes >= WORTH_VECTORS) {
            VectorKernels.axpy(weight, rows, source, sums, target, lanes);
            return;
        }
        for (int lane = 0; lane < lanes; lane++) {
            sums[target + lane] += weight * rows[source + lane];
        }
    }

    /** The same for one lane, with the same bits: each sum stays in a register. */
    private void addVector(double[] vector, double[] sums) {
        for (int node = 0; node < starts.length - 1; node++) {
            for (int h = 0; h < heads; h++) {
                double sum = sums[node * heads + h];
                for (int place = starts[node]; place < starts[node + 1]; place++) {
                    sum += weights[place * heads + h] * vector[from[place] * heads + h];
                }
                sums[node * heads + h] = sum;
            }
        }
    }
}
