package org.stillpoint.host.internal.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.host.internal.context.ContextFactory;
import org.stillpoint.host.internal.context.HostThreads;
import org.stillpoint.host.internal.context.TypedOptions;
import org.stillpoint.host.internal.history.RunHistory;
import org.stillpoint.host.internal.registry.Route;
import org.stillpoint.host.internal.registry.ServiceSolverRegistry;
import org.stillpoint.host.internal.registry.SolverProvider;

/** The run service: takes requests, keeps the runs that are not done, and records them all. Runs outlive those who submit them. */
@Component(immediate = true, service = RunService.class, configurationPid = "org.stillpoint.host.runs")
@Designate(ocd = RunConfiguration.class)
public final class HostRunService implements RunService {

    private static final Logger LOGGER = System.getLogger(HostRunService.class.getName());
    private static final Duration STOPPING_TIME = Duration.ofSeconds(2);

    private final ServiceSolverRegistry registry;
    private final ContextFactory contexts;
    private final HostThreads threads;
    private final Judge judge;
    private final RunHistory history;
    private final RunPool pool;
    private final Map<Long, RunExecution> active = new ConcurrentHashMap<>();
    private volatile RunLimits limits;
    private volatile boolean stopping;

    /** Called by the component runtime. */
    @Activate
    public HostRunService(RunConfiguration configuration, @Reference ServiceSolverRegistry registry,
            @Reference ContextFactory contexts, @Reference HostThreads threads, @Reference Judge judge,
            @Reference RunHistory history) {
        this(RunLimits.of(configuration), registry, contexts, threads, judge, history);
    }

    HostRunService(RunLimits limits, ServiceSolverRegistry registry, ContextFactory contexts, HostThreads threads, Judge judge,
            RunHistory history) {
        this.limits = limits;
        this.registry = registry;
        this.contexts = contexts;
        this.threads = threads;
        this.judge = judge;
        this.history = history;
        pool = new RunPool(limits, threads.factory("stillpoint-run-"));
    }

    /** Takes other limits without a run noticing. */
    @Modified
    void modified(RunConfiguration configuration) {
        limit(RunLimits.of(configuration));
    }

    void limit(RunLimits changed) {
        limits = changed;
        pool.limit(changed);
    }

    /** Cancels all runs and gives them a moment to end. */
    @Deactivate
    void close() throws InterruptedException {
        stopping = true;
        List<RunExecution> left = List.copyOf(active.values());
        left.forEach(execution -> execution.ofRun().cancel());
        long end = System.nanoTime() + STOPPING_TIME.toNanos();
        try {
            for (RunExecution execution : left) {
                execution.ofRun().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } finally {
            left.forEach(RunExecution::abandon);
            pool.shutDown();
        }
    }

    @Override
    public Run submit(RunRequest request) {
        if (stopping) {
            throw new RejectedExecutionException("the host is stopping; it takes no more runs");
        }
        SolverProvider provider = choose(request);
        try {
            Route route = registry.route(request.problem().type(), provider);
            TypedOptions options = provider.options(request.options());
            Blas blas = request.blas().map(contexts::blas).orElse(null);
            checkStart(request, provider, route);
            ActiveRun run = new ActiveRun(history.nextId(), request, provider.descriptor(), options.values());
            RunExecution execution = new RunExecution(this, run, provider, route, options, blas);
            active.put(run.id(), execution);
            start(execution);
            record(run);
            return run;
        } catch (RuntimeException refused) {
            provider.leave();
            throw refused;
        }
    }

    private void start(RunExecution execution) {
        try {
            pool.execute(execution);
        } catch (RejectedExecutionException full) {
            active.remove(execution.ofRun().id());
            throw full;
        }
    }

    private SolverProvider choose(RunRequest request) {
        if (request.solver().isEmpty()) {
            return registry.enterBest(request.problem());
        }
        return registry.enter(request.solver().get(), request.version().orElse(null));
    }

    private void checkStart(RunRequest request, SolverProvider provider, Route route) {
        if (!route.direct() && request.start().isPresent()) {
            throw new IllegalArgumentException("solver " + provider.label() + " takes " + provider.descriptor().problemType()
                    + " problems, to which this one is reduced; such a run cannot start from a given value");
        }
        Class<?> type = valueType(request.problem());
        request.start().filter(start -> type != null && !type.isInstance(start)).ifPresent(start -> {
            throw new IllegalArgumentException("the value to start from is a " + start.getClass().getName() + "; expected "
                    + type.getName());
        });
    }

    /** The class of the values that solve a problem; null if its type is unknown. */
    Class<?> valueType(Problem problem) {
        return registry.problemTypes().stream()
                .filter(type -> type.name().equals(problem.type()) && type.problemClass().isInstance(problem))
                .<Class<?>>map(ProblemType::valueClass).findFirst().orElse(null);
    }

    @Override
    public List<Run> active() {
        return active.values().stream().<Run>map(RunExecution::ofRun).sorted(Comparator.comparingLong(Run::id)).toList();
    }

    @Override
    public List<RunSummary> history(int limit) {
        List<RunSummary> newest = new ArrayList<>(history.newest(limit));
        newest.replaceAll(this::current);
        return List.copyOf(newest);
    }

    @Override
    public List<RunSummary> overview(long after, int limit) {
        List<RunSummary> newest = new ArrayList<>(history.overview(after, limit));
        newest.replaceAll(run -> active.containsKey(run.id()) ? current(run).outline() : run);
        return List.copyOf(newest);
    }

    @Override
    public int delete(Collection<Long> ids) {
        return history.delete(ids.stream().filter(id -> !active.containsKey(id)).toList());
    }

    @Override
    public Optional<RunSummary> find(long id) {
        return history.find(id).map(this::current);
    }

    @Override
    public List<RunSummary> find(Collection<Long> ids) {
        return history.find(ids).stream().map(this::current).toList();
    }

    /** Of a run that is not done the history knows only that it began. */
    private RunSummary current(RunSummary recorded) {
        RunExecution execution = active.get(recorded.id());
        return execution == null ? recorded : execution.ofRun().summary();
    }

    void ended(ActiveRun run) {
        try {
            record(run);
        } finally {
            active.remove(run.id());
        }
    }

    /** Records the run as it stands; under its lock, so that an older state never replaces a newer one. */
    private void record(ActiveRun run) {
        synchronized (run) {
            history.record(run.summary());
        }
    }

    void unqueue(RunExecution execution) {
        pool.remove(execution);
    }

    void threadLost(ActiveRun run, Level level) {
        LOGGER.log(level, "run {0} with solver {1} {2} is given up; another thread takes the place of the one it occupies",
                String.valueOf(run.id()), run.solver().id(), run.solver().version());
        pool.lost();
    }

    void threadReturned(ActiveRun run) {
        if (!stopping) {
            LOGGER.log(Level.INFO, "run {0} with solver {1} {2}, which was given up, has returned its thread; what came of it is dropped",
                    String.valueOf(run.id()), run.solver().id(), run.solver().version());
            pool.returned();
        }
    }

    /** Calls the host's own code later. */
    Future<?> after(Duration delay, Runnable work) {
        return threads.after(delay, work);
    }

    /** Runs code that may call foreign code, now, elsewhere. */
    void aside(Runnable work) {
        threads.helpers().execute(work);
    }

    ContextFactory contexts() {
        return contexts;
    }

    Judge judge() {
        return judge;
    }

    RunLimits limits() {
        return limits;
    }
}
