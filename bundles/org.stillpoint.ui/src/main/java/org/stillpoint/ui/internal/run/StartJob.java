package org.stillpoint.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.ui.internal.model.Session;

/** Starts runs together, and tells on its own thread which could not be started and why. */
final class StartJob extends Job {

    private final Session session;
    private final List<RunRequest> requests;
    private final Consumer<List<String>> told;

    /** A job for requests, each with its solver. */
    StartJob(Session session, List<RunRequest> requests, Consumer<List<String>> told) {
        super(Messages.job_start);
        this.session = session;
        this.requests = requests;
        this.told = told;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<String> refused = new ArrayList<>();
        List<Run> started = new ArrayList<>();
        Optional<RunService> runs = session.host().runs();
        if (runs.isEmpty()) {
            refused.add(session.host().missing(RunService.class));
        }
        for (RunRequest request : runs.isEmpty() ? List.<RunRequest>of() : requests) {
            try {
                started.add(runs.get().submit(request));
            } catch (IllegalArgumentException | SolverGoneException | RejectedExecutionException reason) {
                refused.add(NLS.bind(Messages.start_refused, request.solver().orElse(""), reason.getMessage()));
            }
        }
        if (!started.isEmpty()) {
            session.started(started);
            started.forEach(run -> new RunProgressJob(run).schedule());
        }
        told.accept(refused);
        return Status.OK_STATUS;
    }
}
