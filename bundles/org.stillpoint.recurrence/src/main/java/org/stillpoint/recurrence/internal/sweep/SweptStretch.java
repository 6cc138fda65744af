package org.stillpoint.recurrence.internal.sweep;

import org.stillpoint.api.Status;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;

/** Solves the sequences of a stretch by sweeps, and what they give up step after step. */
public final class SweptStretch {

    private SweptStretch() {
    }

    /** Solves all sequences; those after an interruption keep the states that they have. */
    public static StretchResult solve(Stretch stretch, SequenceSweeps sweeps, Session session) {
        long before = session.iterations();
        Status status = Status.CONVERGED;
        double defect = 0;
        double magnitude = 0;
        SequentialSweep sequential = null;
        for (int sequence = 0; sequence < stretch.batch && !status.isInterruption(); sequence++) {
            Status ended = sweeps.solve(sequence);
            if (ended == null) {
                session.count(Counters.FALLBACKS, 1);
                session.warn("sweeps over the whole sequence would not have paid; the rest was run step after step");
                sequential = sequential == null ? new SequentialSweep(stretch) : sequential;
                int solved = sweeps.prefix().solved();
                double rest = (double) (stretch.steps - solved) / ((long) stretch.steps * stretch.batch);
                boolean all = sequential.run(sequence, solved, stretch.steps, session) && session.proceed(rest, Double.NaN);
                ended = all ? Status.CONVERGED : session.interruption();
            }
            if (status == Status.CONVERGED || ended.isInterruption()) {
                status = ended;
            }
            defect = Math.max(defect, sweeps.prefix().defect());
            magnitude = Math.max(magnitude, sweeps.prefix().magnitude());
        }
        long iterations = session.iterations() - before;
        if (status == Status.CONVERGED && sequential == null) {
            return new StretchResult(status, iterations, defect / Math.max(1, magnitude));
        }
        double residual = status.isInterruption() ? Residual.ofInterrupted(stretch) : new Residual(stretch).measure();
        if (status == Status.CONVERGED && !(residual <= session.tolerance())) {
            status = Double.isFinite(residual) ? Status.STAGNATED : Status.NONFINITE;
        }
        return new StretchResult(status, iterations, residual);
    }
}
