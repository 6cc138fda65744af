package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * A window that slides: after each iteration its start moves to the first state that is not found yet, and as many new steps come in at
 * its end. The states before the start are locked, and the first one in the window is set to f of the one before it, so that the start
 * moves by a step at least.
 */
final class SlidingSteps implements SequenceSteps {

    /** Over so many iterations progress is looked at. */
    private static final int TRIAL = 8;
    /** With less progress for each iteration a sequential run takes no longer. */
    private static final int LEAST_PROGRESS = 2;

    private final Stretch stretch;
    private final NewtonSettings settings;
    private final double target;
    private final Pulse pulse;
    private final int longest;
    private final Window window;
    private final StateUpdate update;
    private final Recovery recovery;
    private final NewtonOptions.Guess guess;
    private final long limit;
    private long resets;
    /** The sequence that the window has steps of, and the first of them. */
    private SequenceState loaded;
    private int loadedFrom;

    /** A window on sequences of a stretch. */
    SlidingSteps(Stretch stretch, NewtonSettings settings, double target, int longest, Pulse pulse) {
        this.stretch = stretch;
        this.settings = settings;
        this.target = target;
        this.pulse = pulse;
        this.longest = longest;
        window = new Window(stretch.cell, longest, longest, null, pulse);
        if (settings.method() == NewtonOptions.Method.ELK) {
            KalmanFilter filter = new KalmanFilter(stretch.cell.jacobianStructure(), stretch.size(), !settings.exact(), settings.damping(),
                    pulse::proceed);
            filter.lambda(settings.regularisation());
            update = filter;
        } else {
            update = new Substitution(stretch.cell.jacobianStructure(), stretch.size(), !settings.exact(), settings.damping());
        }
        recovery = new Recovery(stretch, pulse);
        guess = settings.guess() == NewtonOptions.Guess.AUTOMATIC ? NewtonOptions.Guess.STEP : settings.guess();
        limit = (long) settings.maxIterations() * ((stretch.steps + longest - 1) / longest);
    }

    @Override
    public long resets() {
        return resets;
    }

    @Override
    public void advance(SequenceState state, int steps) {
        int end = (int) Math.min(stretch.steps, (long) state.position + steps);
        int trialStart = state.position;
        int trial = 0;
        while (!state.finished && state.position < end) {
            boolean limited = state.iterations >= limit;
            if (limited || !pulse.proceed()) {
                state.trouble(limited ? Ending.LIMIT : Ending.STOPPED, state.position);
                state.finished = true;
                return;
            }
            iterate(state);
            trial++;
            if (settings.safeguards() == Safeguards.ALL && trial == TRIAL && !state.finished) {
                if (state.position - trialStart < TRIAL * LEAST_PROGRESS) {
                    recovery.run(state, longest, window, longest);
                    loaded = null;
                    state.known = 0;
                } else {
                    state.failures = 0;
                }
                trialStart = state.position;
                trial = 0;
            }
        }
        state.finished |= state.position >= stretch.steps;
    }

    /** Evaluates the window, takes the states that are found, and corrects the others. */
    private void iterate(SequenceState state) {
        int from = state.position;
        int count = Math.min(longest, stretch.steps - from);
        if (loaded == state && window.count() == count && !stretch.guessed) {
            window.slide(stretch, state.sequence, loadedFrom, from - loadedFrom, guess, settings.guessValue());
        } else {
            window.load(stretch, state.sequence, from, count, stretch.guessed ? count : state.known, guess, settings.guessValue());
        }
        loaded = state;
        loadedFrom = from;
        if (!window.evaluate(true, 0)) {
            state.trouble(Ending.STOPPED, from);
            state.finished = true;
            return;
        }
        state.windows++;
        state.evaluatedSteps += count;
        int found = window.firstBeyond(target * state.scale);
        window.store(stretch, state.sequence, from, found);
        window.grow(state.growth, found);
        state.defect = Math.max(state.defect, window.defect(found));
        state.scale = Math.max(state.scale, window.largestState(found));
        state.lockedSteps += window.locked(0);
        state.position += found;
        state.known = count - found;
        if (found < count) {
            correct(state, from, count, found);
        }
    }

    private void correct(SequenceState state, int from, int count, int found) {
        if (!window.finiteNext(found)) {
            state.trouble(Ending.NONFINITE, state.position);
            state.finished = true;
            return;
        }
        window.update(update, true, found);
        state.iterations++;
        state.mostIterations++;
        if (!update.isFinite() && found + 1 < count) {
            if (!settings.locks()) {
                state.trouble(Double.isNaN(window.defect()) ? Ending.NONFINITE : Ending.DIVERGED, state.position);
                state.finished = true;
                return;
            }
            resets += window.reset(found + 1);
        }
        if (settings.bounded() && found + 1 < count) {
            window.clip(found + 1, settings.lowerBound(), settings.upperBound());
        }
        window.store(stretch, state.sequence, from, count);
    }
}
