package org.stillpoint.equilibrium.internal.sequence;

import java.util.Arrays;
import org.stillpoint.equilibrium.internal.sequence.SequenceOptions.Allocation;

/**
 * Shares the evaluations of each sample out over the times of a sequence: at time t it may take the part w_t / (w_t + ... + w_T) of what is
 * left, so that what was not needed goes to later times. Each time gets at least one evaluation, which tells the residual. Source of the
 * allocations: Bai and Melas-Kyriazi 2024, Fixed point diffusion models (arXiv:2401.08741).
 */
final class IterationBudget {

    private final Allocation allocation;
    private final int times;
    private final long[] left;

    /** A budget of so many evaluations of each sample for all times together, at least as many as there are times. */
    IterationBudget(Allocation allocation, int times, int samples, long total) {
        this.allocation = allocation;
        this.times = times;
        left = new long[samples];
        Arrays.fill(left, Math.max(total, times));
    }

    /** What a sample may take at a time, counted from 0. */
    long allowance(int sample, int time) {
        int later = times - 1 - time;
        long most = left[sample] - later;
        // The sums of 1 + ... + 1, t + ... + T and n + ... + 1.
        double part = switch (allocation) {
            case NONE -> 1;
            case CONSTANT -> 1.0 / (later + 1);
            case INCREASING -> (time + 1) / ((time + 1.0 + times) * (later + 1) / 2);
            case DECREASING -> (later + 1) / ((later + 1.0) * (later + 2) / 2);
        };
        return later == 0 ? most : Math.max(1, Math.min(most, (long) (left[sample] * part)));
    }

    /** Takes what a sample has spent. */
    void spend(int sample, long evaluations) {
        left[sample] -= evaluations;
    }
}
