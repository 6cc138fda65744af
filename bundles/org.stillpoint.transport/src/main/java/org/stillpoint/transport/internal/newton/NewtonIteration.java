package org.stillpoint.transport.internal.newton;

import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * Newton's method for the semi-dual function at one epsilon: d from the {@link SchurSystem}, g &lt;- g + t d, and f from g by the pass that
 * computes the next gradient and plan, so that a step costs one pass over the costs. The system is regularised as far as it takes for no
 * component of d to be much larger than a radius, which adapts to how well the slope predicts the rise. The step t is the first of 1, 1/4,
 * 1/16 and 1/64 that lets the function rise by a ten-thousandth of what its slope promises - by its values, or by the slopes at both ends
 * where the values differ by rounding only; where none does, a step of Sinkhorn's iteration is made from where g was, which always lets it
 * rise. Hence no step is ever a loss.
 *
 * <p>The residual that systems are solved to shrinks with the marginal error; what they leave out of the plan shrinks where steps do not
 * reduce the error as Newton's should. The least regularisation is proportional to the error (Tang and Qiu 2024, Safe and sparse Newton
 * method), which keeps the convergence quadratic.
 */
final class NewtonIteration {

    /** How an iteration ended. */
    enum Outcome { REACHED, STALLED, LIMIT, INTERRUPTED, NOT_FINITE }

    private enum Climb { RISEN, FAILED, INTERRUPTED }

    private static final double SUFFICIENT_RISE = 1e-4;
    /** The first radius in units of epsilon. */
    private static final double FIRST_RADIUS = 16;
    /** Along a direction that solves the system the function rises by half of its slope, along a shorter one by more. */
    private static final double GOOD_RATIO = 0.4;
    private static final double POOR_RATIO = 0.2;
    private static final double SHORTENING = 4;
    private static final int TRIALS = 4;
    /** What part of the largest entry of a row the entries that are left out are at most, at first. */
    private static final double COARSE = 1e-4;
    private static final double FINER = 1.0 / 256;
    private static final double FINEST = 1e-16;
    /** The least regularisation, in parts of the error relative to the mass: it holds back what the plan hardly ties to anything. */
    private static final double DAMPING = 1e-3;
    /** A whole step of Newton's method that leaves a larger part of the error suffers from what was left out. */
    private static final double POOR_REDUCTION = 0.1;
    private static final int MOST_SYSTEM_STEPS = 1000;
    /** The most systems to solve for a direction. */
    private static final int MOST_SYSTEMS = 8;
    private static final double LEAST_REGULARISATION = 1e-12;
    /** In how many radii a direction is far too large. */
    private static final double EXPLOSION = 100;
    /** A column that has lost so much of its mass is for Sinkhorn's iteration: there the plan is not nearly linear. */
    private static final double LOST = 1e-8;
    /** Steps in which the error has to fall by a tenth. */
    private static final int PATIENCE = 300;
    private static final int PATIENCE_IN_NOISE = 12;
    /** The error, relative to the mass, from which on an iteration begins with a step of Sinkhorn's. */
    private static final double FAR = 0.2;
    /** In how many times its rounding a number counts as noise. */
    private static final double NOISE = 16;

    private final SemiDual dual;
    private final Effort effort;
    private final boolean full;
    private final SchurSystem system;
    private final double[] formerF;
    private final double[] formerG;
    private final double[] formerSums;
    private final double[] bestF;
    private final double[] bestG;
    private double error;
    private double errorBefore;
    private double bestError;
    private double radius;
    private double coarseness;
    private long fallbacks;

    /**
     * An iteration.
     *
     * @param full whether the function is that of the whole problem, not of a sample
     */
    NewtonIteration(SemiDual dual, ThreadTeam team, Effort effort, boolean full) {
        this.dual = dual;
        this.effort = effort;
        this.full = full;
        system = new SchurSystem(dual, team);
        formerF = new double[dual.f.length];
        formerG = new double[dual.g.length];
        formerSums = new double[dual.g.length];
        bestF = new double[dual.f.length];
        bestG = new double[dual.g.length];
    }

    /** The error of the column sums before the last step. */
    double error() {
        return error;
    }

    /** Steps of Sinkhorn's iteration that were made because Newton's would not have raised the dual value. */
    long fallbacks() {
        return fallbacks;
    }

    /** Steps of conjugate gradients so far. */
    long systemSteps() {
        return system.iterations;
    }

    /** Sinkhorn's iteration: makes the sums of the rows right, then those of the columns; answers false if it was interrupted. */
    boolean sweep() {
        if (!dual.pass(1)) {
            return false;
        }
        error = dual.error();
        dual.scaleColumns();
        countSweep();
        return true;
    }

    private void countSweep() {
        if (full) {
            effort.sweeps++;
        } else {
            effort.sampleSteps++;
        }
    }

    /**
     * Iterates until the column sums are right up to the tolerance. The function is left at the best g found, its f and its plan being of
     * the last.
     *
     * @param tolerance the error to reach
     * @param last whether the error is the one to report, and systems are to be solved ever more exactly
     */
    Outcome run(double tolerance, boolean last) {
        bestError = Double.POSITIVE_INFINITY;
        radius = FIRST_RADIUS;
        coarseness = COARSE;
        if (!dual.pass(threshold())) {
            return Outcome.INTERRUPTED;
        }
        error = dual.error();
        if (error > FAR * dual.mass && !sinkhornStep()) {
            return Outcome.INTERRUPTED;
        }
        double errorToBeat = Double.POSITIVE_INFINITY;
        int idle = 0;
        while (true) {
            if (last) {
                effort.residual = error;
            }
            if (!Double.isFinite(error)) {
                return restoreBest(Outcome.NOT_FINITE);
            }
            if (error < bestError) {
                bestError = error;
                System.arraycopy(dual.f, 0, bestF, 0, bestF.length);
                System.arraycopy(dual.g, 0, bestG, 0, bestG.length);
            }
            if (error <= tolerance) {
                return Outcome.REACHED;
            }
            idle = error < errorToBeat ? 0 : idle + 1;
            if (idle == 0) {
                errorToBeat = 0.9 * error;
            }
            if (idle > (bestError < noise() ? PATIENCE_IN_NOISE : PATIENCE)) {
                return restoreBest(Outcome.STALLED);
            }
            if (full && effort.exhausted()) {
                return restoreBest(Outcome.LIMIT);
            }
            if (!dual.goOn() || !step(tolerance, last)) {
                return restoreBest(Outcome.INTERRUPTED);
            }
        }
    }

    private Outcome restoreBest(Outcome outcome) {
        if (bestError < Double.POSITIVE_INFINITY) {
            System.arraycopy(bestF, 0, dual.f, 0, bestF.length);
            System.arraycopy(bestG, 0, dual.g, 0, bestG.length);
        }
        return outcome;
    }

    /** What rounding of the exponents alone makes of the error. */
    double noise() {
        return NOISE * dual.mass * Math.ulp(VectorKernels.maxAbs(dual.f, 0, dual.f.length)
                + VectorKernels.maxAbs(dual.g, 0, dual.g.length)) / dual.epsilon;
    }

    /** The part of a row's largest entry up to which entries are left out. */
    private double threshold() {
        return Math.max(FINEST, coarseness);
    }

    /** The relative residual to solve a system to: small enough for the step after to reach the tolerance, if it can. */
    private double forcing(double tolerance, boolean last) {
        double relativeError = error / dual.mass;
        double superlinear = Math.max(last ? 1e-4 : 0.03, relativeError);
        return Math.min(0.1, Math.max(superlinear, tolerance / error / 3));
    }

    /** Newton's step, or Sinkhorn's where that does not let the function rise; answers false if it was interrupted. */
    private boolean step(double tolerance, boolean last) {
        errorBefore = error;
        System.arraycopy(dual.f, 0, formerF, 0, formerF.length);
        System.arraycopy(dual.g, 0, formerG, 0, formerG.length);
        System.arraycopy(dual.sums, 0, formerSums, 0, formerSums.length);
        Climb climb = lostColumn() ? Climb.FAILED : climb(forcing(tolerance, last));
        if (climb != Climb.FAILED) {
            return climb == Climb.RISEN;
        }
        System.arraycopy(formerF, 0, dual.f, 0, formerF.length);
        System.arraycopy(formerG, 0, dual.g, 0, formerG.length);
        System.arraycopy(formerSums, 0, dual.sums, 0, formerSums.length);
        error = errorBefore;
        fallbacks++;
        return sinkhornStep();
    }

    /** Goes along the direction of Newton's method as far as the function rises. */
    private Climb climb(double relative) {
        double value = dual.value();
        double rounding = dual.roundingOfValue();
        if (!solveWithin(relative)) {
            return Climb.INTERRUPTED;
        }
        double slope = system.slope();
        double[] changeOfRows = system.changeOfRows();
        double size = size();
        double length = Math.min(1, 2 * radius / size);
        for (int trial = 0; trial < TRIALS && slope > 0; trial++) {
            if (!moveTo(length, changeOfRows)) {
                return Climb.INTERRUPTED;
            }
            double rise = dual.value() - value;
            if (!(length * slope > NOISE * rounding)) {
                rise = length * (slope + system.slope()) / 2;
            }
            if (rise >= SUFFICIENT_RISE * length * slope) {
                adapt(rise / (length * slope), length * size, trial);
                if (length == 1 && error > POOR_REDUCTION * errorBefore) {
                    coarseness *= FINER;
                }
                return Climb.RISEN;
            }
            length /= SHORTENING;
            radius = length * size;
        }
        return Climb.FAILED;
    }

    /** Goes so far along the direction from where it was found; answers false if it was interrupted. */
    private boolean moveTo(double length, double[] changeOfRows) {
        for (int j = 0; j < formerG.length; j++) {
            dual.g[j] = formerG[j] + length * system.direction[j];
        }
        for (int i = 0; i < formerF.length; i++) {
            dual.f[i] = formerF[i] + length * changeOfRows[i];
        }
        error = errorBefore;
        if (!dual.pass(threshold())) {
            return false;
        }
        countNewtonStep();
        error = dual.error();
        return true;
    }

    /** The largest component of the direction in units of epsilon. */
    private double size() {
        return VectorKernels.maxAbs(system.direction, 0, system.direction.length) / dual.epsilon;
    }

    /** A step of Sinkhorn's iteration from potentials whose sums are known; answers false if it was interrupted. */
    private boolean sinkhornStep() {
        dual.scaleColumns();
        countSweep();
        if (!dual.pass(threshold())) {
            return false;
        }
        error = dual.error();
        return true;
    }

    private void countNewtonStep() {
        if (full) {
            effort.newtonSteps++;
        } else {
            effort.sampleSteps++;
        }
    }

    /**
     * Finds a direction about as large as the radius, or a smaller one without regularisation, by a search for the regularisation that it
     * takes; answers false if it was interrupted.
     */
    private boolean solveWithin(double relative) {
        double least = 0;
        double most = Double.POSITIVE_INFINITY;
        double first = DAMPING * error / dual.mass;
        double regularisation = first;
        for (int attempt = 0; attempt < MOST_SYSTEMS; attempt++) {
            if (!system.solve(relative, MOST_SYSTEM_STEPS, regularisation, EXPLOSION * radius * dual.epsilon)) {
                return false;
            }
            double size = size();
            boolean large = size > 2 * radius;
            if (!large && (regularisation <= first || size > radius / 4)) {
                return true;
            }
            if (large) {
                least = regularisation;
                regularisation = Math.max(Math.max(system.stiffness() * size / radius, 4 * regularisation), LEAST_REGULARISATION);
            } else {
                most = regularisation;
                regularisation /= 64;
            }
            if (!(regularisation < most) || regularisation < least) {
                regularisation = least > 0 ? Math.sqrt(least * most) : most / 64;
            }
        }
        return true;
    }

    /** Adapts the radius to a step of a size, by the ratio of its rise and what the slope promised. */
    private void adapt(double ratio, double size, int trial) {
        if (ratio > GOOD_RATIO && trial == 0) {
            radius = Math.max(radius, 2 * size);
        } else if (ratio < POOR_RATIO) {
            radius = size / 2;
        }
    }

    private boolean lostColumn() {
        for (int j = 0; j < dual.sums.length; j++) {
            if (!(dual.sums[j] > LOST * dual.b[j])) {
                return true;
            }
        }
        return false;
    }
}
