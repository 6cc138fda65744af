package org.stillpoint.recurrence.internal.sequential;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.recurrence.internal.cell.dense.DenseCell;
import org.stillpoint.recurrence.internal.run.FinitePrefix;
import org.stillpoint.recurrence.internal.run.Residual;
import org.stillpoint.recurrence.internal.run.SequenceMethod;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;

/**
 * Steps through stretches: the sequences of a batch side by side, groups of them on several threads, and the units of wide cells shared
 * between threads where there are few sequences.
 */
public final class SequentialMethod implements SequenceMethod {

    private final boolean single;

    /** In double precision, or in single precision. */
    public SequentialMethod(boolean single) {
        this.single = single;
    }

    @Override
    public StretchResult solve(Stretch stretch, Session session) throws SolverException {
        if (single) {
            DenseCell.require(stretch.cell);
        }
        StepParts parts = new StepParts(stretch, session.parallelism(), single);
        if (!(parts.shared() ? runShared(stretch, parts, session) : runApart(stretch, parts, session))) {
            return new StretchResult(session.interruption(), 0, Double.NaN);
        }
        boolean finite = FinitePrefix.keep(stretch, session);
        double residual = Residual.sampled(stretch).measure(session.team(), session.parallelism());
        boolean converged = finite && residual <= session.tolerance();
        if (!session.proceed(1, residual) && !converged) {
            return new StretchResult(session.interruption(), 1, residual);
        }
        Status status = !finite ? Status.NONFINITE : converged ? Status.CONVERGED : Status.STAGNATED;
        return new StretchResult(status, 1, residual);
    }

    /** The threads share every step. */
    private static boolean runShared(Stretch stretch, StepParts parts, Session session) {
        double all = (double) stretch.steps * stretch.batch;
        int groups = parts.groups().size();
        for (int i = 0; i < groups; i++) {
            SharedSteps steps = new SharedSteps(session.team(), parts.groups().get(i));
            for (int first = 0; first < stretch.steps; first += parts.block()) {
                session.solved(all * (i + (double) first / stretch.steps) / groups);
                if (!session.proceed()) {
                    return false;
                }
                steps.run(first, Math.min(parts.block(), stretch.steps - first));
            }
        }
        return true;
    }

    /** Each thread has sequences of its own. */
    private static boolean runApart(Stretch stretch, StepParts parts, Session session) {
        int[] first = new int[1];
        ThreadTeam.Task task = i -> parts.runs().get(i).run(first[0], Math.min(parts.block(), stretch.steps - first[0]));
        for (; first[0] < stretch.steps; first[0] += parts.block()) {
            session.solved((double) first[0] * stretch.batch);
            if (!session.proceed()) {
                return false;
            }
            session.team().run(task, parts.runs().size());
        }
        return true;
    }
}
