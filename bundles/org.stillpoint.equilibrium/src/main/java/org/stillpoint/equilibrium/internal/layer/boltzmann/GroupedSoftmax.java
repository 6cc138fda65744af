package org.stillpoint.equilibrium.internal.layer.boltzmann;

import org.stillpoint.equilibrium.internal.layer.PanelSoftmax;
import org.stillpoint.numerics.VectorKernels;

/** The softmax within each group of consecutive rows of a panel, and the logistic function for groups of one row. Used by one thread. */
final class GroupedSoftmax {

    private final int[] groups;
    private final PanelSoftmax softmax;

    GroupedSoftmax(int[] groups, int lanes) {
        this.groups = groups;
        softmax = new PanelSoftmax(lanes);
    }

    /** Replaces scores by probabilities. */
    void apply(double[] panel, int lanes) {
        int row = 0;
        for (int group = 0; group < groups.length; ) {
            int run = singles(group);
            if (run > 0) {
                VectorKernels.sigmoid(panel, row * lanes, panel, row * lanes, run * lanes);
                row += run;
                group += run;
            } else {
                softmax.apply(panel, row, groups[group], lanes);
                row += groups[group++];
            }
        }
    }

    /** Replaces directions of scores by those of probabilities; a symmetric map. */
    void multiply(double[] probabilities, double[] directions, int lanes) {
        int row = 0;
        for (int size : groups) {
            if (size > 1) {
                softmax.multiply(probabilities, directions, row, size, lanes);
            } else {
                for (int at = row * lanes; at < (row + 1) * lanes; at++) {
                    directions[at] *= probabilities[at] * (1 - probabilities[at]);
                }
            }
            row += size;
        }
    }

    /** The number of groups of one row in succession. */
    private int singles(int from) {
        int to = from;
        while (to < groups.length && groups[to] == 1) {
            to++;
        }
        return to - from;
    }
}
