package org.stillpoint.ui.internal.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.ui.services.IDisposable;
import org.stillpoint.api.Problem;
import org.stillpoint.api.run.Run;
import org.stillpoint.ui.internal.host.Host;

/**
 * What is open, running and selected in a workbench: the state that its views share. Thread-safe; listeners are called without a lock.
 */
public final class Session implements IDisposable {

    private final Host host;
    private final Retention retention;
    private final ProblemLoader loader;
    private final List<OpenProblem> problems = new ArrayList<>();
    private final List<SessionRun> runs = new ArrayList<>();
    private final List<SessionListener> listeners = new CopyOnWriteArrayList<>();
    private OpenProblem active;
    private List<ShownRun> selection = List.of();
    private String preferredSolver = "";

    /** A session with nothing open. */
    public Session(Host host) {
        this(host, new Retention());
    }

    Session(Host host, Retention retention) {
        this.host = host;
        this.retention = retention;
        loader = new ProblemLoader(this);
    }

    /** The services of the host. */
    public Host host() {
        return host;
    }

    /** What reads problems into this session. */
    public ProblemLoader loader() {
        return loader;
    }

    /** The open problems, in the order in which they were opened. */
    public synchronized List<OpenProblem> problems() {
        return List.copyOf(problems);
    }

    /** The problem that is looked at. */
    public synchronized Optional<OpenProblem> active() {
        return Optional.ofNullable(active);
    }

    /** Adds a problem, in place of one that was read from the same file, and makes it the active one. */
    public void open(OpenProblem problem) {
        synchronized (this) {
            int place = 0;
            while (place < problems.size() && !problems.get(place).file().equals(problem.file())) {
                place++;
            }
            if (place < problems.size()) {
                problems.set(place, problem);
            } else {
                problems.add(problem);
            }
            active = problem;
        }
        tell(SessionListener::problemsChanged);
    }

    /** Makes an open problem the active one; no effect if it is open no more. */
    public void activate(OpenProblem problem) {
        synchronized (this) {
            if (!problems.contains(problem) || problem == active) {
                return;
            }
            active = problem;
        }
        tell(SessionListener::problemsChanged);
    }

    /** Closes a problem; the one before it becomes active if it was. */
    public void close(OpenProblem problem) {
        synchronized (this) {
            int place = problems.indexOf(problem);
            if (place < 0) {
                return;
            }
            problems.remove(place);
            if (active == problem) {
                active = problems.isEmpty() ? null : problems.get(Math.max(0, place - 1));
            }
        }
        tell(SessionListener::problemsChanged);
    }

    /** The runs that were started in this session, oldest first. */
    public synchronized List<SessionRun> runs() {
        return List.copyOf(runs);
    }

    /** Takes up runs that were started together, and selects them. */
    public void started(List<Run> begun) {
        List<SessionRun> added = begun.stream().map(SessionRun::new).toList();
        synchronized (this) {
            runs.addAll(added);
            selection = List.copyOf(added);
        }
        begun.forEach(run -> run.completion().thenRun(this::ended));
        tell(SessionListener::runsChanged);
        tell(SessionListener::selectionChanged);
    }

    private void ended() {
        List<SessionRun> present;
        List<Problem> open;
        synchronized (this) {
            present = List.copyOf(runs);
            open = problems.stream().map(OpenProblem::problem).toList();
        }
        List<SessionRun> surplus = retention.surplus(present, open);
        synchronized (this) {
            runs.removeAll(surplus);
        }
        tell(SessionListener::runsChanged);
    }

    /** Forgets runs, for example those that were deleted from the history. */
    public void forget(Collection<Long> ids) {
        synchronized (this) {
            runs.removeIf(run -> ids.contains(run.id()));
            selection = selection.stream().filter(run -> !ids.contains(run.id())).toList();
        }
        tell(SessionListener::runsChanged);
        tell(SessionListener::selectionChanged);
    }

    /** The runs that are looked at: all of them are plotted, the result of the first is shown. */
    public synchronized List<ShownRun> selection() {
        return selection;
    }

    /** Selects runs. */
    public void select(List<? extends ShownRun> selected) {
        synchronized (this) {
            List<ShownRun> distinct = List.copyOf(new LinkedHashSet<>(selected));
            if (distinct.equals(selection)) {
                return;
            }
            selection = distinct;
        }
        tell(SessionListener::selectionChanged);
    }

    /** The id of the solver that the user asked for elsewhere, for whoever starts runs; empty if there is none. */
    public synchronized Optional<String> preferredSolver() {
        return Optional.of(preferredSolver).filter(id -> !id.isEmpty());
    }

    /** Asks for a solver by its id; listeners are told even if it is the one that was asked for last. */
    public void setPreferredSolver(String id) {
        synchronized (this) {
            preferredSolver = Objects.requireNonNull(id, "id");
        }
        tell(SessionListener::preferredSolverChanged);
    }

    /** Adds a listener. */
    public void addListener(SessionListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(SessionListener listener) {
        listeners.remove(listener);
    }

    private void tell(Consumer<SessionListener> event) {
        listeners.forEach(event);
    }

    @Override
    public void dispose() {
        loader.close();
        listeners.clear();
        host.close();
    }
}
