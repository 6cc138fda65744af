package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.newton.NewtonOptions.Guess;

/**
 * Chooses a guess: the first windows of a sequence take all of them in turn, the later ones the one that cost least. Cells that saturate
 * are near f(0, x_t), maps without input and short steps of differential equations near the state before; a constant guess saves an
 * evaluation.
 */
final class GuessChoice {

    private static final Guess[] CANDIDATES = {Guess.STEP, Guess.INPUT, Guess.ZERO, Guess.INITIAL};
    private static final int TRIALS = 3;
    /** What the evaluation for a guess costs, as a part of an iteration. */
    private static final double EVALUATION = 0.75;

    private final Guess fixed;
    private final double[] costs = new double[CANDIDATES.length];
    private int windows;
    private int best;

    GuessChoice(Guess guess) {
        fixed = guess == Guess.AUTOMATIC ? null : guess;
    }

    /** The guess for the next window. */
    Guess next() {
        if (fixed != null) {
            return fixed;
        }
        return windows < TRIALS * CANDIDATES.length ? CANDIDATES[windows % CANDIDATES.length] : CANDIDATES[best];
    }

    /** Notes how many iterations a window took that began with {@link #next}. */
    void took(long iterations) {
        if (windows < TRIALS * CANDIDATES.length) {
            int candidate = windows % CANDIDATES.length;
            boolean evaluated = CANDIDATES[candidate] == Guess.STEP || CANDIDATES[candidate] == Guess.INPUT;
            costs[candidate] += iterations + (evaluated ? EVALUATION : 0);
            for (int i = 0; i < costs.length; i++) {
                best = costs[i] < costs[best] ? i : best;
            }
        }
        windows++;
    }
}
