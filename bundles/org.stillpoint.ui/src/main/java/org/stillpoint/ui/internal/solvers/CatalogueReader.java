package org.stillpoint.ui.internal.solvers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.osgi.framework.Version;
import org.stillpoint.api.run.InstalledFeature;
import org.stillpoint.api.run.Installer;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.host.Host;
import org.stillpoint.ui.internal.solvers.Catalogue.Release;

/**
 * Reads what is installed in the background, since a host that has just started lets nobody see its features until it has installed
 * them. Reads on while something is on its way out: nobody tells when its last run has ended.
 */
final class CatalogueReader extends Job {

    private static final long AGAIN_MILLISECONDS = 500;

    private final Host host;
    private final Consumer<Catalogue> receiver;
    private List<InstalledFeature> features = List.of();
    private Set<SolverDescriptor> known = Set.of();

    /**
     * @param host the services
     * @param receiver takes each catalogue, on the thread of the job
     */
    CatalogueReader(Host host, Consumer<Catalogue> receiver) {
        super(Messages.read);
        this.host = host;
        this.receiver = receiver;
        setSystem(true);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Catalogue read = publish();
        List<InstalledFeature> present = host.installer().map(Installer::installed).orElse(List.of());
        if (!present.equals(features)) {
            features = present;
            read = publish();
        }
        known = read.releases().map(Release::solver).collect(Collectors.toSet());
        if (read.isLeaving() && !monitor.isCanceled()) {
            schedule(AGAIN_MILLISECONDS);
        }
        return Status.OK_STATUS;
    }

    private Catalogue publish() {
        Catalogue read = Catalogue.of(host.registry().map(this::state).orElse(Catalogue.State.EMPTY), known);
        receiver.accept(read);
        return read;
    }

    private Catalogue.State state(SolverRegistry registry) {
        List<SolverDescriptor> solvers = registry.solvers();
        Map<String, Version> called = new HashMap<>();
        for (SolverDescriptor solver : solvers) {
            try {
                called.computeIfAbsent(solver.id(), id -> registry.solver(id).descriptor().version());
            } catch (SolverGoneException gone) {
                // It went since the list was made; the next reading does without it.
            }
        }
        Map<String, Integer> runs = new HashMap<>();
        for (Run run : host.runs().map(RunService::active).orElse(List.of())) {
            runs.merge(run.solver().id() + " " + run.solver().version(), 1, Integer::sum);
        }
        return new Catalogue.State(solvers, called, features, runs);
    }
}
