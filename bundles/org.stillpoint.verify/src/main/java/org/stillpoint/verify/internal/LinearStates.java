package org.stillpoint.verify.internal;

import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.Sequences;

/** Compares the states of a linear recurrence with what follows from the state before each, and from the initial state alone. */
final class LinearStates {

    private final Sequences states;
    private final int size;
    /** The state of the run from the initial state. */
    private final double[] exact;
    private double[] before;
    private int beforeOffset;
    private double largestDefect;
    private double largestState;
    private double largestDifference;

    LinearStates(Sequences states) {
        this.states = states;
        size = states.size();
        exact = new double[size];
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

    /** Takes what follows from {@link #exact()}, and goes on to the next step. */
    void advance(int sequence, int step, PreciseSum[] next) {
        for (int k = 0; k < size; k++) {
            exact[k] = next[k].value();
        }
        advance(sequence, step);
    }

    /** Goes on to the next step, {@link #exact()} being there already. */
    void advance(int sequence, int step) {
        int place = states.offset(sequence, step);
        for (int k = 0; k < size; k++) {
            largestDifference = Math.max(largestDifference, Math.abs(exact[k] - states.values()[place + k]));
        }
        before = states.values();
        beforeOffset = place;
    }

    void report(double tolerance, CertificateDraft draft) {
        double scale = Math.max(1, largestState);
        boolean small = draft.atMost("residual", largestDefect / scale, tolerance);
        boolean agrees = draft.atMost("difference from a run step by step", largestDifference / scale, tolerance);
        draft.quantity("largestState", largestState);
        if (small && !agrees) {
            draft.note("Every step is right, but small errors grow from step to step: a small residual does not determine these states.");
        }
    }
}
