package org.stillpoint.transport.internal.birkhoff;

import java.util.Arrays;

/**
 * Systems (D - W + ground I) x = b of weighted graphs, D = diag(W 1), for many graphs side by side; the potential of node 0 is 0, its
 * equation left out. Elimination after Grassmann, Taksar and Heyman (1985, doi:10.1287/opre.33.5.1107): each pivot is the sum of the
 * weights that are left, so that nothing is subtracted and weak links keep their relative accuracy however strong others are.
 */
final class LaplacianLanes {

    private final int nodes;
    private final int width;
    private final double[] weights;
    private final double[] ground;
    private final double[] right;
    private final double[] pivots;
    private final double[] part;

    LaplacianLanes(int nodes, int width) {
        this.nodes = nodes;
        this.width = width;
        weights = new double[nodes * nodes * width];
        ground = new double[nodes * width];
        right = new double[nodes * width];
        pivots = new double[nodes * width];
        part = new double[nodes * width];
    }

    /** The weights, at (i * nodes + j) * width + lane for j below i; solving overwrites them. */
    double[] weights() {
        return weights;
    }

    /**
     * Solves all systems.
     *
     * @param grounds the ground of each lane, positive
     * @param b the right-hand sides, whose sum over the nodes is zero
     * @param x receives the solutions
     */
    void solve(double[] grounds, double[] b, double[] x) {
        System.arraycopy(b, 0, right, 0, nodes * width);
        for (int i = 0; i < nodes; i++) {
            System.arraycopy(grounds, 0, ground, i * width, width);
        }
        for (int k = nodes - 1; k > 0; k--) {
            eliminate(k);
        }
        Arrays.fill(x, 0, width, 0);
        for (int k = 1; k < nodes; k++) {
            substitute(k, x);
        }
    }

    private void eliminate(int node) {
        int own = node * width;
        int row = node * nodes * width;
        for (int lane = 0; lane < width; lane++) {
            pivots[own + lane] = ground[own + lane];
        }
        for (int j = 0; j < node; j++) {
            int entry = row + j * width;
            for (int lane = 0; lane < width; lane++) {
                pivots[own + lane] += weights[entry + lane];
            }
        }
        for (int j = 0; j < node; j++) {
            int entry = row + j * width;
            int other = j * width;
            for (int lane = 0; lane < width; lane++) {
                double ratio = weights[entry + lane] / pivots[own + lane];
                part[other + lane] = ratio;
                ground[other + lane] += ratio * ground[own + lane];
                right[other + lane] += ratio * right[own + lane];
            }
        }
        for (int i = 1; i < node; i++) {
            int first = row + i * width;
            for (int j = 0; j < i; j++) {
                int target = (i * nodes + j) * width;
                int second = j * width;
                for (int lane = 0; lane < width; lane++) {
                    weights[target + lane] += weights[first + lane] * part[second + lane];
                }
            }
        }
    }

    private void substitute(int node, double[] x) {
        int own = node * width;
        for (int lane = 0; lane < width; lane++) {
            x[own + lane] = right[own + lane];
        }
        for (int j = 1; j < node; j++) {
            int entry = (node * nodes + j) * width;
            int other = j * width;
            for (int lane = 0; lane < width; lane++) {
                x[own + lane] += weights[entry + lane] * x[other + lane];
            }
        }
        for (int lane = 0; lane < width; lane++) {
            x[own + lane] /= pivots[own + lane];
        }
    }
}
