package org.stillpoint.recurrence.internal.newton;

import java.util.Locale;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.SequenceMethod;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;

/**
 * Newton's method on the sequences of a stretch, which threads share; where there are fewer sequences than threads and windows are long,
 * the threads share the evaluations of a window. The bits of the states do not depend on the number of threads.
 */
public final class NewtonMethod implements SequenceMethod {

    /** The share of the tolerance that is left to the rounding of another evaluation. */
    private static final double ROUNDING_SHARE = 1e-4;
    /** The values of a window that fit into the nearer caches, and the limits of its length. */
    private static final int CACHED_VALUES = 1 << 14;
    private static final int SHORTEST_WINDOW = 16;
    private static final int LONGEST_WINDOW = 128;
    /** The most values of all panels of a window. */
    private static final long MOST_VALUES = 1L << 25;
    /** About how many values of states are computed between two reports. */
    private static final int ROUND_VALUES = 1 << 16;
    /** The growth of differences over a sequence from which on a small residual says little about the states. */
    private static final double NOTABLE_GROWTH = Math.log(1e3);

    private final NewtonSettings settings;

    /** A method. */
    public NewtonMethod(NewtonSettings settings) {
        this.settings = settings;
    }

    @Override
    public StretchResult solve(Stretch stretch, Session session) {
        boolean tooWide = valuesPerStep(stretch.cell) * Math.min(SHORTEST_WINDOW, stretch.steps) > MOST_VALUES;
        if (tooWide) {
            session.warn("the Jacobian matrices of a cell of " + stretch.size() + " components do not fit into the memory for a window; "
                    + "the steps are run sequentially");
        }
        return new Run(stretch, session, tooWide).solve();
    }

    private static long valuesPerStep(Cell cell) {
        int size = cell.shape().state();
        return (3L + cell.jacobianStructure().block()) * size + cell.driveSize();
    }

    /** The solve of a stretch. */
    private final class Run {

        private final Stretch stretch;
        private final Session session;
        private final Pulse pulse;
        private final SequenceState[] states;
        private final SequenceSteps[] workers;
        private final int round;
        private final boolean whole;
        private final boolean sequential;
        private long reportedIterations;
        private long reportedSteps;

        Run(Stretch stretch, Session session, boolean sequential) {
            this.stretch = stretch;
            this.session = session;
            this.sequential = sequential;
            pulse = new Pulse(session);
            int slots = Math.min(session.parallelism(), stretch.batch);
            int tile = tileSteps(stretch.cell);
            int window = windowSteps(tile, slots);
            whole = stretch.batch == 1 && window == stretch.steps && settings.form() != NewtonOptions.Form.WINDOWED;
            ThreadTeam team = slots == 1 && session.parallelism() > 1 && window > tile ? session.team() : null;
            workers = new SequenceSteps[slots];
            double target = session.tolerance() * (1 - ROUNDING_SHARE);
            for (int slot = 0; slot < slots; slot++) {
                workers[slot] = sequential ? new SequentialSteps(stretch, pulse) : settings.form() == NewtonOptions.Form.WINDOWED
                        ? new SlidingSteps(stretch, settings, target, window, pulse)
                        : new BlockedSteps(stretch, settings, target, window, Math.min(tile, window), team, pulse, whole);
            }
            states = new SequenceState[stretch.batch];
            for (int b = 0; b < states.length; b++) {
                states[b] = new SequenceState(stretch, b, window, settings.guess());
            }
            round = Math.max(window, ROUND_VALUES / stretch.size());
        }

        /** The steps of a window that is chosen by its size: its panels fit into the cache. */
        private int tileSteps(Cell cell) {
            long fitting = CACHED_VALUES / valuesPerStep(cell) / SHORTEST_WINDOW * SHORTEST_WINDOW;
            return (int) Math.min(stretch.steps, Math.max(SHORTEST_WINDOW, Math.min(LONGEST_WINDOW, fitting)));
        }

        private int windowSteps(int tile, int windows) {
            int wanted = settings.form() == NewtonOptions.Form.FULL ? stretch.steps : settings.window() == 0 ? tile
                    : Math.min(settings.window(), stretch.steps);
            int window = (int) Math.min(wanted, Math.max(tile, MOST_VALUES / windows / valuesPerStep(stretch.cell)));
            if (window < wanted) {
                session.warn(wanted + " steps do not fit into the memory for one window; they are solved " + window + " at a time");
            }
            return window;
        }

        StretchResult solve() {
            boolean finished = false;
            while (!finished) {
                if (workers.length == 1) {
                    advance(0);
                } else {
                    session.team().run(this::advance, workers.length);
                }
                finished = true;
                for (SequenceState state : states) {
                    finished &= state.finished;
                }
                if (!finished && !whole) {
                    finished = !report(Double.NaN);
                }
            }
            for (SequenceState state : states) {
                if (!state.finished) {
                    state.trouble(Ending.STOPPED, state.position);
                }
            }
            return result();
        }

        private void advance(int slot) {
            for (int b = slot; b < states.length; b += workers.length) {
                if (!states[b].finished) {
                    workers[slot].advance(states[b], round);
                }
            }
        }

        /** Reports what was done since the last report; windows that are the whole stretch report their iterations themselves. */
        private boolean report(double residual) {
            if (whole) {
                return pulse.proceed(0, 0, residual);
            }
            long iterations = 0;
            long steps = 0;
            double solved = 0;
            for (SequenceState state : states) {
                iterations += state.iterations;
                steps += state.evaluatedSteps;
                solved += state.position;
            }
            session.solved(solved);
            boolean proceed = pulse.proceed(iterations - reportedIterations,
                    (steps - reportedSteps) / ((double) stretch.batch * stretch.steps), residual);
            reportedIterations = iterations;
            reportedSteps = steps;
            return proceed;
        }

        private StretchResult result() {
            Ending trouble = null;
            double defect = 0;
            double scale = 1;
            long most = 0;
            for (SequenceState state : states) {
                trouble = trouble == null ? state.trouble : trouble;
                defect = Math.max(defect, state.defect);
                scale = Math.max(scale, state.scale);
                most = Math.max(most, state.mostIterations);
            }
            double residual = trouble == null ? defect / scale : pulse.stopped() ? Residual.ofInterrupted(stretch)
                    : new Residual(stretch).measure();
            report(residual);
            count();
            warn();
            return new StretchResult(pulse.stopped() ? session.interruption() : trouble == null ? Status.CONVERGED : trouble.status(), most,
                    residual);
        }

        private void count() {
            double orders = 0;
            long measuredOrders = 0;
            long unconverged = Long.MAX_VALUE;
            for (SequenceState state : states) {
                session.count(Counter.WARM_UP, state.warmUps);
                session.count(Counter.FINISH, state.iterations - state.warmUps);
                session.count(Counters.WINDOWS, state.windows);
                session.count(Counters.LOCKED_STEPS, state.lockedSteps);
                session.count(Counters.SHRUNK_WINDOWS, state.shrunk);
                session.count(Counters.REGULARISED_WINDOWS, state.regularised);
                session.count(Counters.FALLBACKS, state.fallbacks);
                session.count(Counters.SEQUENTIAL_STEPS, state.fallbackSteps);
                orders += state.orders;
                measuredOrders += state.orderCount;
                unconverged = state.trouble == null ? unconverged : Math.min(unconverged, state.firstUnconverged + 1L);
            }
            if (measuredOrders > 0 && session.counter(Counters.CONVERGENCE_ORDER) == 0) {
                session.count(Counters.CONVERGENCE_ORDER, Math.round(100 * orders / measuredOrders));
            }
            if (unconverged < Long.MAX_VALUE && session.counter(Counters.FIRST_UNCONVERGED) == 0) {
                session.count(Counters.FIRST_UNCONVERGED, unconverged);
            }
            for (SequenceSteps worker : workers) {
                session.count(Counters.RESETS, worker.resets());
            }
        }

        private void warn() {
            boolean fellBack = false;
            double exponent = Double.NEGATIVE_INFINITY;
            for (SequenceState state : states) {
                fellBack |= state.fallbackSteps > 0;
                exponent = Math.max(exponent, state.growth.exponent());
            }
            if (fellBack && !sequential) {
                session.warn("Newton's method made no progress on some windows; their steps were run sequentially");
            }
            if (exponent * stretch.steps > NOTABLE_GROWTH) {
                if (session.counter(Counters.GROWING_STRETCHES) == 0) {
                    session.warn(String.format(Locale.ROOT, "small differences grow by a factor of e^%.3g a step (the largest Lyapunov "
                            + "exponent): a small residual does not mean that the states agree with those of a sequential run", exponent));
                }
                session.count(Counters.GROWING_STRETCHES, 1);
            }
        }
    }
}
