package org.stillpoint.transport.internal.sinkhorn;

import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.transport.internal.kernel.Watch;

/** Counts sweeps and reports them, also in the middle of one. */
final class Progress implements Watch {

    private final SolveContext context;
    private long sweeps;
    private double error = Double.NaN;
    private boolean stopped;
    private boolean finishing;

    Progress(SolveContext context) {
        this.context = context;
    }

    @Override
    public boolean goOn() {
        if (!finishing && !stopped) {
            stopped = !context.proceed(sweeps, sweeps, error);
        }
        return finishing || !stopped;
    }

    /** Asks no more: what is left to do is to hand over the result. */
    void finish() {
        finishing = true;
    }

    /** Counts a sweep, with the error of the iterate it started from. */
    void count(double errorBefore) {
        sweeps++;
        error = errorBefore;
    }

    long sweeps() {
        return sweeps;
    }

    /** The error known last. */
    double error() {
        return error;
    }

    Status interruption() {
        return context.interruption();
    }
}
