package org.stillpoint.transport.internal.bridge;

import org.stillpoint.api.problem.transport.DiscreteBridge;
import org.stillpoint.numerics.VectorKernels;

/** The end potential of a {@link DiscreteBridge} under the updates of {@link DiscreteBridgeSinkhornSolver}. Belongs to one thread. */
final class EndPotential {

    private final DiscreteBridge problem;
    private final int states;
    /** log K by rows, and by columns. */
    private final double[] rows;
    private final double[] columns;
    private final double[] logStart;
    private final double[] logEnd;
    private final double[] potential;
    private final double[] startSide;
    private final double[] logLast;
    private final double[] sums;

    /** The potential, replaced in place, with the transition probabilities over the whole time. */
    EndPotential(DiscreteBridge problem, double[] whole, double[] potential) {
        this.problem = problem;
        this.potential = potential;
        states = problem.states();
        rows = new double[states * states];
        columns = new double[states * states];
        VectorKernels.log(whole, 0, rows, 0, rows.length);
        for (int x = 0; x < states; x++) {
            for (int y = 0; y < states; y++) {
                columns[y * states + x] = rows[x * states + y];
            }
        }
        logStart = new double[states];
        logEnd = new double[states];
        VectorKernels.log(problem.start(), 0, logStart, 0, states);
        VectorKernels.log(problem.end(), 0, logEnd, 0, states);
        startSide = new double[states];
        logLast = new double[states];
        sums = new double[states];
    }

    double[] potential() {
        return potential;
    }

    /** The L1 distance of the last marginal, which is computed, from the end distribution. */
    double residual() {
        for (int x = 0; x < states; x++) {
            startSide[x] = Double.NEGATIVE_INFINITY;
            if (problem.start()[x] > 0) {
                System.arraycopy(rows, x * states, sums, 0, states);
                VectorKernels.axpy(1, potential, sums);
                startSide[x] = logStart[x] - VectorKernels.logSumExp(sums, 0, states);
            }
        }
        double residual = 0;
        for (int y = 0; y < states; y++) {
            if (problem.end()[y] > 0) {
                System.arraycopy(columns, y * states, sums, 0, states);
                VectorKernels.axpy(1, startSide, sums);
                logLast[y] = potential[y] + VectorKernels.logSumExp(sums, 0, states);
                residual += Math.abs(Math.exp(logLast[y]) - problem.end()[y]);
            }
        }
        return residual;
    }

    /** Makes the last marginal right, as {@link #residual} left it. */
    void update() {
        for (int y = 0; y < states; y++) {
            if (problem.end()[y] > 0) {
                potential[y] += logEnd[y] - logLast[y];
            }
        }
    }
}
