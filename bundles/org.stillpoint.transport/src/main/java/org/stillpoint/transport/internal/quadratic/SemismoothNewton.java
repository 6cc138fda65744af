package org.stillpoint.transport.internal.quadratic;

import java.util.Arrays;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.transport.internal.plan.MarginalDual;

/**
 * Maximises the {@link QuadraticDual} by Newton's method with the generalised Hessian of {@link NewtonSystem}, regularised in proportion to
 * the marginal error, and steps that are shortened until the value rises enough; where they become short, by {@link CoordinateAscent}.
 */
final class SemismoothNewton {

    private static final double SUFFICIENT_INCREASE = 1e-4;
    /** Evaluations in which a step is shortened at most, and the part of the first slope that may remain. */
    private static final int MOST_SEARCHES = 40;
    private static final double FLAT = 0.5;
    /** Some steps shorter than this are followed by a sweep: points stand in the way of all others, which it moves on their own. */
    private static final double SHORT_STEP = 0.01;
    private static final int MOST_SHORT_STEPS = 8;
    /** Directions computed in one step at most, each with more potentials pinned than the one before. */
    private static final int MOST_ROUNDS = 6;
    private static final double LONGEST_STEP = 0x1p60;
    private static final double EXTENSION = 4;
    /** The part of what the gradient promises from which on the value counts as linear; a Newton step keeps half of it. */
    private static final double LINEAR = 0.8;
    /** What rounding may do to the dual value, in parts of it. */
    private static final double ROUNDING = 0x1p-47;
    /** The regularisation, in parts of the relative marginal error over gamma, and its bounds. */
    private static final double REGULARISATION = 0.1;
    private static final double LEAST_REGULARISATION = 1e-13;
    private static final double LARGEST_REGULARISATION = 1e-2;
    /** The part of the potentials' magnitude that may be added to the reference. */
    private static final double NEAR_REFERENCE = 0x1p-12;
    /** Steps in which the least error has to fall by a tenth. */
    private static final int PATIENCE = 40;

    private final QuadraticDual dual;
    private final SolveContext context;
    private final CoordinateAscent ascent;
    private final NewtonSystem system;
    private final ActiveEntries entries;
    private final int points;
    private final double[] added;
    private final double[] trial;
    private final double[] best;
    private final double[] direction;
    private final double[] gradient;
    private final double[] curvatures;
    private final boolean[] pinned;
    private final double mass;
    private double bestError;
    private long steps;
    private long sweeps;
    private double stepLength;
    private int shortSteps;
    private boolean interrupted;

    SemismoothNewton(QuadraticDual dual, SolveContext context) {
        this.dual = dual;
        this.context = context;
        ascent = new CoordinateAscent(dual);
        system = new NewtonSystem(dual.rows, dual.columns);
        entries = new ActiveEntries(dual.rows);
        points = dual.rows + dual.columns;
        added = new double[points];
        trial = new double[points];
        best = new double[points];
        direction = new double[points];
        gradient = new double[points];
        curvatures = new double[points];
        pinned = new boolean[points];
        double sum = 0;
        for (int k = 0; k < points; k++) {
            sum += dual.weight(k);
        }
        mass = sum;
    }

    private boolean goOn(double error) {
        interrupted = interrupted || !context.proceed(steps + sweeps, error);
        return !interrupted;
    }

    /** Improves the potentials of both sides in turn. */
    boolean warmUp(int rounds) {
        for (int round = 0; round < rounds; round++) {
            if (!sweep()) {
                return false;
            }
        }
        return true;
    }

    private boolean sweep() {
        for (int side = 0; side < 2; side++) {
            ascent.improve(side == 0, added);
            sweeps++;
            if (!goOn(Double.NaN)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Maximises until the marginal error is within the tolerance, and goes to where it was least.
     *
     * @param last whether this is the last of some problems: if not, its errors are not reported
     * @param limit the most steps and sweeps, counted from the first on
     */
    Status finish(double tolerance, long limit, boolean last) {
        dual.rebase(added);
        dual.evaluate(added);
        remember();
        double errorBefore = Double.POSITIVE_INFINITY;
        long nextCheck = steps + sweeps + PATIENCE;
        Status status = null;
        while (status == null) {
            double error = dual.error();
            if (error < bestError) {
                remember();
            }
            long iteration = steps + sweeps;
            if (!Double.isFinite(error)) {
                status = Status.NONFINITE;
            } else if (error <= tolerance) {
                status = Status.CONVERGED;
            } else if (iteration >= limit) {
                status = Status.ITERATION_LIMIT;
            } else if (iteration >= nextCheck && bestError > 0.9 * errorBefore) {
                status = Status.STAGNATED;
            } else if (!goOn(last ? error : Double.NaN)) {
                status = context.interruption();
            } else {
                if (iteration >= nextCheck) {
                    nextCheck = iteration + PATIENCE;
                    errorBefore = bestError;
                }
                steps++;
                stepLength = 1;
                boolean moved = step();
                shortSteps = stepLength < SHORT_STEP ? shortSteps + 1 : 0;
                if ((!moved || shortSteps >= MOST_SHORT_STEPS) && !interrupted) {
                    shortSteps = 0;
                    sweep();
                    dual.evaluate(added);
                }
            }
        }
        if (status != Status.CONVERGED) {
            dual.rebaseAt(best);
            Arrays.fill(added, 0);
            dual.evaluate(added);
        }
        return status;
    }

    private void remember() {
        bestError = dual.error();
        for (int k = 0; k < points; k++) {
            best[k] = dual.potential(k, added);
        }
    }

    /** A Newton step; answers whether the value rose. */
    private boolean step() {
        double value = dual.value();
        double error = dual.error();
        dual.collect(added, entries);
        for (int k = 0; k < points; k++) {
            double potential = dual.potential(k, added);
            gradient[k] = dual.gradient(k, added);
            curvatures[k] = dual.rule(k).curvature(potential, dual.weight(k));
            pinned[k] = potential >= dual.rule(k).upper() && gradient[k] >= 0 || potential <= dual.rule(k).lower() && gradient[k] <= 0;
        }
        double part = Math.max(Math.min(REGULARISATION * error / mass, LARGEST_REGULARISATION), LEAST_REGULARISATION);
        for (int round = 0; round == 0 || round < MOST_ROUNDS && pinBlocked(); round++) {
            system.solve(entries, dual.gamma(), curvatures, part / dual.gamma(), pinned, gradient, error / mass, direction);
        }
        double slack = ROUNDING * Math.abs(value);
        double promised = tryStep(1);
        boolean accepted = dual.error() <= error / 2 || dual.value() >= value + SUFFICIENT_INCREASE * promised - slack;
        if (accepted && dual.value() - value >= LINEAR * promised && promised > slack) {
            lengthen(value);
        } else if (!accepted) {
            accepted = shorten(value - slack);
        }
        if (accepted) {
            System.arraycopy(trial, 0, added, 0, points);
            rebaseIfFar();
        } else {
            dual.evaluate(added);
        }
        return accepted;
    }

    /** Pins the potentials at a bound that the direction would lead beyond; answers whether there are any. */
    private boolean pinBlocked() {
        boolean any = false;
        for (int k = 0; k < points; k++) {
            double potential = dual.potential(k, added);
            boolean blocked = direction[k] > 0 && potential >= dual.rule(k).upper()
                    || direction[k] < 0 && potential <= dual.rule(k).lower();
            any |= blocked && !pinned[k];
            pinned[k] |= blocked;
        }
        return any;
    }

    /**
     * Looks for the maximum along the direction up to the first bound that it meets, where the slope is 0 ({@link SlopeBracket});
     * answers whether there is a point of at least the value given.
     */
    private boolean shorten(double least) {
        double first = 0;
        for (int k = 0; k < points; k++) {
            first += pinned[k] ? 0 : gradient[k] * direction[k];
        }
        double free = freeLength();
        tryStep(free);
        double slope = slope();
        if (slope >= 0) {
            return dual.value() >= least;
        }
        SlopeBracket bracket = new SlopeBracket(0, first, free, slope);
        for (int search = 0; search < MOST_SEARCHES && bracket.isProper(); search++) {
            double length = bracket.next();
            tryStep(length);
            slope = slope();
            if (Math.abs(slope) <= FLAT * first && dual.value() >= least) {
                stepLength = length;
                return true;
            }
            bracket.narrow(length, slope);
            if (!goOn(Double.NaN)) {
                return false;
            }
        }
        if (bracket.low() > 0) {
            stepLength = bracket.low();
            tryStep(stepLength);
            return dual.value() >= least;
        }
        return false;
    }

    /** The derivative of the value along the direction at the point tried last. */
    private double slope() {
        double slope = 0;
        for (int k = 0; k < points; k++) {
            slope += pinned[k] ? 0 : dual.gradient(k, trial) * direction[k];
        }
        return slope;
    }

    /** How far, up to 1, the direction can be followed before a potential meets a bound. */
    private double freeLength() {
        double length = 1;
        for (int k = 0; k < points; k++) {
            if (!pinned[k] && direction[k] != 0) {
                MarginalDual rule = dual.rule(k);
                double room = (direction[k] > 0 ? rule.upper() : rule.lower()) - dual.potential(k, added);
                length = Math.min(length, room / direction[k]);
            }
        }
        return length;
    }

    /** Evaluates the point at a length of the direction; answers what the gradient promises there. */
    private double tryStep(double length) {
        System.arraycopy(added, 0, trial, 0, points);
        VectorKernels.axpy(length, direction, trial);
        dual.project(trial);
        dual.evaluate(trial);
        double promised = 0;
        for (int k = 0; k < points; k++) {
            promised += gradient[k] * (trial[k] - added[k]);
        }
        return promised;
    }

    /**
     * Along a direction in which the value is linear - the potentials of a component of the graph of active entries whose masses do not
     * balance move together - only what becomes active further on bounds the step.
     */
    private void lengthen(double value) {
        double reached = dual.value();
        double length = 1;
        while (length < LONGEST_STEP) {
            double promised = tryStep(EXTENSION * length);
            if (!(dual.value() > reached)) {
                break;
            }
            length *= EXTENSION;
            reached = dual.value();
            if (reached - value < LINEAR * promised || !goOn(Double.NaN)) {
                return;
            }
        }
        tryStep(length);
    }

    private void rebaseIfFar() {
        double most = 0;
        double magnitude = 0;
        for (int k = 0; k < points; k++) {
            most = Math.max(most, Math.abs(added[k]));
            magnitude = Math.max(magnitude, Math.abs(dual.reference(k)));
        }
        if (most > NEAR_REFERENCE * magnitude) {
            dual.rebase(added);
            dual.evaluate(added);
        }
    }

    /** What is added to the reference of the dual value at present. */
    double[] added() {
        return added;
    }

    /** Why the context says to end. */
    Status interruption() {
        return context.interruption();
    }

    /** The iterations so far. */
    long iterations() {
        return steps + sweeps;
    }

    long steps() {
        return steps;
    }

    long sweeps() {
        return sweeps;
    }

    long factorisations() {
        return system.factorisations();
    }
}
