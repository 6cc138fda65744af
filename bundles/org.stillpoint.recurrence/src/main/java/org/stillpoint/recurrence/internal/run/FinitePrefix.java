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
        return hold(stretch.states, stretch.initial, sequence, stretch.steps, stretch.size());
    }

    /**
     * Does the same to the states of sequences that are in no stretch.
     *
     * @param states the states of all sequences, batch x steps x size
     * @param initial the states before the first step, batch x size
     */
    public static int hold(double[] states, double[] initial, int sequence, int steps, int size) {
        int begin = sequence * steps * size;
        int step = 0;
        while (step < steps && finite(states, begin + step * size, size)) {
            step++;
        }
        for (int later = step; later < steps; later++) {
            System.arraycopy(step == 0 ? initial : states, step == 0 ? sequence * size : begin + (step - 1) * size, states,
                    begin + later * size, size);
        }
        return step;
    }

    private static boolean finite(double[] values, int offset, int length) {
        for (int k = offset; k < offset + length; k++) {
            if (!Double.isFinite(values[k])) {
                return false;
            }
        }
        return true;
    }
}
