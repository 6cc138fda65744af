package org.stillpoint.recurrence.internal.implicit;

import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;

/**
 * The equilibria of one sequence, step after step: in each the fixed point of z = tanh(W h(z) + U x + c), h(z) = s(G z + g) * h_{t-1} +
 * B z + C x + b, from the equilibrium of the step before. Used by one thread at a time.
 */
final class SequentialEquilibria {

    private final ImplicitSteps equations;
    private final int sequence;
    private final int states;
    private final int equilibrium;
    private final double tolerance;
    private final long limit;
    private final double[] hidden;
    private final double[] z;
    private final double[] gate;
    private final double[] next;
    private long most;
    private double largestChange;
    private Status failure;

    /**
     * A sequence.
     *
     * @param hidden receives the states of all sequences
     * @param z receives the equilibria of all sequences
     */
    SequentialEquilibria(ImplicitStateSpace problem, ImplicitSteps equations, int sequence, double tolerance, long limit, double[] hidden,
            double[] z) {
        this.equations = equations;
        this.sequence = sequence;
        this.tolerance = tolerance;
        this.limit = limit;
        this.hidden = hidden;
        this.z = z;
        states = problem.states();
        equilibrium = problem.equilibriumSize();
        gate = new double[states];
        next = new double[equilibrium];
    }

    /** The most iterations in a step. */
    long most() {
        return most;
    }

    /** The largest change of an equilibrium in its last iteration. */
    double largestChange() {
        return largestChange;
    }

    /** Why there was a step without an equilibrium; null if there was none. */
    Status failure() {
        return failure;
    }

    /** Finds the equilibria of some steps. */
    void run(int from, int to) {
        for (int t = from; t < to; t++) {
            int row = sequence * equations.steps() + t;
            if (t > 0) {
                System.arraycopy(z, (row - 1) * equilibrium, z, row * equilibrium, equilibrium);
            }
            solve(row, t == 0 ? equations.initial() : hidden, t == 0 ? sequence * states : (row - 1) * states);
        }
    }

    private void solve(int row, double[] before, int beforeOffset) {
        ContractionWatch watch = new ContractionWatch(tolerance, limit);
        Status status = null;
        long iterations = 0;
        int place = row * equilibrium;
        while (status == null) {
            equations.linear(row, z, place, gate, 0, hidden, row * states);
            for (int k = 0; k < states; k++) {
                hidden[row * states + k] += gate[k] * before[beforeOffset + k];
            }
            equations.equilibrium(row, hidden, row * states, next, 0);
            iterations++;
            double change = 0;
            for (int k = 0; k < equilibrium; k++) {
                change = Math.max(change, Math.abs(next[k] - z[place + k]));
            }
            status = watch.take(iterations, change);
            if (status == null) {
                System.arraycopy(next, 0, z, place, equilibrium);
            } else {
                largestChange = Math.max(largestChange, change);
            }
        }
        most = Math.max(most, iterations);
        if (status != Status.CONVERGED && failure == null) {
            failure = status;
        }
    }
}
