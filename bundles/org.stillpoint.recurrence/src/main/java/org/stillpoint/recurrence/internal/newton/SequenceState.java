package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.run.Stretch;

/** How far a sequence is, and what was seen on the way. */
final class SequenceState {

    final int sequence;
    final TangentGrowth growth;
    final GuessChoice guess;
    /** The first step that is not found yet. */
    int position;
    /** How many of the states from there on are iterates. */
    int known;
    /** Whether the states that the stretch had at the beginning are worth a try as a guess. */
    boolean guessed;
    /** The steps of the next window. */
    int window;
    /** Windows that converged since the last that did not. */
    int successes;
    /** Windows in a row that had to be run sequentially. */
    int failures;
    /** How the first part that did not converge ended; null as long as all did. */
    Ending trouble;
    int firstUnconverged;
    /** Whether nothing more is done for this sequence. */
    boolean finished;
    double defect;
    double scale = 1;
    long iterations;
    long mostIterations;
    long windows;
    long warmUps;
    long evaluatedSteps;
    long lockedSteps;
    long shrunk;
    long regularised;
    long fallbacks;
    long fallbackSteps;
    double orders;
    long orderCount;

    SequenceState(Stretch stretch, int sequence, int window, NewtonOptions.Guess guess) {
        this.sequence = sequence;
        this.window = window;
        this.guess = new GuessChoice(guess);
        guessed = stretch.guessed;
        growth = new TangentGrowth(stretch.cell.jacobianStructure(), stretch.size());
    }

    /** Notes how a part ended that did not converge, and the first step of it that is not found. */
    void trouble(Ending ending, int step) {
        if (trouble == null) {
            trouble = ending;
            firstUnconverged = step;
        }
    }
}
