package org.stillpoint.ui.internal.run;

import java.time.Duration;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.Progress;
import org.stillpoint.api.run.Run;
import org.stillpoint.plot.Figures;

/** Shows a run among the operations of the workbench; cancelling it there cancels the run. */
final class RunProgressJob extends Job {

    private static final Duration STEP = Duration.ofMillis(250);
    private static final int PARTS = 1000;

    private final Run run;

    /** A job for a run that goes on. */
    RunProgressJob(Run run) {
        super(NLS.bind(Messages.job_run, run.request().label(), run.solver().id()));
        this.run = run;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        boolean fractionKnown = false;
        int done = 0;
        monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
        try {
            while (run.await(STEP).isEmpty()) {
                if (monitor.isCanceled()) {
                    run.cancel();
                }
                Progress progress = run.progress();
                if (!fractionKnown && progress.fraction() > 0) {
                    fractionKnown = true;
                    monitor.beginTask(getName(), PARTS);
                }
                int reached = fractionKnown ? (int) (PARTS * progress.fraction()) : 0;
                if (reached > done) {
                    monitor.worked(reached - done);
                    done = reached;
                }
                monitor.subTask(NLS.bind(Messages.job_residual, Figures.small(progress.residual()), Figures.count(progress.iteration())));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            monitor.done();
        }
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }
}
