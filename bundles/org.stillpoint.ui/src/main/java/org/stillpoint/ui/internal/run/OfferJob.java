package org.stillpoint.ui.internal.run;

import java.util.List;
import java.util.function.BiConsumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.blas.BlasRouter;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.model.OpenProblem;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.preferences.RunDefaults;

/** Asks which solvers take the active problem, and tells on its own thread. */
final class OfferJob extends Job {

    private final Session session;
    private final BiConsumer<OpenProblem, Offer> told;

    /** A job that tells the problem, null if none is active, and its solvers. */
    OfferJob(Session session, BiConsumer<OpenProblem, Offer> told) {
        super(Messages.job_offer);
        this.session = session;
        this.told = told;
        setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        OpenProblem problem = session.active().orElse(null);
        SolverRegistry registry = session.host().registry().orElse(null);
        Offer offer = Offer.NONE;
        if (problem != null && registry != null) {
            List<String> providers = session.host().blas().map(BlasRouter::providers).orElse(List.of()).stream().map(BlasProvider::name)
                    .toList();
            offer = Offer.of(registry, problem.problem(), providers, RunDefaults.current());
        }
        told.accept(problem, offer);
        return Status.OK_STATUS;
    }
}
