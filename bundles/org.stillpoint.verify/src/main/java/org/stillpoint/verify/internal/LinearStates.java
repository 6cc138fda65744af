package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.verify.internal.recurrence.Agreement;

/**
 * Compares the states of a linear recurrence with what follows from the state before each, and from the initial state alone. How far they
 * may be from the latter depends on how the recurrence amplifies errors of single steps, which a run of errors of size 1 in every component
 * of every step shows.
 */
final class LinearStates {

    private final Sequences states;
    private final int size;
    /** The state of the run from the initial state. */
    private final double[] exact;
    private final double[] errors;
    private double[] before;
    private int beforeOffset;
    private double largestDefect;
    private double largestState;
    private double largestDifference;
    private double amplification = 1;

    LinearStates(Sequences states) {
        this.states = states;
        size = states.size();
        exact = new double[size];
        errors = new double[size];
    }

    /** Fails a claim that a recurrence has no states. */
    static void refuseOtherClaims(Status status, CertificateDraft draft) {
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there are no states", 0, 1);
            draft.note("A linear recurrence always has states, so the claim " + status + " is wrong.");
        }
    }

    /** Whether there is a finite state for each step. */
    static boolean usable(Sequences states, Sequences expected, CertificateDraft draft) {
        if (states.batch() != expected.batch() || states.steps() != expected.steps() || states.size() != expected.size()) {
            draft.atLeast("states have the shape of the problem", 0, 1);
            draft.note("The states are " + states + "; expected the shape of " + expected + ".");
            return false;
        }
        return draft.usable("states", states.values(), expected.values().length);
    }

    /** Starts a sequence. */
    void begin(double[] initial, int sequence) {
        System.arraycopy(initial, sequence * size, exact, 0, size);
        Arrays.fill(errors, 0);
        before = initial;
        beforeOffset = sequence * size;
    }

    /** Where the state before the step is. */
    double[] before() {
        return before;
    }

    int beforeOffset() {
        return beforeOffset;
    }

    /** The state before the step in the run from the initial state. */
    double[] exact() {
        return exact;
    }

    /** Takes what follows from {@link #before()}. */
    void defect(int sequence, int step, PreciseSum[] next) {
        int place = states.offset(sequence, step);
        for (int k = 0; k < size; k++) {
            double state = states.values()[place + k];
            next[k].add(-state);
            defect(next[k].value(), state);
        }
    }

    /** Takes a component of a defect. */
    void defect(double value, double state) {
        largestDefect = Math.max(largestDefect, Math.abs(value));
        largestState = Math.max(largestState, Math.abs(state));
    }

    /** The errors of the state before the step. */
    double[] errors() {
        return errors;
    }

    /** An error of a step: 1 or -1, by chance. */
    double error(int step, int component) {
        return (0x9E3779B97F4A7C15L * (31L * step + component + 1) >>> 40 & 1) == 0 ? 1 : -1;
    }

    /** Goes on to the next step with the states of the run and the errors that follow. */
    void advance(int sequence, int step, double[] nextExact, double[] nextErrors) {
        int place = states.offset(sequence, step);
        for (int k = 0; k < size; k++) {
            exact[k] = nextExact[k];
            errors[k] = nextErrors[k];
            largestDifference = Math.max(largestDifference, Math.abs(exact[k] - states.values()[place + k]));
            amplification = Math.max(amplification, Math.abs(errors[k]));
        }
        before = states.values();
        beforeOffset = place;
    }

    /** Goes on to the next step without a run. */
    void skip(int sequence, int step) {
        before = states.values();
        beforeOffset = states.offset(sequence, step);
    }

    /**
     * Reports.
     *
     * @param whole whether there was a run from the initial state
     */
    void report(boolean whole, double tolerance, CertificateDraft draft) {
        double scale = Math.max(1, largestState);
        boolean small = draft.atMost("residual (relative)", largestDefect / scale, tolerance);
        if (whole) {
            boolean agrees = draft.atMost("agreement with a run step by step (relative)", largestDifference / scale,
                    Agreement.bound(amplification, tolerance));
            draft.quantity("amplification", amplification);
            if (small && !agrees) {
                draft.note("Every step is right, but small errors grow from step to step: a small residual does not determine these "
                        + "states.");
            }
        }
        draft.quantity("largestState", largestState);
    }
}
