package org.stillpoint.transport.internal.bridge;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.iterative.LimitedMemoryDirection;
import org.stillpoint.numerics.parallel.ThreadTeam;

/**
 * L-BFGS on all samples. A step t along a direction d of slope phi'(0) is accepted with Armijo's condition phi(t) &lt;= phi(0) + 1e-4 t
 * phi'(0) and that of Wolfe phi'(t) &gt;= 0.9 phi'(0), found by bisection and doubling; where the fall drowns in rounding the slopes alone
 * decide (Hager and Zhang, A new conjugate gradient method with guaranteed descent and an efficient line search, SIAM J. Optim. 16, 2005).
 */
final class BridgeDescent {

    private static final int MEMORY = 12;
    private static final double ARMIJO = 1e-4;
    private static final double WOLFE = 0.9;
    private static final int MOST_TRIALS = 40;
    private static final double ROUNDING = 1e-13;
    /** What the order of summation may change in a residual. */
    private static final double SUMMATION = 1e-6;
    /** A component whose spread, in units of epsilon, falls below exp of this has shrunk to a point. */
    private static final double SHRUNK = -40;

    private final BridgeLoss loss;
    private final BridgeLossSum sum;
    private final SolveContext context;
    private final double tolerance;
    private final long maxIterations;
    private final LimitedMemoryDirection memory;
    private double[] point;
    private double[] gradient;
    private double[] trial;
    private double[] trialGradient;
    private final double[] direction;
    private double value;
    private double residual = Double.NaN;
    private long before;
    private long iterations;
    private long evaluations;

    BridgeDescent(BridgeLoss loss, ThreadTeam team, SolveContext context, double tolerance, long maxIterations) {
        this.loss = loss;
        sum = new BridgeLossSum(loss, team);
        this.context = context;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        int length = loss.parameters();
        memory = new LimitedMemoryDirection(MEMORY, length);
        point = new double[length];
        gradient = new double[length];
        trial = new double[length];
        trialGradient = new double[length];
        direction = new double[length];
    }

    /** Goes to a point that so many iterations have led to; returns why to stop there, null to go on. */
    Status begin(double[] parameters, long iterationsBefore) {
        before = iterationsBefore;
        residual = Double.NaN;
        System.arraycopy(parameters, 0, point, 0, point.length);
        if (!evaluate(point, gradient)) {
            return context.interruption();
        }
        value = sum.value();
        residual = VectorKernels.maxAbs(gradient, 0, gradient.length);
        memory.clear();
        return settled();
    }

    private Status settled() {
        if (!Double.isFinite(value) || !Double.isFinite(residual)) {
            return Status.NONFINITE;
        }
        if (residual <= tolerance * (1 - SUMMATION)) {
            return Status.CONVERGED;
        }
        for (int i = loss.spreadIndex(0, 0); i < point.length; i++) {
            if (point[i] < SHRUNK) {
                return Status.DIVERGED;
            }
        }
        return null;
    }

    /** Descends; returns why it stopped. */
    Status run() {
        while (before + iterations < maxIterations) {
            memory.compute(gradient, direction);
            double slope = VectorKernels.dot(direction, gradient);
            if (!(slope < 0)) {
                memory.clear();
                memory.compute(gradient, direction);
                slope = -VectorKernels.dot(gradient, gradient);
            }
            if (memory.isEmpty()) {
                double length = VectorKernels.norm2(direction);
                VectorKernels.scale(1 / Math.max(1, length), direction, 0, direction, 0, direction.length);
                slope /= Math.max(1, length);
            }
            Status failure = search(slope);
            if (failure == Status.STAGNATED && !memory.isEmpty()) {
                memory.clear();
                continue;
            }
            if (failure != null) {
                return failure;
            }
            iterations++;
            Status status = settled();
            if (status != null) {
                return status;
            }
            if (!context.proceed(before + iterations, residual)) {
                return context.interruption();
            }
        }
        return Status.ITERATION_LIMIT;
    }

    /** Moves along the direction; null if it could. */
    private Status search(double slope) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = 1;
        for (int trials = 0; trials < MOST_TRIALS; trials++) {
            if (!tryStep(step)) {
                return context.interruption();
            }
            double trialValue = sum.value();
            double trialSlope = VectorKernels.dot(direction, trialGradient);
            boolean fallen = trialValue <= value + ARMIJO * step * slope || trialValue <= value + ROUNDING * (1 + Math.abs(value))
                    && trialSlope <= (2 * ARMIJO - 1) * slope;
            if (!fallen || !Double.isFinite(trialSlope)) {
                high = step;
            } else if (trialSlope < WOLFE * slope) {
                low = step;
            } else {
                accept(trialValue);
                return null;
            }
            step = high == Double.POSITIVE_INFINITY ? 2 * step : (low + high) / 2;
        }
        if (low == 0) {
            return Status.STAGNATED;
        }
        // The longest step on which the loss fell enough, though it still falls there.
        if (!tryStep(low)) {
            return context.interruption();
        }
        accept(sum.value());
        return null;
    }

    private boolean tryStep(double step) {
        System.arraycopy(point, 0, trial, 0, point.length);
        VectorKernels.axpy(step, direction, trial);
        return evaluate(trial, trialGradient);
    }

    private void accept(double trialValue) {
        memory.add(point, gradient, trial, trialGradient);
        double[] old = point;
        point = trial;
        trial = old;
        old = gradient;
        gradient = trialGradient;
        trialGradient = old;
        value = trialValue;
        residual = VectorKernels.maxAbs(gradient, 0, gradient.length);
    }

    private boolean evaluate(double[] at, double[] gradientAt) {
        evaluations++;
        return sum.evaluate(at, gradientAt, () -> context.proceed(before + iterations, residual));
    }

    double[] parameters() {
        return point;
    }

    double residual() {
        return residual;
    }

    long iterations() {
        return iterations;
    }

    long evaluations() {
        return evaluations;
    }
}
