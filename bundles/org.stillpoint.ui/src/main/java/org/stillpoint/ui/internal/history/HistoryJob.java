package org.stillpoint.ui.internal.history;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.host.Host;

/** Reads the history, and filters and sorts it, off the UI thread. Goes on by itself while this process carries runs out. */
final class HistoryJob extends Job {

    private static final long SOON = 30;
    private static final long WHILE_RUNNING = 400;

    private final Host host;
    private final Consumer<Listing> shown;
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private volatile Arrangement arrangement = Arrangement.STANDARD;
    private volatile boolean closed;
    private Map<Long, RunEntry> entries = Map.of();
    private List<SolverDescriptor> solvers = List.of();
    private boolean running;

    /** A job that gives what it finds to somebody, on its own thread. */
    HistoryJob(Host host, Consumer<Listing> shown) {
        super(Messages.job_read);
        this.host = host;
        this.shown = shown;
        setSystem(true);
    }

    /** Looks at the history again soon. */
    void reload() {
        stale.set(true);
        request(SOON);
    }

    /** Shows the same runs in another way. */
    void arrange(Arrangement wanted) {
        arrangement = wanted;
        request(0);
    }

    private void request(long delay) {
        if (!closed) {
            schedule(delay);
        }
    }

    void close() {
        closed = true;
        cancel();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Optional<RunService> runs = host.runs();
        if (runs.isEmpty()) {
            stale.set(true);
            shown.accept(Listing.failed(host.missing(RunService.class)));
            return Status.OK_STATUS;
        }
        try {
            if (stale.getAndSet(false) || running) {
                load(runs.get());
            }
            shown.accept(Listing.of(entries.values(), arrangement));
        } catch (IllegalStateException | RejectedExecutionException unreadable) {
            stale.set(true);
            shown.accept(Listing.failed(String.valueOf(unreadable.getMessage())));
        }
        if (running) {
            request(WHILE_RUNNING);
        }
        return Status.OK_STATUS;
    }

    /** Rows of which nothing has changed stay the same entries. */
    private void load(RunService runs) {
        Set<Long> active = runs.active().stream().map(Run::id).collect(toSet());
        List<SolverDescriptor> installed = host.registry().map(SolverRegistry::solvers).orElse(List.of());
        boolean sameSolvers = installed.equals(solvers);
        solvers = installed;
        ChangedOptions options = new ChangedOptions(installed);
        Map<Long, RunEntry> loaded = new TreeMap<>();
        for (RunSummary run : runs.overview(0, Integer.MAX_VALUE)) {
            RunEntry known = entries.get(run.id());
            boolean same = known != null && sameSolvers && (known.run() == run || known.run().equals(run))
                    && known.active() == active.contains(run.id());
            loaded.put(run.id(), same ? known : new RunEntry(run, options.of(run), active.contains(run.id())));
        }
        entries = loaded;
        running = !active.isEmpty();
    }
}
