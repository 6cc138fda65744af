package org.stillpoint.recurrence.internal.picard;

import java.util.Optional;
import org.stillpoint.api.Counter;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.sweep.PrefixSweeps;
import org.stillpoint.recurrence.internal.sweep.SequenceSweeps;
import org.stillpoint.recurrence.internal.sweep.SolvedPrefix;
import org.stillpoint.recurrence.internal.sweep.SweepLimits;
import org.stillpoint.recurrence.internal.sweep.Threshold;

/** Picard sweeps in a moving window: a first pass to a loose threshold, where the options ask for one, and the pass to the tolerance. */
final class PicardSweeps implements SequenceSweeps {

    private final Stretch stretch;
    private final Session session;
    private final PicardOptions options;
    private final SweepLimits limits;
    private final PrefixSweeps sweeps;
    /** The sweeps of the first pass, if there is one. */
    private final Optional<PrefixSweeps> warmUp;

    PicardSweeps(Stretch stretch, Session session, PicardOptions options) throws SolverException {
        this.stretch = stretch;
        this.session = session;
        this.options = options;
        limits = SweepLimits.of(session.tolerance(), options.maxIterations(), options.safeguards(), options.payingSweeps());
        sweeps = new PrefixSweeps(stretch, stretch.cell, session, true);
        boolean adaptive = options.threshold() == PicardOptions.Kind.ADAPTIVE;
        if (!options.firstCell().isEmpty()) {
            warmUp = Optional.of(new PrefixSweeps(stretch, firstCell(), session, true));
        } else {
            warmUp = adaptive ? Optional.of(sweeps) : Optional.empty();
        }
    }

    private Cell firstCell() throws SolverException {
        Cell cell = Cells.of(session.context().function(RecurrentCell.class, options.firstCell()));
        if (!cell.shape().equals(stretch.cell.shape())) {
            throw new SolverException("the first cell " + options.firstCell() + " has " + cell.shape() + "; the cell has "
                    + stretch.cell.shape() + ", expected the same");
        }
        return cell;
    }

    @Override
    public Status solve(int sequence) {
        boolean guessed = stretch.guessed;
        long before = session.iterations();
        if (warmUp.isPresent()) {
            Threshold threshold = options.threshold() == PicardOptions.Kind.ADAPTIVE
                    ? new MovingThreshold(options.firstTolerance(), options.decay()) : Threshold.TARGET;
            warmUp.get().begin(sequence);
            Status status = warmUp.get().run(stretch.steps, options.window(), guessed, limits.withTarget(options.firstTolerance()),
                    threshold);
            session.count(Counter.WARM_UP, session.iterations() - before);
            if (status != null && status.isInterruption()) {
                return status;
            }
            guessed |= status == Status.CONVERGED;
        }
        before = session.iterations();
        sweeps.begin(sequence);
        Status status = sweeps.run(stretch.steps, options.window(), guessed, limits, Threshold.TARGET);
        session.count(Counter.FINISH, session.iterations() - before);
        return status;
    }

    @Override
    public SolvedPrefix prefix() {
        return sweeps;
    }
}
