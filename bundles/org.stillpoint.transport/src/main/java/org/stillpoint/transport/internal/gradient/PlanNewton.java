package org.stillpoint.transport.internal.gradient;

import java.util.function.DoublePredicate;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;

/**
 * Newton's method for the potentials of the columns, by way of larger epsilon, until the marginal error is at the limit of rounding or of
 * the tolerance. The step is the first of 1 and ever shorter ones at whose end the slope of the dual function is at most 0.8 of the size it
 * had at its start, or the error at most 0.9 of what it was.
 */
final class PlanNewton {

    private static final double COOLING = 4;
    /** The part of the mass that may be wrong where epsilon still falls. */
    private static final double EARLY_ERROR = 0.1;
    private static final double SHARE_OF_GROUND = 1e-4;
    private static final double LEAST_GROUND = 1e-13;
    private static final double SLOPE_SHARE = 0.8;
    private static final double ERROR_SHARE = 0.9;
    private static final double SHORTEST_STEP = 1e-10;
    private static final double LEAST_SHORTENING = 0.5;
    private static final double MOST_SHORTENING = 0.1;
    private static final int PATIENCE = 15;
    /** Relative residual of directions. */
    private static final double DIRECTION = 1e-6;

    private final EntropicPlan plan;
    private final SchurComplement system;
    private final double mass;
    private final double[] start;
    private final double[] trial;
    private final double[] gradient;
    private final double[] direction;
    private final double[] best;
    private double bestError;
    private long steps;

    PlanNewton(EntropicPlan plan, SchurComplement system) {
        this.plan = plan;
        this.system = system;
        mass = VectorKernels.sum(plan.b, 0, plan.columns);
        start = new double[plan.columns];
        trial = new double[plan.columns];
        gradient = new double[plan.columns];
        direction = new double[plan.columns];
        best = new double[plan.columns];
    }

    /** Evaluations of the plan. */
    long steps() {
        return steps;
    }

    /**
     * Finds the potentials; the plan is left at the best ones.
     *
     * @param proceed is told errors and answers whether to go on
     * @return CONVERGED, STAGNATED, ITERATION_LIMIT, NONFINITE; null if interrupted
     */
    Status solve(double largestCost, double epsilon, double tolerance, long maxSteps, DoublePredicate proceed) {
        plan.epsilon = Math.max(epsilon, Math.min(largestCost, Double.MAX_VALUE / COOLING));
        while (true) {
            boolean last = plan.epsilon == epsilon;
            Status status = run(last ? tolerance : EARLY_ERROR * mass, maxSteps, proceed);
            if (last || status == null || status == Status.ITERATION_LIMIT || status == Status.NONFINITE) {
                plan.epsilon = epsilon;
                plan.update(bestError < Double.POSITIVE_INFINITY ? best : start);
                return status;
            }
            plan.epsilon = Math.max(epsilon, plan.epsilon / COOLING);
        }
    }

    private Status run(double tolerance, long maxSteps, DoublePredicate proceed) {
        bestError = Double.POSITIVE_INFINITY;
        plan.update(start);
        steps++;
        double error = keep();
        double milestone = error;
        int waited = 0;
        while (true) {
            if (!Double.isFinite(error)) {
                return Status.NONFINITE;
            }
            if (error <= tolerance) {
                return Status.CONVERGED;
            }
            waited = error <= milestone / 2 ? 0 : waited + 1;
            milestone = waited == 0 ? error : milestone;
            if (waited > PATIENCE) {
                return Status.STAGNATED;
            }
            if (steps >= maxSteps) {
                return Status.ITERATION_LIMIT;
            }
            if (!proceed.test(error) || !direct(error, proceed)) {
                return null;
            }
            double length = search(error);
            if (length == 0) {
                return Status.STAGNATED;
            }
            System.arraycopy(trial, 0, start, 0, start.length);
            error = keep();
        }
    }

    private double keep() {
        double error = plan.error();
        if (error < bestError) {
            bestError = error;
            System.arraycopy(plan.g, 0, best, 0, best.length);
        }
        return error;
    }

    private boolean direct(double error, DoublePredicate proceed) {
        findGradient();
        double ground = Math.max(SHARE_OF_GROUND * Math.min(error / mass, 1), LEAST_GROUND);
        if (!system.factorise(ground, () -> proceed.test(error))) {
            return false;
        }
        for (int j = 0; j < trial.length; j++) {
            trial[j] = -plan.epsilon * gradient[j];
        }
        boolean[] stopped = new boolean[1];
        system.solve(trial, direction, DIRECTION * VectorKernels.norm2(trial), () -> {
            stopped[0] = stopped[0] || !proceed.test(error);
            return !stopped[0];
        });
        return !stopped[0];
    }

    private void findGradient() {
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = plan.columnSums[j] - plan.attainedColumns[j];
        }
    }

    /** Evaluates the plan along the direction; the length that was taken, 0 for none. */
    private double search(double error) {
        double slope = Math.abs(VectorKernels.dot(gradient, direction));
        double length = 1;
        while (length > SHORTEST_STEP) {
            for (int j = 0; j < trial.length; j++) {
                trial[j] = start[j] + length * direction[j];
            }
            plan.update(trial);
            steps++;
            findGradient();
            double end = VectorKernels.dot(gradient, direction);
            if (end <= SLOPE_SHARE * slope || plan.error() <= ERROR_SHARE * error) {
                return length;
            }
            double secant = slope / (slope + end);
            length *= secant > MOST_SHORTENING ? Math.min(secant, LEAST_SHORTENING) : MOST_SHORTENING;
        }
        return 0;
    }
}
