package org.stillpoint.transport.internal.sinkhorn;

import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.transport.internal.iteration.AdaptiveRelaxation;
import org.stillpoint.transport.internal.kernel.SinkhornSweeps;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Acceleration;
import org.stillpoint.transport.internal.sinkhorn.SinkhornOptions.Order;

/** Sweeps at falling epsilons, then at that of the problem until there is a reason to stop. */
final class SinkhornIteration {

    /** What rounding may change in a marginal error, so that who computes it again finds it under the tolerance too. */
    private static final double ROUNDING = 0x1p-46;
    /** The sweeps in which, and in at least half of all, the error has to fall by a hundredth or the dual value to rise. */
    private static final long PATIENCE = 1000;
    private static final double VALUE_ROUNDING = 1e-14;
    /** The relaxation while epsilon falls, where it adapts later: far from the solution a larger one gains little. */
    private static final double WARM_UP_RELAXATION = 1.5;
    /** How often the error of the sweeps may fall below the tolerance when that of the potentials does not. */
    private static final int MOST_MEASUREMENTS = 5;

    private final EntropicTransport transport;
    private final SinkhornSweeps sweeps;
    private final SinkhornOptions options;
    private final SolveContext context;
    private final Progress progress;
    private final double goal;
    private AdaptiveRelaxation relaxation;
    private AndersonSteps anderson;
    private long warmUp;
    private double best = Double.POSITIVE_INFINITY;
    private double bestBefore = Double.POSITIVE_INFINITY;
    private double valueBefore = Double.NEGATIVE_INFINITY;
    private long nextCheck;
    private double measured = Double.NaN;

    SinkhornIteration(EntropicTransport transport, SolveContext context, SinkhornOptions options, Progress progress) {
        this.transport = transport;
        this.context = context;
        this.options = options;
        this.progress = progress;
        sweeps = transport.sweeps();
        goal = options.tolerance() - Math.min(ROUNDING * Math.max(transport.mass(), 1), options.tolerance() / 2);
        boolean alternating = options.order() == Order.ALTERNATING;
        // The potential of a mass moves with g, so that neither is to go further by itself.
        Acceleration acceleration = alternating && !transport.isPartial() ? options.acceleration() : Acceleration.NONE;
        relaxation = acceleration == Acceleration.ADAPTIVE ? new AdaptiveRelaxation() : null;
        anderson = acceleration == Acceleration.ANDERSON ? new AndersonSteps(sweeps, transport.isBalanced(), options.memory()) : null;
        sweeps.symmetric(!alternating);
        sweeps.relaxation(!alternating ? 0.5 : acceleration == Acceleration.RELAXATION ? options.relaxation() : 1);
    }

    /** Runs until there is a reason to stop. */
    Solution<TransportPlan> run() throws SolverException {
        Status status = sweeps.interrupted() || Double.isNaN(transport.epsilon()) ? progress.interruption() : null;
        if (status == null && !transport.warmStart(context.start(TransportPlan.class))) {
            status = warmUp();
        }
        if (status == null) {
            status = finish();
        }
        return solution(status);
    }

    /** Lowers epsilon level by level; answers the status if that ends the solve. */
    private Status warmUp() {
        EpsilonLevels levels = EpsilonLevels.of(options.scalingStart() * transport.largestCost(), transport.epsilon(),
                options.scalingFactor());
        double small = options.scalingError() * transport.mass();
        if (relaxation != null) {
            sweeps.relaxation(WARM_UP_RELAXATION);
        }
        for (int level = 0; level < levels.count(); level++) {
            sweeps.start(levels.at(level));
            for (int sweep = 0; sweep < options.scalingSweeps(); sweep++) {
                if (progress.sweeps() >= options.maxIterations() - 1) {
                    break;
                }
                double error = sweeps.sweep(small);
                if (sweeps.interrupted()) {
                    return progress.interruption();
                }
                if (error <= small) {
                    break;
                }
                progress.count(Double.NaN);
                warmUp++;
                if (!progress.goOn()) {
                    return progress.interruption();
                }
            }
        }
        if (relaxation != null) {
            sweeps.relaxation(relaxation.omega());
        }
        sweeps.start(transport.epsilon());
        return null;
    }

    private Status finish() {
        int measurements = 0;
        double aim = goal;
        boolean known = false;
        nextCheck = progress.sweeps() + PATIENCE;
        while (true) {
            if (anderson != null) {
                anderson.remember();
            }
            double error = sweeps.sweep(aim);
            if (sweeps.interrupted()) {
                return progress.interruption();
            }
            if (error <= aim) {
                transport.centre();
                measured = sweeps.measuredError();
                if (sweeps.interrupted()) {
                    return progress.interruption();
                }
                if (measured <= goal) {
                    return Status.CONVERGED;
                }
                if (Double.isInfinite(measured)) {
                    return Status.NONFINITE;
                }
                if (++measurements == MOST_MEASUREMENTS) {
                    return Status.STAGNATED;
                }
                aim /= 2;
                sweeps.start(transport.epsilon());
                known = false;
                continue;
            }
            progress.count(error);
            Status status = known && Double.isNaN(error) ? Status.NONFINITE : judge(error);
            known = true;
            if (status != null) {
                return status;
            }
            accelerate(error);
        }
    }

    private Status judge(double error) {
        if (error < best) {
            best = error;
        }
        // Extrapolated potentials may leave the range of their rule for a sweep.
        if (Double.isInfinite(error) && anderson == null) {
            return Status.NONFINITE;
        }
        if (progress.sweeps() >= options.maxIterations()) {
            return Status.ITERATION_LIMIT;
        }
        if (progress.sweeps() >= nextCheck) {
            double value = sweeps.dualValue();
            if (best > 0.99 * bestBefore && !(value > valueBefore + VALUE_ROUNDING * Math.abs(value))) {
                if (anderson == null) {
                    return Status.STAGNATED;
                }
                relaxInstead();
            }
            bestBefore = best;
            valueBefore = value;
            nextCheck = progress.sweeps() + Math.max(progress.sweeps(), PATIENCE);
        }
        return progress.goOn() ? null : progress.interruption();
    }

    /** Where extrapolation turns in circles, relaxed sweeps still converge. */
    private void relaxInstead() {
        anderson = null;
        relaxation = new AdaptiveRelaxation();
        best = Double.POSITIVE_INFINITY;
    }

    private void accelerate(double error) {
        if (relaxation != null && relaxation.observe(error)) {
            sweeps.relaxation(relaxation.omega());
        }
        if (anderson != null) {
            anderson.step();
        }
    }

    private Solution<TransportPlan> solution(Status status) {
        progress.finish();
        sweeps.resume();
        boolean prepared = !Double.isNaN(transport.epsilon());
        if (prepared && sweeps.epsilon() != transport.epsilon() && transport.entries() <= options.planEntries()) {
            sweeps.start(transport.epsilon());
            sweeps.sweep(0);
            progress.count(Double.NaN);
        }
        boolean atLast = sweeps.epsilon() == transport.epsilon();
        if (status != Status.CONVERGED && atLast) {
            if (anderson != null) {
                anderson.restore();
            }
            transport.centre();
            measured = sweeps.measuredError();
        }
        Solution.Builder<TransportPlan> solution = Solution.of(status, transport.plan(atLast ? options.planEntries() : -1))
                .residual(measured, options.tolerance())
                .count(Counter.ITERATIONS, progress.sweeps()).count(Counter.OPERATOR_EVALUATIONS, progress.sweeps())
                .count(Counter.WARM_UP, warmUp).count(Counter.FINISH, progress.sweeps() - warmUp);
        if (prepared && !atLast) {
            solution.warn("The solve ended while epsilon was being lowered: the potentials are those of epsilon " + sweeps.epsilon() + ".");
        }
        if (status == Status.NONFINITE) {
            solution.warn("The mass of the plan is too large for a number: nothing holds it where costs are negative and epsilon is "
                    + "small.");
        }
        if (status == Status.STAGNATED) {
            solution.warn("The marginal error fell by less than a hundredth in half of all sweeps: either the rate is that slow, or the "
                    + "rounding of potentials, about " + Math.ulp(transport.largestCost()) + ", shows beside epsilon, "
                    + transport.epsilon() + ".");
        }
        return solution.build();
    }
}
