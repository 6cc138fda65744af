package org.stillpoint.transport.internal.newton;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.transport.internal.kernel.Watch;

/** Counts what a solve takes, reports it, and knows when to stop. */
final class Effort implements Watch {

    /** Newton steps at full size. */
    long newtonSteps;
    /** Sinkhorn's iterations at full size. */
    long sweeps;
    /** Iterations of both kinds on samples of the points. */
    long sampleSteps;
    /** The marginal error of the iterate; not a number while epsilon is not yet that of the problem. */
    double residual = Double.NaN;

    private final SolveContext context;
    private final long maxIterations;
    private boolean interrupted;
    private boolean closing;

    Effort(SolveContext context, long maxIterations) {
        this.context = context;
        this.maxIterations = maxIterations;
    }

    @Override
    public boolean goOn() {
        if (!interrupted && !closing) {
            interrupted = !context.proceed(iterations(), residual);
        }
        return !interrupted || closing;
    }

    /** Iterations at full size. */
    long iterations() {
        return newtonSteps + sweeps;
    }

    /** Whether no more iterations are allowed. */
    boolean exhausted() {
        return iterations() >= maxIterations;
    }

    /** From now on nothing is reported, and nothing interrupts: what is left is to measure the result. */
    void close() {
        closing = true;
    }

    boolean interrupted() {
        return interrupted;
    }

    /** Why it was interrupted. */
    Status interruption() {
        return context.interruption();
    }
}
