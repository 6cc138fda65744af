package org.stillpoint.recurrence.internal.run;

/** Keeps the states of sequences that overflow, or that a caller gives, up to the first that is not finite. */
public final class FinitePrefix {

    private FinitePrefix() {
    }

    /** Puts the last finite state in the place of all that follow, with a warning; returns whether there are none to replace. */
    public static boolean keep(Stretch stretch, Session session) {
        int overflowing = 0;
        int earliest = stretch.steps;
        for (int b = 0; b < stretch.batch; b++) {
            int step = hold(stretch, b);
            if (step < stretch.steps) {
                overflowing++;
                earliest = Math.min(earliest, step);
            }
        }
        if (overflowing > 0) {
            session.warn("the states of " + overflowing + " of " + stretch.batch + " sequences overflow, the first at step "
                    + (earliest + 1) + "; from there on the last finite state stands in their place");
        }
        return overflowing == 0;
    }

    /** Puts the last finite state of a sequence in the place of all that follow; the first step replaced, or their number if none is. */
    static int hold(Stretch stretch, int sequence) {
        int step = firstNonfinite(stretch, sequence);
        hold(stretch, sequence, step);
        return step;
    }

    private static int firstNonfinite(Stretch stretch, int sequence) {
        int size = stretch.size();
        for (int step = 0; step < stretch.steps; step++) {
            int offset = stretch.stateOffset(sequence, step);
            for (int k = offset; k < offset + size; k++) {
                if (!Double.isFinite(stretch.states[k])) {
                    return step;
                }
            }
        }
        return stretch.steps;
    }

    private static void hold(Stretch stretch, int sequence, int first) {
        int size = stretch.size();
        double[] source = first == 0 ? stretch.initial : stretch.states;
        int offset = first == 0 ? sequence * size : stretch.stateOffset(sequence, first - 1);
        for (int step = first; step < stretch.steps; step++) {
            System.arraycopy(source, offset, stretch.states, stretch.stateOffset(sequence, step), size);
        }
    }
}
