package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.run.Stretch;

/** Step after step from the beginning, for cells too wide for windows. */
final class SequentialSteps implements SequenceSteps {

    private final Stretch stretch;
    private final Recovery recovery;

    SequentialSteps(Stretch stretch, Pulse pulse) {
        this.stretch = stretch;
        recovery = new Recovery(stretch, pulse);
    }

    @Override
    public void advance(SequenceState state, int steps) {
        recovery.run(state, steps, null, 0);
        state.finished |= state.position >= stretch.steps;
    }

    @Override
    public long resets() {
        return 0;
    }
}
