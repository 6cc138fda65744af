package org.stillpoint.equilibrium.internal.layer.boltzmann;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.equilibrium.internal.layer.PanelSoftmax;
import org.stillpoint.equilibrium.internal.layer.dense.ActivationProximal;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.numerics.VectorKernels;

/** The softmax within each group of consecutive rows of a panel, and the logistic function for groups of one row. Used by one thread. */
final class GroupedSoftmax {

    private final int[] groups;
    private final int rows;
    private final int capacity;
    private final PanelSoftmax softmax;
    private ActivationProximal logistic;
    private SoftmaxProximal proximal;
    private double[] singleArguments;
    private double[] singleStates;

    GroupedSoftmax(int[] groups, int lanes) {
        this.groups = groups;
        rows = Arrays.stream(groups).sum();
        capacity = lanes;
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

    /** Computes the proximal operator of step h for the h of this map, see {@link SplittableKernel#proximal}. */
    void proximal(double step, double[] arguments, int lanes, double[] states) {
        if (step == 1) {
            System.arraycopy(arguments, 0, states, 0, rows * lanes);
            apply(states, lanes);
            return;
        }
        if (logistic == null) {
            logistic = new ActivationProximal(Activation.SIGMOID, rows * capacity);
            proximal = new SoftmaxProximal(Arrays.stream(groups).max().orElseThrow());
            singleArguments = new double[rows * capacity];
            singleStates = new double[rows * capacity];
        }
        int row = 0;
        for (int group = 0; group < groups.length; ) {
            int run = singles(group);
            if (run > 0) {
                System.arraycopy(arguments, row * lanes, singleArguments, 0, run * lanes);
                System.arraycopy(states, row * lanes, singleStates, 0, run * lanes);
                logistic.apply(step, singleArguments, run * lanes, singleStates);
                System.arraycopy(singleStates, 0, states, row * lanes, run * lanes);
                row += run;
                group += run;
            } else {
                for (int lane = 0; lane < lanes; lane++) {
                    proximal.apply(step, arguments, row, groups[group], lane, lanes, states);
                }
                row += groups[group++];
            }
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
