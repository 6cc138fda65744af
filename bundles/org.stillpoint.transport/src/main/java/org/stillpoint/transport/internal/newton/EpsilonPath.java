package org.stillpoint.transport.internal.newton;

import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.transport.internal.kernel.DenseRows;

/**
 * The warm-up: follows the potentials from a large epsilon, where they are easy, down to the wanted one. At each epsilon one step of
 * Sinkhorn's iteration and a few Newton steps bring the error below {@value #LOOSE}, and the next potentials are extrapolated from the last
 * two: they are nearly linear in epsilon. What is added to one side and taken from the other is kept small, since it was found at a larger
 * epsilon, whose rounding would remain. A large problem is begun on a sample of its points, as far down as the sample has several points
 * within the reach of each other; its potentials are carried over to all points by soft minima.
 */
final class EpsilonPath {

    /** The error, relative to the mass, at which the next epsilon is tried. */
    private static final double LOOSE = 0.05;
    /** The most that epsilon shrinks by in a step. */
    private static final double RATIO = 3;
    /** The first epsilon relative to the largest cost. */
    private static final double FIRST = 0.1;
    /** With fewer points on a side there is no sample. */
    private static final int LEAST_POINTS = 512;
    /** The part of the points that is taken. */
    private static final int SAMPLED = 4;
    /** On a sample, epsilon stops where a row of the plan has so few entries in effect. */
    private static final double LEAST_ENTRIES = 24;

    private final ThreadTeam team;
    private final Effort effort;
    private final long seed;
    private final double largestCost;

    EpsilonPath(ThreadTeam team, Effort effort, long seed, double largestCost) {
        this.team = team;
        this.effort = effort;
        this.seed = seed;
        this.largestCost = largestCost;
    }

    /**
     * Brings a function near its maximum at an epsilon; answers false if it was interrupted or ran out of iterations.
     *
     * @param dual the function; its epsilon will be the one given, whatever happens
     * @param newton the iteration on it
     * @param epsilon the wanted epsilon
     */
    boolean approach(SemiDual dual, NewtonIteration newton, double epsilon) {
        double reached = begin(dual, epsilon);
        if (Double.isNaN(reached)) {
            dual.epsilon = epsilon;
            return false;
        }
        boolean done = follow(dual, newton, reached, epsilon, 0) == epsilon;
        dual.epsilon = epsilon;
        return done;
    }

    /** Finds first potentials; answers the epsilon to start at, not a number if it was interrupted. */
    private double begin(SemiDual dual, double epsilon) {
        double first = Math.max(epsilon, FIRST * largestCost);
        if (Math.min(dual.a.length, dual.b.length) < LEAST_POINTS || first == epsilon) {
            return first;
        }
        Sample sample = Sample.of(dual, SAMPLED, seed);
        DenseRows costs = new DenseRows(sample.costs(), sample.rows().length, sample.columns().length, team, effort);
        SemiDual coarse = new SemiDual(costs, sample.a(), sample.b(), effort);
        double reached = begin(coarse, epsilon);
        if (!Double.isNaN(reached)) {
            reached = follow(coarse, new NewtonIteration(coarse, team, effort, false), reached, epsilon, LEAST_ENTRIES);
        }
        if (!Double.isNaN(reached)) {
            sample.extend(coarse, dual, team);
        }
        return reached;
    }

    /**
     * Goes down from one epsilon to another. Where it ends at the last one without a condition on the entries, the Newton steps of that
     * are left to the caller.
     *
     * @param entries the number of effective entries of a row below which it ends early; 0 for the way to the end
     * @return the epsilon reached; not a number if it was interrupted or ran out of iterations
     */
    private double follow(SemiDual dual, NewtonIteration newton, double from, double to, double entries) {
        int steps = (int) Math.ceil(Math.log(from / to) / Math.log(RATIO) - 1e-9);
        double ratio = steps == 0 ? 1 : Math.pow(to / from, 1.0 / steps);
        Extrapolation extrapolation = new Extrapolation(dual);
        double epsilon = from;
        for (int step = 0;; step++) {
            dual.epsilon = epsilon;
            boolean end = step == steps;
            if (end && entries == 0) {
                return to;
            }
            if (step == 0 && !newton.sweep()) {
                return Double.NaN;
            }
            NewtonIteration.Outcome outcome = newton.run(LOOSE * dual.mass, false);
            if (outcome != NewtonIteration.Outcome.REACHED && outcome != NewtonIteration.Outcome.STALLED) {
                return Double.NaN;
            }
            if (end || dual.effectiveEntries() < entries) {
                return epsilon;
            }
            double next = step + 1 == steps ? to : epsilon * ratio;
            dual.centre();
            extrapolation.advance(epsilon, next);
            epsilon = next;
        }
    }
}
