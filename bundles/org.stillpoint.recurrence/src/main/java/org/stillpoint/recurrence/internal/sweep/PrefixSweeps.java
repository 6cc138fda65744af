package org.stillpoint.recurrence.internal.sweep;

import java.util.Arrays;
import org.stillpoint.api.Status;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;

/**
 * Fixed-point sweeps over a sequence, all steps of a window at once. With the defects r_t = f(h_{t-1}, x_t) - h_t of the current states,
 *
 * <pre>
 *   Jacobi: h_t &lt;- h_t + r_t = f(h_{t-1}, x_t)        Picard: h_t &lt;- h_t + sum of r_i over i = 1..t
 * </pre>
 *
 * (the latter is h_0 plus the sum of f(h_{i-1}, x_i) - h_{i-1}). A sweep measures the defects of the states that it starts from, so that
 * the residual is free. Behind a solved prefix the next step is f of a solved state, hence solved as well, whatever the others are: the
 * prefix grows by at least a step each sweep, by all steps whose defects are small enough, and is not swept again. Where nothing before a
 * step changes, the step becomes f to the bit.
 */
public final class PrefixSweeps implements SolvedPrefix {

    /** By how much defects may grow over the first ones before sweeps without safeguards are said to diverge. */
    private static final double DIVERGENCE = 1e12;

    private final Stretch stretch;
    private final Session session;
    private final boolean cumulative;
    /** Whether what is solved for the evaluated cell is solved for the stretch's own. */
    private final boolean exact;
    private final int size;
    private final StepEvaluator evaluator;
    private final double[] second;
    private final double[] change;
    private double[] current;
    private int currentBase;
    private double[] next;
    private int nextBase;
    private int sequence;
    private int first;
    private double solvedDefect;
    private double solvedMagnitude;

    /**
     * Sweeps over a stretch.
     *
     * @param cell the cell to evaluate, the stretch's own or another of the same sizes
     * @param cumulative whether by the formula of Picard, otherwise by that of Jacobi
     */
    public PrefixSweeps(Stretch stretch, Cell cell, Session session, boolean cumulative) {
        this.stretch = stretch;
        this.session = session;
        this.cumulative = cumulative;
        exact = cell == stretch.cell;
        size = stretch.size();
        evaluator = new StepEvaluator(stretch, cell, session);
        second = new double[stretch.steps * size];
        change = new double[size];
    }

    /** Turns to a sequence, of which nothing is solved. */
    public void begin(int number) {
        sequence = number;
        first = 0;
        solvedDefect = 0;
        solvedMagnitude = 0;
        evaluator.begin(number);
    }

    @Override
    public int solved() {
        return first;
    }

    @Override
    public double defect() {
        return solvedDefect;
    }

    @Override
    public double magnitude() {
        return solvedMagnitude;
    }

    /**
     * Sweeps until all steps before {@code to} are solved.
     *
     * @param window how many steps are swept at once
     * @param guessed whether the states to start from are in the stretch; otherwise each window starts from the last state before it
     * @param threshold what decides which steps are solved: the limits' target, or a looser one while warming up
     * @return how it ended, the states in the stretch; null if going on would not pay
     */
    public Status run(int to, int window, boolean guessed, SweepLimits limits, Threshold threshold) {
        current = stretch.states;
        currentBase = stretch.stateOffset(sequence, 0);
        next = second;
        nextBase = 0;
        int begin = first;
        int end = Math.min(to, first + window);
        if (!guessed) {
            fill(first, end);
        }
        SweepForecast forecast = new SweepForecast(to - begin);
        double divergence = Double.POSITIVE_INFINITY;
        for (long sweep = 1;; sweep++) {
            int swept = end - first;
            if (!evaluator.evaluate(first, end, current, currentBase, next, nextBase)) {
                return leave(end, session.interruption());
            }
            double worst = largest(evaluator.defects, end, solvedDefect);
            double scale = Math.max(1, largest(evaluator.magnitudes, end, solvedMagnitude));
            advance(end, threshold.next(worst, scale, limits.target()));
            if (exact && threshold == Threshold.TARGET) {
                session.solved((double) sequence * stretch.steps + first);
            }
            if (!session.proceed((double) swept / ((long) stretch.steps * stretch.batch), worst / scale)) {
                return leave(end, session.interruption());
            }
            if (first < end && !solveNext()) {
                return leave(end, Status.NONFINITE);
            }
            if (first == to) {
                return Status.CONVERGED;
            }
            if (sweep == 1) {
                divergence = DIVERGENCE * Math.max(1, worst);
            }
            boolean finite = update(end, limits.resets());
            if (!limits.resets() && (!finite || !(worst <= divergence))) {
                return leave(end, Status.DIVERGED);
            }
            swap();
            int newEnd = Math.min(to, first + window);
            extend(end, newEnd, guessed);
            forecast.note(swept, worst / scale);
            end = newEnd;
            if (forecast.exceeds(limits, first - begin, end == to)) {
                return leave(end, null);
            }
            if (sweep >= limits.maxIterations()) {
                return leave(end, Status.ITERATION_LIMIT);
            }
        }
    }

    private double largest(double[] values, int end, double atLeast) {
        double largest = atLeast;
        for (int step = first; step < end; step++) {
            largest = Math.max(largest, values[step]);
        }
        return largest;
    }

    /** Moves the prefix over the steps whose defects are small enough: they stay as they are. */
    private void advance(int end, double threshold) {
        int from = first;
        while (first < end) {
            double magnitude = Math.max(solvedMagnitude, evaluator.magnitudes[first]);
            if (!(evaluator.defects[first] <= threshold * Math.max(1, magnitude))) {
                break;
            }
            solvedMagnitude = magnitude;
            solvedDefect = Math.max(solvedDefect, evaluator.defects[first]);
            first++;
        }
        keep(from, first);
    }

    /** Takes f of the last solved state for the step behind it; returns whether it is finite. */
    private boolean solveNext() {
        int place = nextBase + first * size;
        int target = stretch.stateOffset(sequence, first);
        for (int k = 0; k < size; k++) {
            if (!Double.isFinite(next[place + k])) {
                return false;
            }
        }
        for (int k = 0; k < size; k++) {
            double value = next[place + k];
            change[k] = value - current[currentBase + first * size + k];
            solvedMagnitude = Math.max(solvedMagnitude, Math.abs(value));
            stretch.states[target + k] = value;
        }
        first++;
        return true;
    }

    /** Makes the next states of the steps behind the prefix; returns whether all are finite. */
    private boolean update(int end, boolean reset) {
        boolean finite = true;
        for (int step = first; step < end; step++) {
            int place = nextBase + step * size;
            boolean stepFinite = true;
            for (int k = 0; k < size; k++) {
                if (cumulative) {
                    accumulate(place + k, currentBase + step * size + k, k);
                }
                stepFinite &= Double.isFinite(next[place + k]);
            }
            if (!stepFinite && reset) {
                System.arraycopy(stretch.states, stretch.stateOffset(sequence, first - 1), next, place, size);
                Arrays.fill(change, 0);
                session.count(Counters.RESETS, 1);
            }
            finite &= stepFinite;
        }
        return finite;
    }

    private void accumulate(int place, int currentPlace, int component) {
        double state = current[currentPlace];
        double before = change[component];
        change[component] = before + (next[place] - state);
        if (before != 0) {
            next[place] = state + change[component];
        }
    }

    private void swap() {
        double[] array = current;
        current = next;
        next = array;
        int base = currentBase;
        currentBase = nextBase;
        nextBase = base;
    }

    /** Gives the steps that the window reaches states to start from. */
    private void extend(int end, int newEnd, boolean guessed) {
        if (newEnd <= end) {
            return;
        }
        if (guessed) {
            if (current != stretch.states) {
                System.arraycopy(stretch.states, stretch.stateOffset(sequence, end), current, currentBase + end * size,
                        (newEnd - end) * size);
            }
            return;
        }
        for (int step = end; step < newEnd; step++) {
            if (step == first) {
                System.arraycopy(stretch.states, stretch.stateOffset(sequence, step - 1), current, currentBase + step * size, size);
            } else {
                System.arraycopy(current, currentBase + (step - 1) * size, current, currentBase + step * size, size);
            }
        }
    }

    /** Starts the steps of the first window from the state before it. */
    private void fill(int from, int end) {
        for (int step = from; step < end; step++) {
            System.arraycopy(stretch.before(from), stretch.beforeOffset(sequence, from), current, currentBase + step * size, size);
        }
    }

    private Status leave(int end, Status status) {
        keep(first, end);
        return status;
    }

    /** Brings states of the current iterate into the stretch. */
    private void keep(int from, int to) {
        if (current != stretch.states && to > from) {
            System.arraycopy(current, currentBase + from * size, stretch.states, stretch.stateOffset(sequence, from), (to - from) * size);
        }
    }
}
