package org.stillpoint.recurrence.internal.newton;

import java.util.Arrays;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * A window of consecutive steps of a sequence, cut into tiles. Tiles are evaluated by a team of threads, where there is one; the results
 * do not depend on the number of threads.
 */
final class Window {

    /** After about so many operations, or as many tiles, the pulse is asked. */
    private static final double OPERATIONS_BETWEEN_REPORTS = 1e6;
    private static final int MOST_TILES_BETWEEN_REPORTS = 128;

    private final Tile[] tiles;
    private final int tileSteps;
    private final int tilesBetweenReports;
    private final int size;
    private final ThreadTeam team;
    private final Pulse pulse;
    private final double[] tileDefects;
    private final double[] constant;
    private final ThreadTeam.Task evaluateTask;
    private boolean evaluatedGuess;
    private boolean derivative;
    private int firstEvaluated;
    private int used;
    private int count;
    private double defect;
    private double largest;

    /**
     * A window.
     *
     * @param capacity the most steps
     * @param tileSteps the steps of a tile
     * @param team the threads; null where the calling thread is all there is
     * @param pulse is asked from time to time, so that long windows are left soon after it says no
     */
    Window(Cell cell, int capacity, int tileSteps, ThreadTeam team, Pulse pulse) {
        this.tileSteps = Math.min(capacity, tileSteps);
        this.team = team;
        this.pulse = pulse;
        size = cell.shape().state();
        tilesBetweenReports = (int) Math.max(1, Math.min(MOST_TILES_BETWEEN_REPORTS,
                OPERATIONS_BETWEEN_REPORTS / (cell.operations() * this.tileSteps)));
        tiles = new Tile[(capacity + this.tileSteps - 1) / this.tileSteps];
        for (int j = 0; j < tiles.length; j++) {
            tiles[j] = new Tile(cell, this.tileSteps);
        }
        tileDefects = new double[tiles.length];
        constant = new double[size];
        evaluateTask = j -> tiles[firstEvaluated + j].evaluate(derivative);
    }

    int count() {
        return count;
    }

    /** Takes steps of a sequence, the states of so many of them, and guesses the others. */
    void load(Stretch stretch, int sequence, int from, int steps, int known, NewtonOptions.Guess guess, double guessValue) {
        count = steps;
        used = (steps + tileSteps - 1) / tileSteps;
        for (int j = 0; j < used; j++) {
            tiles[j].load(stretch, sequence, from + j * tileSteps, Math.min(tileSteps, steps - j * tileSteps));
            report(j);
        }
        prepareGuess(guess, guessValue);
        boolean goesOn = true;
        for (int j = 0; j < used; j++) {
            int here = Math.max(0, Math.min(known - j * tileSteps, tiles[j].count));
            if (here < tiles[j].count) {
                tiles[j].guess(here, constant, evaluatedGuess && goesOn);
            }
            tiles[j].copyStates(stretch, sequence, from + j * tileSteps, here);
            goesOn = goesOn && report(j);
        }
        connect(0);
    }

    private void prepareGuess(NewtonOptions.Guess guess, double guessValue) {
        evaluatedGuess = guess == NewtonOptions.Guess.INPUT || guess == NewtonOptions.Guess.STEP;
        Arrays.fill(constant, guess == NewtonOptions.Guess.CONSTANT ? guessValue : 0);
        if (guess == NewtonOptions.Guess.STEP || guess == NewtonOptions.Guess.INITIAL) {
            for (int k = 0; k < size; k++) {
                constant[k] = tiles[0].before[k * tiles[0].count];
            }
        }
    }

    /** Moves a window of one tile on by some steps, of which there are as many more in the sequence, and guesses their states. */
    void slide(Stretch stretch, int sequence, int from, int steps, NewtonOptions.Guess guess, double guessValue) {
        if (steps > 0) {
            tiles[0].slide(stretch, sequence, from, steps);
            prepareGuess(guess, guessValue);
            tiles[0].guessArrived(steps, constant, evaluatedGuess);
        }
    }

    /** Asks after some tiles whether to go on. */
    private boolean report(int tile) {
        return tile % tilesBetweenReports != tilesBetweenReports - 1 || pulse.proceed();
    }

    /** Gives each tile from one on the state after the tile before it. */
    private void connect(int first) {
        for (int j = first + 1; j < used; j++) {
            for (int k = 0; k < size; k++) {
                tiles[j].before[k * tiles[j].count] = tiles[j - 1].last[k];
            }
        }
    }

    /**
     * Evaluates the cell at all steps of the tiles from that of a step on; those before have no defect.
     *
     * @return false if the pulse said stop before the end; the defects then mean nothing
     */
    boolean evaluate(boolean withDerivative, int from) {
        derivative = withDerivative;
        int first = Math.min(from / tileSteps, used - 1);
        if (!(team == null ? evaluateTiles(first) : shareTiles(first))) {
            return false;
        }
        firstEvaluated = first;
        defect = 0;
        for (int j = 0; j < used; j++) {
            tileDefects[j] = j < firstEvaluated ? 0 : tiles[j].defect();
            defect = Math.max(defect, tileDefects[j]);
        }
        largest = 0;
        for (int j = 0; j < used; j++) {
            largest = Math.max(largest, tiles[j].largestNext());
        }
        return true;
    }

    private boolean evaluateTiles(int first) {
        boolean goesOn = true;
        int tile = first;
        for (; tile < used && goesOn; tile++) {
            tiles[tile].evaluate(derivative);
            goesOn = report(tile);
        }
        return tile == used;
    }

    private boolean shareTiles(int first) {
        int atOnce = Math.max(2, tilesBetweenReports);
        boolean goesOn = true;
        for (firstEvaluated = first; firstEvaluated < used && goesOn; firstEvaluated += atOnce) {
            team.run(evaluateTask, Math.min(atOnce, used - firstEvaluated));
            goesOn = pulse.proceed();
        }
        return firstEvaluated >= used;
    }

    /** The largest defect of the last evaluation; NaN if one is not a number. */
    double defect() {
        return defect;
    }

    /** The largest defect of the first steps. */
    double defect(int steps) {
        double sofar = 0;
        for (int j = 0; j * tileSteps < steps; j++) {
            sofar = Math.max(sofar, tiles[j].defect(Math.min(tiles[j].count, steps - j * tileSteps)));
        }
        return sofar;
    }

    /** The largest of the first states. */
    double largestState(int steps) {
        double sofar = 0;
        for (int j = 0; j * tileSteps < steps; j++) {
            sofar = Math.max(sofar, tiles[j].largestState(Math.min(tiles[j].count, steps - j * tileSteps)));
        }
        return sofar;
    }

    /** A bound of the largest state from below. */
    double largestState() {
        return largest - defect;
    }

    /** Half the sum of squared defects. */
    double merit() {
        double sum = 0;
        for (int j = firstEvaluated; j < used; j++) {
            sum += tiles[j].squaredDefect();
        }
        return sum / 2;
    }

    /** How many states from the first on are what a sequential run gives, to the bit, when so many were before. */
    int locked(int before) {
        int step = before;
        for (int j = before / tileSteps; j < used; j++) {
            int inTile = tiles[j].firstUnequal(step - j * tileSteps);
            step = j * tileSteps + inTile;
            if (inTile < tiles[j].count) {
                break;
            }
        }
        return step;
    }

    /** The first step of which the defect is beyond a bound. */
    int firstBeyond(double bound) {
        for (int j = 0; j < used; j++) {
            if (!(tileDefects[j] <= bound)) {
                return j * tileSteps + tiles[j].firstBeyond(bound);
            }
        }
        return count;
    }

    /** Whether the cell gives finite values at a step. */
    boolean finiteNext(int step) {
        return tiles[step / tileSteps].finiteNext(step % tileSteps);
    }

    /** Corrects the states from a step on, all of them unless the pulse says stop. */
    void update(StateUpdate update, boolean anchored, int from) {
        int first = from / tileSteps;
        update.begin(anchored);
        boolean goesOn = true;
        for (int j = first; j < used && goesOn; j++) {
            update.advance(tiles[j], j == first ? from - j * tileSteps : 0);
            goesOn = report(j);
        }
        connect(first);
    }

    /** Lets the states from the first one that is not finite start again from the guess; how many there are. */
    int reset(int from) {
        int reset = 0;
        int first = from / tileSteps;
        for (int j = first; j < used; j++) {
            int step = tiles[j].firstNonfinite(j == first ? from - j * tileSteps : 0);
            if (step < tiles[j].count) {
                tiles[j].guess(step, constant, evaluatedGuess);
                reset += tiles[j].count - step;
            }
        }
        connect(first);
        return reset;
    }

    /** Moves the states from a step on into the box. */
    void clip(int from, double lower, double upper) {
        int first = from / tileSteps;
        for (int j = first; j < used; j++) {
            tiles[j].clip(j == first ? from - j * tileSteps : 0, lower, upper);
        }
        connect(first);
    }

    /** Keeps a copy of all states. */
    void keep() {
        for (int j = 0; j < used; j++) {
            tiles[j].keep();
        }
    }

    /** Goes back to the states that were kept, from a step on. */
    void restore(int from) {
        int first = from / tileSteps;
        for (int j = first; j < used; j++) {
            tiles[j].restore(j == first ? from - j * tileSteps : -1);
        }
    }

    /** Adds the growth of small differences over the first steps to an estimate. */
    void grow(TangentGrowth growth, int steps) {
        for (int j = 0; j * tileSteps < steps; j++) {
            growth.add(tiles[j], Math.min(tiles[j].count, steps - j * tileSteps));
        }
    }

    /** Writes the states of the first steps to the sequence. */
    void store(Stretch stretch, int sequence, int from, int steps) {
        for (int j = 0; j * tileSteps < steps; j++) {
            tiles[j].store(stretch, sequence, from + j * tileSteps, Math.min(tiles[j].count, steps - j * tileSteps));
        }
    }
}
