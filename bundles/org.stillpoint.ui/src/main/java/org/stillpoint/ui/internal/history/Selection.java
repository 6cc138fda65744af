package org.stillpoint.ui.internal.history;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.stillpoint.api.run.RunService;
import org.stillpoint.ui.internal.model.PastRun;
import org.stillpoint.ui.internal.model.Session;
import org.stillpoint.ui.internal.model.SessionRun;
import org.stillpoint.ui.internal.model.ShownRun;

/** Selects in the session the runs that are selected in the table; those of the past are read from the history, off the UI thread. */
final class Selection extends Job {

    /** More curves than these nobody tells apart. */
    static final int MOST_RUNS = 32;

    private static final long SOON = 60;

    private final Session session;
    private final Consumer<List<Long>> selecting;
    private final Consumer<String> failed;
    private volatile List<Long> wanted = List.of();

    /** A job that tells on its own thread which runs it is about to select, and failures. */
    Selection(Session session, Consumer<List<Long>> selecting, Consumer<String> failed) {
        super(Messages.job_select);
        this.session = session;
        this.selecting = selecting;
        this.failed = failed;
        setSystem(true);
    }

    /** Selects runs by number, the first of too many. */
    void select(List<Long> ids) {
        wanted = ids.size() <= MOST_RUNS ? ids : ids.subList(0, MOST_RUNS);
        schedule(SOON);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        List<Long> ids = wanted;
        try {
            List<ShownRun> runs = find(session, ids);
            if (ids.equals(wanted) && !monitor.isCanceled()) {
                selecting.accept(runs.stream().map(ShownRun::id).toList());
                session.select(runs);
            }
        } catch (IllegalStateException | RejectedExecutionException unreadable) {
            failed.accept(String.valueOf(unreadable.getMessage()));
        }
        return Status.OK_STATUS;
    }

    /** The runs of these numbers in their order: as the session has them, else out of the history; those that are gone are left out. */
    static List<ShownRun> find(Session session, List<Long> ids) {
        Map<Long, ShownRun> found = new HashMap<>(session.runs().stream().collect(toMap(SessionRun::id, run -> run)));
        List<Long> past = ids.stream().filter(id -> !found.containsKey(id)).toList();
        Optional<RunService> history = past.isEmpty() ? Optional.empty() : session.host().runs();
        history.ifPresent(service -> service.find(past).forEach(run -> found.put(run.id(), new PastRun(run))));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
