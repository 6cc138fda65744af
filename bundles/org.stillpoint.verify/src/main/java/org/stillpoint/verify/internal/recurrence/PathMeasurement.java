package org.stillpoint.verify.internal.recurrence;

import java.util.Random;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.Sequences;

/** Measures the states of one direction of a layer against its map. Used by one thread. */
final class PathMeasurement {

    /** Up to so many products a sequential run is over all steps. */
    private static final double WHOLE = 1.5e9;
    /** About so many products the sampled segments take together. */
    private static final double SAMPLES = 6e8;
    /** What a step of the smallest map costs, in products. */
    private static final double STEP_OVERHEAD = 50;
    private static final int SEGMENTS = 8;
    private static final int PANEL_VALUES = 1 << 14;
    private static final int MOST_ROWS = 32;
    private static final double LARGEST = 1e250;
    /** Rounding is told from so many changes of the last bits, and may be so many times what they change. */
    private static final int CHANGES = 8;
    private static final double MARGIN = 4;

    private final StepMap map;
    private final int size;
    private final Sequences kept;
    private final int steps;
    private final int keepEvery;
    private final boolean backward;
    private final InputRows input;
    private final double[] initial;
    private final double scale;
    private double largestDefect;
    private int worstSequence;
    private int worstTime;

    /**
     * The states of a path.
     *
     * @param kept the kept states in the order of time
     * @param steps the number of all steps
     * @param keepEvery of how many steps one is kept
     * @param initial the initial states of all sequences
     */
    PathMeasurement(StepMap map, Sequences kept, int steps, int keepEvery, boolean backward, InputRows input, double[] initial) {
        this.map = map;
        this.size = map.shape().state();
        this.kept = kept;
        this.steps = steps;
        this.keepEvery = keepEvery;
        this.backward = backward;
        this.input = input;
        this.initial = initial;
        double largest = 1;
        for (double value : kept.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        scale = largest;
    }

    /**
     * Measures the path.
     *
     * @throws SolverException as soon as the thread is interrupted
     */
    PathReport measure() throws SolverException {
        double residual = keepEvery == 1 ? residual() / scale : Double.NaN;
        double cost = (map.operations() + STEP_OVERHEAD) * steps * kept.batch();
        double rounding = keepEvery == 1 ? rounding() / scale : 0;
        boolean whole = cost <= WHOLE;
        SequentialRun segments = new SequentialRun(map);
        double between = keepEvery == 1 ? 0 : betweenKept(segments, whole ? 1 : (int) Math.ceil(cost / SAMPLES)) / scale;
        if (whole) {
            return whole(residual, rounding, between, segments.largestError());
        }
        if (keepEvery > 1) {
            double amplification = extrapolated(segments, keepEvery);
            return new PathReport(residual, rounding, between, segments.largestError(), between, segments.largestError(), amplification,
                    segments.exponent(), false, determined(segments.exponent()));
        }
        int length = (int) Math.max(1, Math.min(steps, SAMPLES / SEGMENTS / (map.operations() + STEP_OVERHEAD)));
        double agreement = sampled(segments, length) / scale;
        return new PathReport(residual, rounding, 0, 0, agreement, segments.largestError(), extrapolated(segments, length),
                segments.exponent(), false, determined(segments.exponent()));
    }

    /** The largest |h_t - f(h_{t-1}, x_t)| over all steps, many at once. */
    private double residual() throws SolverException {
        int rows = Math.max(1, Math.min(MOST_ROWS, PANEL_VALUES / size));
        double[] next = new double[rows * size];
        for (int b = 0; b < kept.batch(); b++) {
            int startTime = backward ? steps - 1 : 0;
            defect(initial, b * size, b, startTime, 1, next);
            for (int done = 1; done < steps; done += rows) {
                heedInterrupt();
                int count = Math.min(rows, steps - done);
                int time = backward ? steps - done - count : done;
                defect(kept.values(), kept.offset(b, backward ? time + 1 : time - 1), b, time, count, next);
            }
        }
        return largestDefect;
    }

    private void defect(double[] previous, int offset, int sequence, int time, int rows, double[] next) {
        int at = kept.offset(sequence, time);
        if (map.implicit()) {
            System.arraycopy(kept.values(), at, next, 0, rows * size);
        }
        int inputOffset = input.find(sequence, time, rows);
        map.step(previous, offset, input.values(), inputOffset, input.size(), rows, next, 0);
        for (int k = 0; k < rows * size; k++) {
            double defect = Math.abs(kept.values()[at + k] - next[k]);
            if (!(defect <= largestDefect)) {
                largestDefect = Double.isNaN(largestDefect) ? largestDefect : defect;
                worstSequence = sequence;
                worstTime = time + k / size;
            }
        }
    }

    /**
     * How much of a defect rounding may be, at the step where it is largest: by how much the next state changes when each component of the
     * state and the input changes by a unit in the last place. Sums in another order differ by about as much.
     */
    private double rounding() {
        Random random = new Random(1);
        boolean first = worstTime == (backward ? steps - 1 : 0);
        int inputs = input.size();
        int inputOffset = input.find(worstSequence, worstTime, 1);
        double[] state = new double[(1 + CHANGES) * size];
        double[] row = new double[(1 + CHANGES) * inputs];
        double[] next = new double[(1 + CHANGES) * size];
        for (int i = 0; i <= CHANGES; i++) {
            double change = i == 0 ? 0 : Math.ulp(1.0);
            System.arraycopy(first ? initial : kept.values(), first ? worstSequence * size
                    : kept.offset(worstSequence, backward ? worstTime + 1 : worstTime - 1), state, i * size, size);
            System.arraycopy(input.values(), inputOffset, row, i * inputs, inputs);
            change(state, i * size, size, change, random);
            change(row, i * inputs, inputs, change, random);
            System.arraycopy(kept.values(), kept.offset(worstSequence, worstTime), next, i * size, size);
        }
        map.step(state, 0, row, 0, inputs, 1 + CHANGES, next, 0);
        double largest = 0;
        for (int k = size; k < next.length; k++) {
            largest = Math.max(largest, Math.abs(next[k] - next[k % size]));
        }
        return MARGIN * largest;
    }

    private static void change(double[] values, int offset, int length, double change, Random random) {
        for (int k = offset; k < offset + length; k++) {
            values[k] *= 1 + (random.nextBoolean() ? change : -change);
        }
    }

    /** Runs from kept states to the next ones, one of so many of them, always the first and the last. */
    private double betweenKept(SequentialRun run, int stride) throws SolverException {
        double largest = 0;
        for (int b = 0; b < kept.batch(); b++) {
            for (int index = 0; index < kept.steps(); index = index == kept.steps() - 1 ? index + 1
                    : Math.min(index + stride, kept.steps() - 1)) {
                int from = index * keepEvery;
                start(run, b, from);
                int to = (int) Math.min(steps, (long) from + keepEvery);
                for (int step = from; step < to; step++) {
                    advance(run, b, step);
                }
                largest = Math.max(largest, run.distance(kept.values(), kept.offset(b, index)));
            }
        }
        return largest;
    }

    /** Starts from the kept state before a step in the order of the run. */
    private void start(SequentialRun run, int sequence, int step) {
        if (step == 0) {
            run.start(initial, sequence * size);
        } else {
            run.start(kept.values(), kept.offset(sequence, time(step - 1) / keepEvery));
        }
    }

    private void advance(SequentialRun run, int sequence, int step) throws SolverException {
        heedInterrupt();
        int inputOffset = input.find(sequence, time(step), 1);
        run.step(input.values(), inputOffset);
    }

    private static void heedInterrupt() throws SolverException {
        if (Thread.currentThread().isInterrupted()) {
            throw new SolverException("the verification was interrupted");
        }
    }

    private int time(int step) {
        return backward ? steps - 1 - step : step;
    }

    private PathReport whole(double residual, double rounding, double between, double betweenAmplification) throws SolverException {
        double largest = 0;
        double amplification = 1;
        double exponent = Double.NEGATIVE_INFINITY;
        long determined = steps;
        for (int b = 0; b < kept.batch(); b++) {
            SequentialRun run = new SequentialRun(map);
            start(run, b, 0);
            for (int step = 0; step < steps; step++) {
                advance(run, b, step);
                if ((step + 1) % keepEvery == 0 || step == steps - 1) {
                    largest = Math.max(largest, run.distance(kept.values(), kept.offset(b, time(step) / keepEvery)));
                }
                if (step < determined && run.error() * Agreement.ROUNDING > Agreement.LARGEST) {
                    determined = step;
                }
            }
            amplification = Math.max(amplification, run.largestError());
            exponent = Math.max(exponent, run.exponent());
        }
        return new PathReport(residual, rounding, between, betweenAmplification, largest / scale, amplification, amplification, exponent,
                true, determined);
    }

    /** Runs over segments spread evenly over all sequences, the first and the last steps among them. */
    private double sampled(SequentialRun run, int length) throws SolverException {
        double largest = 0;
        long all = (long) kept.batch() * steps;
        for (int i = 0; i < SEGMENTS; i++) {
            long first = (all - length) * i / (SEGMENTS - 1);
            int sequence = (int) (first / steps);
            int from = (int) Math.min(first % steps, steps - length);
            start(run, sequence, from);
            for (int step = from; step < from + length; step++) {
                advance(run, sequence, step);
                largest = Math.max(largest, run.distance(kept.values(), kept.offset(sequence, time(step))));
            }
        }
        return largest;
    }

    /** The amplification over all steps if it goes on as in the segments of a length: a geometric sum. */
    private double extrapolated(SequentialRun run, int length) {
        double ratio = Math.exp(run.exponent() * length);
        double terms = (double) steps / length;
        double sum = Math.abs(ratio - 1) * terms < 1e-6 ? terms : (Math.pow(ratio, terms) - 1) / (ratio - 1);
        double amplification = run.largestError() * Math.max(1, sum);
        return amplification < LARGEST ? amplification : LARGEST;
    }

    private long determined(double exponent) {
        double length = Math.log(Agreement.LARGEST / Agreement.ROUNDING) / exponent;
        return exponent > 0 && length < steps ? (long) length : steps;
    }
}
