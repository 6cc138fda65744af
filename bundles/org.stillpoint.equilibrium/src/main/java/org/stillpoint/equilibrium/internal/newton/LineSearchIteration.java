package org.stillpoint.equilibrium.internal.newton;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;

/**
 * Goes down a merit of each sample along directions, with a backtracking line search (Armijo): a step s from a point is accepted with the
 * first factor a for which
 *
 * <pre>
 *   merit(point + a s) &lt;= merit(point) + 1e-4 a slope.
 * </pre>
 *
 * A shorter factor is the least of the parabola through what is known, within a tenth and a half of the last one. Where steps are short
 * or of no use, or at once where a whole step is not accepted, as a method says, a row of plain steps z = f(z) is tried in its place, twice
 * as many each time; where these do not halve the merit the line search goes on. While some samples do one thing others do another.
 */
abstract class LineSearchIteration {

    private static final double SUFFICIENT = 1e-4;
    private static final double SHORTEST = 1e-6;
    /** A step shorter than this part of the whole one is short, and so many in a row lead nowhere. */
    private static final double SHORT = .05;
    private static final int SHORT_STEPS = 10;
    /** Plain steps by which the merit, a square, grows by more than this factor lead away. */
    private static final double GROWTH = 100;
    /** The factor by which a step is shortened after plain steps of no use. */
    private static final double AFTER_PLAIN_STEPS = .25;
    /** The most plain steps in a row. */
    private static final int MOST_PLAIN_STEPS = 512;

    /** What the state of a lane is. */
    private static final double FREE = 0;
    private static final double ON_TRIAL = 1;
    private static final double PLAIN = 2;

    final ActiveSamples samples;
    final NewtonSystems systems;
    final int size;
    /** The defects f(z) - z at the states of the last linearisation. */
    final double[] defects;
    /** The Euclidean norms of the defects. */
    final double[] norms;
    /** The directions, to be written for accepted lanes. */
    final double[] directions;
    /** The slopes of the merits along the directions, negative; 0 where the direction is a plain step, accepted whatever it brings. */
    final double[] slopes;
    private final double[] points;
    private final double[] pointDefects;
    private final double[] pointMerits;
    private final double[] factors;
    private final double[] modes;
    /** How many plain steps were in the last row, how many of a row are left, and whether a row was of no use for the last step. */
    private final double[] plainSteps;
    private final double[] plainStepsLeft;
    private final double[] plainStepsFailed;
    private final double[] shortSteps;
    private final boolean[] asked;

    LineSearchIteration(ActiveSamples samples, int memory) {
        this.samples = samples;
        systems = new NewtonSystems(samples, memory);
        size = samples.size();
        defects = new double[size * samples.capacity()];
        norms = new double[samples.capacity()];
        directions = samples.panel(size);
        slopes = samples.panel(1);
        points = samples.panel(size);
        pointDefects = samples.panel(size);
        pointMerits = samples.panel(1);
        factors = samples.panel(1);
        modes = samples.panel(1);
        plainSteps = samples.panel(1);
        plainStepsLeft = samples.panel(1);
        plainStepsFailed = samples.panel(1);
        shortSteps = samples.panel(1);
        asked = new boolean[samples.capacity()];
    }

    /** The merit of the state of a lane, from {@link #defects} and {@link #norms}. */
    abstract double merit(int lane);

    /** Writes the directions and slopes of lanes whose states are accepted. */
    abstract void findDirections(boolean[] lanes);

    /** Called where steps lead nowhere: whether the directions of a lane are those of a warm-up, which ends hereby. */
    abstract boolean endsWarmUp(int lane);

    /** Whether plain steps are tried before shorter ones. */
    abstract boolean prefersPlainSteps();

    /** Iterates until no sample is left. */
    final void run() {
        while (samples.linearise(systems.tangents())) {
            int lanes = samples.lanes();
            measure(lanes);
            boolean any = false;
            for (int lane = 0; lane < lanes; lane++) {
                asked[lane] = false;
                judge(lane, lanes);
                any |= asked[lane];
            }
            if (any) {
                findDirections(asked);
                step(lanes);
            }
        }
    }

    private void measure(int lanes) {
        Arrays.fill(norms, 0, lanes, 0);
        double[] states = samples.states();
        double[] images = samples.images();
        for (int k = 0; k < size; k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                double defect = images[row + lane] - states[row + lane];
                defects[row + lane] = defect;
                norms[lane] += defect * defect;
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            norms[lane] = Math.sqrt(norms[lane]);
        }
    }

    /** Accepts a state, asks for a direction from it, or replaces it by another one. */
    private void judge(int lane, int lanes) {
        double merit = merit(lane);
        if (modes[lane] == FREE) {
            accept(lane, lanes, merit);
            asked[lane] = true;
        } else if (modes[lane] == ON_TRIAL) {
            judgeTrial(lane, lanes, merit);
        } else if (plainStepsLeft[lane] > 0 && merit <= GROWTH * pointMerits[lane]) {
            plainStepsLeft[lane]--;
            move(lane, lanes, samples.states(), 1, defects);
            samples.attempt(lane);
        } else if (merit <= pointMerits[lane] / 2) {
            accept(lane, lanes, merit);
            asked[lane] = true;
        } else {
            endPlainSteps(lane, lanes);
        }
    }

    private void judgeTrial(int lane, int lanes, double merit) {
        if (!(merit <= pointMerits[lane] + SUFFICIENT * factors[lane] * slopes[lane])) {
            if (prefersPlainSteps() && plainStepsFailed[lane] == 0 && plainStepsMayHelp(lane)) {
                beginPlainSteps(lane);
                move(lane, lanes, points, 1, pointDefects);
            } else {
                shorten(lane, lanes, merit);
            }
            return;
        }
        accept(lane, lanes, merit);
        shortSteps[lane] = factors[lane] < SHORT ? shortSteps[lane] + 1 : 0;
        if (shortSteps[lane] > SHORT_STEPS && !endsWarmUp(lane) && plainStepsMayHelp(lane)) {
            beginPlainSteps(lane);
            factors[lane] = 0;
            move(lane, lanes, samples.states(), 1, defects);
        } else {
            asked[lane] = true;
        }
    }

    private boolean plainStepsMayHelp(int lane) {
        return plainSteps[lane] < MOST_PLAIN_STEPS;
    }

    /** Makes the state of a lane its point. */
    private void accept(int lane, int lanes, double merit) {
        pointMerits[lane] = merit;
        plainStepsFailed[lane] = 0;
        for (int at = lane; at < size * lanes; at += lanes) {
            points[at] = samples.states()[at];
            pointDefects[at] = defects[at];
        }
    }

    private void shorten(int lane, int lanes, double merit) {
        double factor = factors[lane];
        double least = -slopes[lane] * factor * factor / (2 * (merit - pointMerits[lane] - slopes[lane] * factor));
        factor *= Double.isFinite(merit) ? Math.max(.1, Math.min(.5, least / factor)) : .1;
        factors[lane] = factor;
        if (factor >= SHORTEST) {
            move(lane, lanes, points, factor, directions);
            samples.attempt(lane);
        } else if (endsWarmUp(lane)) {
            returnToPoint(lane, lanes);
        } else if (plainStepsMayHelp(lane)) {
            beginPlainSteps(lane);
            factors[lane] = 0;
            move(lane, lanes, points, 1, pointDefects);
        } else {
            samples.retire(lane, Status.STAGNATED);
            returnToPoint(lane, lanes);
        }
    }

    /** Goes back to the point, and on along the direction from it if there is one. */
    private void endPlainSteps(int lane, int lanes) {
        if (factors[lane] == 0) {
            returnToPoint(lane, lanes);
            return;
        }
        plainStepsFailed[lane] = 1;
        modes[lane] = ON_TRIAL;
        factors[lane] *= AFTER_PLAIN_STEPS;
        move(lane, lanes, points, factors[lane], directions);
        samples.attempt(lane);
    }

    /** Has a lane evaluated at its point again, from which another direction is then asked for. */
    private void returnToPoint(int lane, int lanes) {
        modes[lane] = FREE;
        move(lane, lanes, points, 0, directions);
    }

    private void beginPlainSteps(int lane) {
        modes[lane] = PLAIN;
        plainSteps[lane] = Math.max(1, 2 * plainSteps[lane]);
        plainStepsLeft[lane] = plainSteps[lane] - 1;
        shortSteps[lane] = 0;
        samples.attempt(lane);
    }

    /** state = from + factor * along. */
    private void move(int lane, int lanes, double[] from, double factor, double[] along) {
        for (int at = lane; at < size * lanes; at += lanes) {
            samples.states()[at] = from[at] + factor * along[at];
        }
    }

    private void step(int lanes) {
        double[] states = samples.states();
        for (int lane = 0; lane < lanes; lane++) {
            if (asked[lane]) {
                pointMerits[lane] = merit(lane);
                factors[lane] = 1;
                modes[lane] = slopes[lane] < 0 ? ON_TRIAL : FREE;
                if (modes[lane] == ON_TRIAL) {
                    samples.attempt(lane);
                }
            }
        }
        for (int k = 0; k < size; k++) {
            int row = k * lanes;
            for (int lane = 0; lane < lanes; lane++) {
                states[row + lane] = asked[lane] ? points[row + lane] + directions[row + lane] : states[row + lane];
            }
        }
    }
}
