package org.stillpoint.ui.internal.convergence;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.plot.Curve;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.ShownRun;

/**
 * A run in the plot, as far as it was when it was read.
 *
 * @param id the number of the run
 * @param problem the name of its problem
 * @param solver the solver's id and version
 * @param curve its residuals, under its whole name
 * @param tolerance the tolerance it works to, NaN where that is not known
 * @param done whether it has ended, so that nothing changes any more
 */
record PlottedRun(long id, String problem, String solver, Curve curve, double tolerance, boolean done) {

    /** Reads a run; quick, and no solver waits for it. */
    static PlottedRun of(ShownRun run) {
        String name = NLS.bind(Messages.curve, new Object[] {String.valueOf(run.id()), run.solver(), run.label()});
        boolean done = run.state() == RunState.DONE;
        Curve curve = run.result().flatMap(PlottedRun::solution).map(solved -> Curve.of(name, solved, run.result().get().seconds()))
                .orElseGet(() -> run instanceof PastRun past ? Curve.of(name, past.summary()) : Curve.of(name, run.history()));
        return new PlottedRun(run.id(), run.label(), run.solver(), curve, run.tolerance(), done);
    }

    private static Optional<Solution<?>> solution(RunResult result) {
        return result.solution();
    }

    /** What it is called where nothing else is said of it. */
    String name() {
        return curve.name();
    }

    /** Whether it has ended without a residual. */
    boolean isUnreported() {
        return done && Arrays.stream(curve.history().residuals()).noneMatch(Double::isFinite);
    }

    /** Whether it has ended and had no residual but 0, which a logarithmic axis shows at its foot at best. */
    boolean isExact() {
        return done && !isUnreported() && Arrays.stream(curve.history().residuals()).noneMatch(residual -> residual > 0);
    }

    /** Whether another reading of the same run shows the same. */
    boolean isSame(PlottedRun other) {
        int size = curve.history().size();
        return id == other.id && done == other.done && size == other.curve.history().size()
                && (size == 0 || curve.history().iterations()[size - 1] == other.curve.history().iterations()[size - 1]);
    }
}
