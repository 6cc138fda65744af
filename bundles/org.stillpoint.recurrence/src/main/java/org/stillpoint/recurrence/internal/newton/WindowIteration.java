package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.api.problem.recurrence.JacobianStructure;

/**
 * Newton's method on a window. At each iteration, and unless the plain method is asked for:
 *
 * <ol>
 * <li>states that are, to the bit, what a sequential run gives are locked, and the next one is set to f of the one before it; so each
 *     iteration finds a state at least;
 * <li>states from the first one on that is not finite start again from the guess;
 * <li>states are moved into the box.
 * </ol>
 *
 * <p>A residual that grows is no reason to give up: near-unstable recurrences have it grow by orders of magnitude before it falls. A
 * window is given up when its residual was not halved for {@link #PATIENCE} iterations and the caller has a better way to go on.
 */
final class WindowIteration {

    /** Iterations in which the residual has to be halved. */
    static final int PATIENCE = 8;
    /** Up to so many units in the last place of the largest state, a residual that stopped falling is rounding. */
    private static final double ROUNDING = 64 * Math.ulp(1.0);
    private static final int ROUNDING_PATIENCE = 3;
    /** How far below the bound the square of the residual is for the next residual to be expected within it. */
    private static final double EXPECTATION = 0.1;
    private static final double LAMBDA_FACTOR = 10;
    private static final double LARGEST_LAMBDA = 1e12;
    private static final double SMALLEST_LAMBDA = 1e-12;

    private final NewtonSettings settings;
    private final StateUpdate jacobi;
    private final Substitution substitution;
    private final KalmanFilter filter;
    private final double target;
    private int iterations;
    private int locked;
    private int found;
    private long resets;
    private double defect;
    private double scale;
    private double order;
    private double residual;
    private double previous;
    /** The least measure of the states so far: the residual, or half the sum of squared defects. */
    private double best;
    /** Whether the window keeps states of this run, which may have an infinite measure. */
    private boolean kept;
    /** The residual that has to be halved, and for how many iterations it was not. */
    private double mark;
    private int stalled;

    /** Watches the iterations on a window. */
    @FunctionalInterface
    interface Watch {

        /**
         * Called before each step.
         *
         * @param residual the residual of the window
         * @return whether to go on
         */
        boolean proceed(double residual);
    }

    /**
     * Iterations on windows of one kind of cell.
     *
     * @param target the bound of the relative residual
     * @param pulse is asked within long steps
     */
    WindowIteration(NewtonSettings settings, JacobianStructure structure, int size, double target, Pulse pulse) {
        this.settings = settings;
        this.target = target;
        jacobi = new Substitution(structure, size, true, 1);
        substitution = new Substitution(structure, size, !settings.exact(), settings.damping());
        filter = new KalmanFilter(structure, size, !settings.exact(), settings.damping(), pulse::proceed);
    }

    /**
     * Iterates until all defects of a window that is loaded are within target * max(1, largest state). The window then has these states,
     * otherwise the best ones it went through.
     *
     * @param largestBefore the largest state of the sequence so far
     * @param method the kind of steps
     * @param impatient whether to give up early
     * @param limit the most steps
     */
    Ending run(Window window, double largestBefore, NewtonOptions.Method method, boolean impatient, int limit, Watch watch) {
        boolean adaptive = method == NewtonOptions.Method.ELK && settings.adaptive();
        begin();
        boolean expected = false;
        while (true) {
            if (!window.evaluate(!expected, locked)) {
                return leave(window);
            }
            measure(window, largestBefore);
            if (defect <= target * scale) {
                locked = settings.locks() ? window.locked(locked) : 0;
                return Ending.CONVERGED;
            }
            if (expected && !window.evaluate(true, locked)) {
                return leave(window);
            }
            Ending ending = breakdown(window, adaptive);
            if (ending != null) {
                return end(window, ending);
            }
            boolean better = remember(window, adaptive);
            if (hasStalled(impatient)) {
                return end(window, Ending.STALLED);
            }
            if (iterations >= limit) {
                return end(window, Ending.LIMIT);
            }
            if (!watch.proceed(residual)) {
                return end(window, Ending.STOPPED);
            }
            boolean warmUp = iterations < settings.warmUp();
            if (adaptive && !warmUp && iterations > 0) {
                adapt(window, better);
            }
            step(window, warmUp ? jacobi : method == NewtonOptions.Method.ELK ? filter : substitution);
            iterations++;
            expected = !warmUp && settings.quadratic() && residual * residual <= EXPECTATION * target;
        }
    }

    private void begin() {
        filter.lambda(settings.regularisation());
        iterations = 0;
        locked = 0;
        order = Double.NaN;
        residual = Double.NaN;
        previous = Double.NaN;
        best = Double.POSITIVE_INFINITY;
        kept = false;
        mark = Double.POSITIVE_INFINITY;
        stalled = 0;
    }

    private void measure(Window window, double largestBefore) {
        defect = window.defect();
        scale = Math.max(1, Math.max(largestBefore, window.largestState()));
        double current = defect / scale;
        boolean falling = residual < previous && current < residual && previous < 1 && current > ROUNDING;
        if (falling) {
            order = Math.log(current / residual) / Math.log(residual / previous);
        }
        previous = residual;
        residual = current;
    }

    /** How iterations end that cannot go on; null if they can, as where a step may be taken back. */
    private Ending breakdown(Window window, boolean adaptive) {
        if (settings.locks()) {
            locked = window.locked(locked);
            return window.finiteNext(locked) ? null : Ending.NONFINITE;
        }
        if (defect <= Double.MAX_VALUE) {
            return null;
        }
        return iterations == 0 ? Ending.NONFINITE : adaptive ? null : Ending.DIVERGED;
    }

    /** Keeps the states if they are the best so far: those of the least residual, or of the least sum of squares. */
    private boolean remember(Window window, boolean squares) {
        double merit = squares ? window.merit() : residual;
        boolean better = merit < best || !kept;
        if (better) {
            best = comparable(merit);
            kept = true;
            window.keep();
        }
        return better;
    }

    private boolean hasStalled(boolean impatient) {
        if (residual <= mark / 2) {
            mark = residual;
            stalled = 0;
        } else {
            stalled++;
        }
        return stalled >= ROUNDING_PATIENCE && residual <= ROUNDING || impatient && stalled >= PATIENCE;
    }

    /** Levenberg and Marquardt's rule: a step after which the sum of squares is larger is taken back. */
    private void adapt(Window window, boolean better) {
        if (better) {
            filter.lambda(Math.max(SMALLEST_LAMBDA, filter.lambda() / LAMBDA_FACTOR));
        } else {
            best = takeBack(window);
        }
    }

    /** Goes back to the best states, but for those that are exact, to go on with a larger lambda; their merit. */
    private double takeBack(Window window) {
        filter.lambda(Math.min(LARGEST_LAMBDA, Math.max(SMALLEST_LAMBDA, filter.lambda() * LAMBDA_FACTOR)));
        window.restore(locked);
        boolean evaluated = window.evaluate(true, locked);
        window.keep();
        return evaluated ? comparable(window.merit()) : best;
    }

    /** A measure that any other is less than where there is none. */
    private static double comparable(double merit) {
        return Double.isNaN(merit) ? Double.POSITIVE_INFINITY : merit;
    }

    private void step(Window window, StateUpdate update) {
        window.update(update, settings.locks(), locked);
        if (settings.locks() && locked + 1 < window.count()) {
            if (!update.isFinite()) {
                resets += window.reset(locked + 1);
            }
            if (settings.bounded()) {
                window.clip(locked + 1, settings.lowerBound(), settings.upperBound());
            }
        }
    }

    /** Ends within an evaluation: only what is locked is known to be found. */
    private Ending leave(Window window) {
        found = locked;
        return endAtBest(window, Ending.STOPPED);
    }

    private Ending end(Window window, Ending ending) {
        found = Math.max(locked, window.firstBeyond(target * scale));
        return endAtBest(window, ending);
    }

    /** Goes back to the best states, but for those that are exact. */
    private Ending endAtBest(Window window, Ending ending) {
        if (kept) {
            window.restore(locked);
        }
        return ending;
    }

    /** The steps of the last run. */
    int iterations() {
        return iterations;
    }

    /** How many states from the first one on were exact in the last run. */
    int locked() {
        return locked;
    }

    /** How many states from the first one on were found to the tolerance at the last evaluation of a run that did not converge. */
    int found() {
        return found;
    }

    /** The largest defect of the states of the last run, if it converged. */
    double defect() {
        return defect;
    }

    /** The largest state of the sequence up to the window, at least 1, a little less at most. */
    double scale() {
        return scale;
    }

    /** The order of convergence that the last run showed; NaN if it was too short. */
    double order() {
        return order;
    }

    /** The states that started again from the guess, in all runs. */
    long resets() {
        return resets;
    }
}
