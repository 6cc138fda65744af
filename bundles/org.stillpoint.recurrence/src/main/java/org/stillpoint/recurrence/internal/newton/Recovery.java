package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;

/**
 * The last safeguard: runs a part of a sequence step after step. The more windows in a row fail, the longer the parts become, up to the
 * whole rest, so that the work of failing windows is bounded by a part of that of the sequential run.
 */
final class Recovery {

    private static final int MOST_DOUBLINGS = 20;

    private final Stretch stretch;
    private final Pulse pulse;
    private SequentialSweep sweep;

    Recovery(Stretch stretch, Pulse pulse) {
        this.stretch = stretch;
        this.pulse = pulse;
    }

    /**
     * Runs the next steps of a sequence, at least so many if there are as many.
     *
     * @param window where the growth of differences is taken, which is lost otherwise; null to lose it
     * @param windowSteps how many steps fit into it
     */
    void run(SequenceState state, int steps, Window window, int windowSteps) {
        if (sweep == null) {
            sweep = new SequentialSweep(stretch);
        }
        long planned = (long) steps << Math.min(state.failures, MOST_DOUBLINGS);
        int from = state.position;
        int to = (int) Math.min(stretch.steps, from + planned);
        state.failures++;
        state.fallbacks++;
        state.fallbackSteps += to - from;
        state.evaluatedSteps += to - from;
        if (!sweep.run(state.sequence, from, to, pulse::proceed)) {
            state.trouble(Ending.STOPPED, from);
            state.finished = true;
            return;
        }
        state.position = to;
        int size = stretch.size();
        for (int t = from; t < to; t++) {
            for (int k = 0; k < size; k++) {
                double value = Math.abs(stretch.states[stretch.stateOffset(state.sequence, t) + k]);
                if (!(value <= Double.MAX_VALUE)) {
                    clear(state.sequence, t, to);
                    state.trouble(Ending.NONFINITE, t);
                    state.finished = true;
                    return;
                }
                state.scale = Math.max(state.scale, value);
            }
        }
        for (int t = from; window != null && t < to; t += windowSteps) {
            int count = Math.min(windowSteps, to - t);
            window.load(stretch, state.sequence, t, count, count, NewtonOptions.Guess.ZERO, 0);
            if (window.evaluate(true, 0)) {
                window.grow(state.growth, count);
            }
        }
    }

    private void clear(int sequence, int from, int to) {
        Arrays.fill(stretch.states, stretch.stateOffset(sequence, from), stretch.stateOffset(sequence, to - 1) + stretch.size(), 0);
    }
}
