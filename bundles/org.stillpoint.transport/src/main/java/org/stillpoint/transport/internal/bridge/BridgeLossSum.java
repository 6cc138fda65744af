package org.stillpoint.transport.internal.bridge;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * The loss and its gradient over all samples, by several threads: the samples are cut into pieces whose sums are added in order, so that
 * the result does not depend on the number of threads.
 */
final class BridgeLossSum {

    /** Samples of each distribution in a piece. */
    private static final int PIECE = 2048;
    /** Pieces between two reports of progress. */
    private static final int GROUP = 8;

    private final ThreadTeam team;
    private final BridgeLoss[] losses;
    private final double[][] gradients;
    private final ThreadTeam.Task task = this::piece;
    private double[] parameters;
    private int first;
    private double value;

    BridgeLossSum(BridgeLoss loss, ThreadTeam team) {
        this.team = team;
        int pieces = (Math.max(loss.sourceSize(), loss.targetSize()) + PIECE - 1) / PIECE;
        losses = new BridgeLoss[Math.min(GROUP, pieces)];
        Arrays.setAll(losses, place -> loss.twin());
        gradients = new double[losses.length][loss.parameters()];
    }

    /** Computes the value, and the gradient in place; returns false if it was told to stop, and both are useless. */
    boolean evaluate(double[] at, double[] gradient, BooleanSupplier proceed) {
        parameters = at;
        value = 0;
        Arrays.fill(gradient, 0);
        int samples = Math.max(losses[0].sourceSize(), losses[0].targetSize());
        for (first = 0; first < samples; first += GROUP * PIECE) {
            if (first > 0 && !proceed.getAsBoolean()) {
                return false;
            }
            int pieces = Math.min(GROUP, (samples - first + PIECE - 1) / PIECE);
            team.run(task, pieces);
            for (int place = 0; place < pieces; place++) {
                value += losses[place].value();
                VectorKernels.axpy(1, gradients[place], gradient);
            }
        }
        return true;
    }

    private void piece(int place) {
        BridgeLoss loss = losses[place];
        int from = first + place * PIECE;
        loss.begin(parameters, gradients[place]);
        loss.addSource(Math.min(from, loss.sourceSize()), Math.min(from + PIECE, loss.sourceSize()));
        loss.addTarget(Math.min(from, loss.targetSize()), Math.min(from + PIECE, loss.targetSize()));
    }

    /** The value computed last. */
    double value() {
        return value;
    }
}
