package org.stillpoint.transport.internal.quadratic;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;

/**
 * Maximises the {@link SparseSemiDual} by Newton steps with the Hessian of the piece at hand and a search for the maximum along them. The
 * maximum of all may lie on an edge between pieces: the steps then end where no direction found leads higher.
 */
final class SparseAscent {

    /** Evaluations in which a step is fitted at most, the part of the first slope that may remain, and how steps are lengthened. */
    private static final int MOST_SEARCHES = 50;
    private static final double FLAT = 0.1;
    private static final double EXTENSION = 4;
    private static final double LONGEST_STEP = 0x1p40;
    /** The regularisation of the Newton systems over gamma, at first, its bounds, and how it changes with success. */
    private static final double FIRST_REGULARISATION = 1e-6;
    private static final double LARGEST_REGULARISATION = 1;
    private static final double LEAST_REGULARISATION = 1e-13;
    private static final double FACTOR = 10;
    /** What rounding may do to the value, in parts of it. */
    private static final double ROUNDING = 0x1p-47;
    /** Steps in which the least error has to fall by a tenth. */
    private static final int PATIENCE = 60;

    private final SparseSemiDual dual;
    private final SolveContext context;
    private final NewtonSystem system;
    private final ActiveEntries entries;
    private final double[] f;
    private final double[] trial;
    private final double[] best;
    private final double[] gradient;
    private final double[] direction;
    private final double[] step;
    private final double[] curvatures;
    private final boolean[] pinned;
    private final double mass;
    private final long before;
    private double bestError = Double.POSITIVE_INFINITY;
    private double bestValue;
    private double regularisation = FIRST_REGULARISATION;
    private long steps;
    private boolean interrupted;

    /**
     * Starts from potentials of the sources.
     *
     * @param before the iterations done before
     */
    SparseAscent(SparseSemiDual dual, double[] start, double mass, long before, SolveContext context) {
        this.before = before;
        this.dual = dual;
        this.context = context;
        this.mass = mass;
        system = new NewtonSystem(dual.targets, dual.sources);
        entries = new ActiveEntries(dual.targets);
        f = start.clone();
        trial = new double[f.length];
        best = start.clone();
        gradient = new double[dual.targets + dual.sources];
        direction = new double[gradient.length];
        step = new double[f.length];
        curvatures = new double[gradient.length];
        pinned = new boolean[gradient.length];
    }

    /**
     * Climbs until the marginal error is within the tolerance, or no longer falls.
     *
     * @param limit the most iterations, with those done before
     */
    Status run(double tolerance, long limit) {
        dual.evaluate(f, entries);
        remember();
        double errorBefore = Double.POSITIVE_INFINITY;
        long nextCheck = PATIENCE;
        while (true) {
            if (!Double.isFinite(dual.error())) {
                return Status.NONFINITE;
            }
            if (dual.error() <= tolerance) {
                return Status.CONVERGED;
            }
            if (before + steps >= limit) {
                return Status.ITERATION_LIMIT;
            }
            if (steps >= nextCheck) {
                if (bestError > 0.9 * errorBefore) {
                    return Status.STAGNATED;
                }
                errorBefore = bestError;
                nextCheck = steps + PATIENCE;
            }
            interrupted = !context.proceed(before + steps, dual.error());
            if (interrupted) {
                return context.interruption();
            }
            steps++;
            boolean climbed = climb();
            if (interrupted) {
                return context.interruption();
            }
            if (!climbed && regularisation >= LARGEST_REGULARISATION) {
                return Status.STAGNATED;
            }
            regularisation = climbed ? Math.max(regularisation / FACTOR, LEAST_REGULARISATION) : regularisation * FACTOR;
            dual.evaluate(f, entries);
            if (dual.error() < bestError) {
                remember();
            }
        }
    }

    private void remember() {
        bestError = dual.error();
        bestValue = dual.value();
        System.arraycopy(f, 0, best, 0, f.length);
    }

    /** One step; answers whether the value rose. */
    private boolean climb() {
        double value = dual.value();
        for (int i = 0; i < f.length; i++) {
            gradient[dual.targets + i] = dual.gradient(i);
        }
        double error = dual.error();
        double delta = Math.max(Math.min(regularisation, error / mass), LEAST_REGULARISATION) / dual.gamma();
        system.solve(entries, dual.gamma(), curvatures, delta, pinned, gradient, error / mass, direction);
        System.arraycopy(direction, dual.targets, step, 0, f.length);
        double first = slope();
        double low = 0;
        double slopeLow = first;
        double high = 1;
        double slopeHigh = tryStep(high);
        if (dual.error() <= error / 2) {
            System.arraycopy(trial, 0, f, 0, f.length);
            return true;
        }
        while (slopeHigh > FLAT * first && high < LONGEST_STEP && !interrupted) {
            low = high;
            slopeLow = slopeHigh;
            high *= EXTENSION;
            slopeHigh = tryStep(high);
        }
        SlopeBracket bracket = new SlopeBracket(low, slopeLow, high, slopeHigh);
        double slope = slopeHigh;
        for (int search = 0; search < MOST_SEARCHES && Math.abs(slope) > FLAT * first && !interrupted; search++) {
            double length = bracket.next();
            slope = tryStep(length);
            bracket.narrow(length, slope);
        }
        if (dual.value() < value + ROUNDING * Math.abs(value) && bracket.low() > 0) {
            tryStep(bracket.low());
        }
        boolean climbed = dual.value() > value + ROUNDING * Math.abs(value);
        if (climbed) {
            System.arraycopy(trial, 0, f, 0, f.length);
        }
        return climbed;
    }

    private double slope() {
        double slope = 0;
        for (int i = 0; i < f.length; i++) {
            slope += dual.gradient(i) * step[i];
        }
        return slope;
    }

    /** Evaluates at a length of the step, and answers the slope there. */
    private double tryStep(double length) {
        System.arraycopy(f, 0, trial, 0, f.length);
        VectorKernels.axpy(length, step, trial);
        dual.evaluate(trial, entries);
        interrupted = interrupted || !context.proceed(before + steps, Double.NaN);
        return slope();
    }

    /** The potentials of the sources at the least marginal error. */
    double[] best() {
        return best;
    }

    double bestError() {
        return bestError;
    }

    /** The dual value where the marginal error is least. */
    double bestValue() {
        return bestValue;
    }

    long steps() {
        return steps;
    }
}
