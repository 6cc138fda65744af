package org.stillpoint.recurrence.internal.newton;

/**
 * Chooses between the guesses f(0, x_t) and f(h, x_t): the first windows of a sequence take them in turn, the later ones take the one that
 * needed fewer iterations. Cells that saturate are nearer to the first, maps without input and small steps of differential equations to
 * the second.
 */
final class GuessChoice {

    private static final int TRIALS = 11;

    private final NewtonOptions.Guess fixed;
    private int windows;
    private long inputIterations;
    private long stepIterations;

    GuessChoice(NewtonOptions.Guess guess) {
        fixed = guess == NewtonOptions.Guess.AUTOMATIC ? null : guess;
    }

    /** The guess for the next window. */
    NewtonOptions.Guess next() {
        if (fixed != null) {
            return fixed;
        }
        boolean input = windows < TRIALS ? windows % 2 == 1 : inputIterations < stepIterations;
        return input ? NewtonOptions.Guess.INPUT : NewtonOptions.Guess.STEP;
    }

    /** Notes what a window took that began with {@link #next}. */
    void took(long iterations) {
        if (windows > 0 && windows < TRIALS) {
            if (windows % 2 == 1) {
                inputIterations += iterations;
            } else {
                stepIterations += iterations;
            }
        }
        windows++;
    }
}
