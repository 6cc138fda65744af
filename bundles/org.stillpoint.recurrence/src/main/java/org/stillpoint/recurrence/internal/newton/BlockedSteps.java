package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.run.Safeguards;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Window after window, each solved to the tolerance before the next. A window that makes no progress is cut; one that cannot be cut any
 * more is tried with regularised steps, and then run sequentially.
 */
final class BlockedSteps implements SequenceSteps {

    /** The shortest window that windows are cut to. */
    private static final int SHORTEST = 16;
    private static final int CUT = 4;
    private static final int REGULARISED_STEPS = 8;
    /** After so many windows that converged, the next are longer again. */
    private static final int SUCCESSES = 4;
    /** Of windows from this one on the growth of differences is taken of one of so many. */
    private static final int SAMPLED_FROM = 64;
    private static final int SAMPLING = 4;

    private final Stretch stretch;
    private final NewtonSettings settings;
    private final Pulse pulse;
    private final Window window;
    private final int longest;
    private final int tileSteps;
    private final WindowIteration iteration;
    private final Recovery recovery;
    private final WindowIteration.Watch watch;
    private final boolean safe;

    /**
     * Windows on sequences of a stretch.
     *
     * @param longest the steps of a window
     * @param tileSteps the steps of the tiles of windows
     * @param team the threads for the tiles of a window, or null
     * @param whole whether a window is the whole stretch, so that each of its iterations is worth a report
     */
    BlockedSteps(Stretch stretch, NewtonSettings settings, double target, int longest, int tileSteps, ThreadTeam team, Pulse pulse,
            boolean whole) {
        this.stretch = stretch;
        this.settings = settings;
        this.pulse = pulse;
        this.longest = longest;
        this.tileSteps = tileSteps;
        window = new Window(stretch.cell, longest, tileSteps, team, pulse);
        iteration = new WindowIteration(settings, stretch.cell.jacobianStructure(), stretch.size(), target, pulse);
        recovery = new Recovery(stretch, pulse);
        safe = settings.safeguards() == Safeguards.ALL;
        watch = residual -> whole ? pulse.proceed(1, (double) window.count() / stretch.steps, residual) : pulse.proceed();
    }

    @Override
    public long resets() {
        return iteration.resets();
    }

    @Override
    public void advance(SequenceState state, int steps) {
        int end = (int) Math.min(stretch.steps, (long) state.position + steps);
        while (!state.finished && state.position < end) {
            if (!pulse.proceed()) {
                state.trouble(Ending.STOPPED, state.position);
                state.finished = true;
                return;
            }
            int count = Math.min(state.window, stretch.steps - state.position);
            Ending ending = solve(state, count, settings.method(), settings.maxIterations());
            switch (ending) {
                case CONVERGED -> converged(state, count);
                case STALLED -> {
                    if (safe) {
                        keepLocked(state);
                        recover(state);
                    } else {
                        giveUp(state, ending, count);
                    }
                }
                case LIMIT -> {
                    state.trouble(ending, state.position + iteration.found());
                    window.store(stretch, state.sequence, state.position, count);
                    state.position += count;
                }
                default -> giveUp(state, ending, count);
            }
        }
        state.finished |= state.position >= stretch.steps;
    }

    private Ending solve(SequenceState state, int count, NewtonOptions.Method method, int limit) {
        window.load(stretch, state.sequence, state.position, count, state.guessed ? count : 0, state.guess.next(), settings.guessValue());
        Ending ending = iteration.run(window, state.scale, method, safe, limit, watch);
        state.guess.took(iteration.iterations());
        state.windows++;
        state.warmUps += Math.min(iteration.iterations(), settings.warmUp());
        state.iterations += iteration.iterations();
        state.mostIterations = Math.max(state.mostIterations, iteration.iterations());
        state.evaluatedSteps += (iteration.iterations() + 1L) * count;
        return ending;
    }

    private void converged(SequenceState state, int count) {
        window.store(stretch, state.sequence, state.position, count);
        if (state.windows < SAMPLED_FROM || state.windows % SAMPLING == 0) {
            window.grow(state.growth, count);
        }
        state.defect = Math.max(state.defect, iteration.defect());
        state.scale = Math.max(state.scale, iteration.scale());
        state.lockedSteps += iteration.locked();
        if (!Double.isNaN(iteration.order())) {
            state.orders += iteration.order();
            state.orderCount++;
        }
        state.position += count;
        state.guessed = stretch.guessed;
        state.failures = 0;
        state.successes++;
        if (state.successes >= SUCCESSES && state.window < longest) {
            state.window = Math.min(longest, 2 * state.window);
            state.successes = 0;
        }
    }

    /** Takes over the states that are exact. */
    private void keepLocked(SequenceState state) {
        int locked = iteration.locked();
        window.store(stretch, state.sequence, state.position, locked);
        window.grow(state.growth, locked);
        state.scale = Math.max(state.scale, window.largestState(locked));
        state.lockedSteps += locked;
        state.position += locked;
        state.successes = 0;
    }

    /** What follows on a window that made no progress. */
    private void recover(SequenceState state) {
        state.guessed = false;
        if (state.window > SHORTEST) {
            state.window = Math.max(SHORTEST, Math.min(tileSteps, state.window / CUT));
            state.shrunk++;
            return;
        }
        int count = Math.min(state.window, stretch.steps - state.position);
        if (settings.method() == NewtonOptions.Method.NEWTON && count > 1) {
            state.regularised++;
            Ending ending = solve(state, count, NewtonOptions.Method.ELK, Math.min(REGULARISED_STEPS, settings.maxIterations()));
            if (ending == Ending.CONVERGED) {
                converged(state, count);
                return;
            }
            if (ending == Ending.STOPPED || ending == Ending.NONFINITE) {
                giveUp(state, ending, count);
                return;
            }
            keepLocked(state);
        }
        recovery.run(state, SHORTEST, window, longest);
    }

    private void giveUp(SequenceState state, Ending ending, int count) {
        state.trouble(ending, state.position + iteration.found());
        window.store(stretch, state.sequence, state.position, count);
        state.finished = true;
    }
}
