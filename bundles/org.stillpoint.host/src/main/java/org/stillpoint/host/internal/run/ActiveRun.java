package org.stillpoint.host.internal.run;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;
import org.stillpoint.api.Solution;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.host.internal.context.HostThreads;
import org.stillpoint.host.internal.context.ProgressRecorder;

/** A run as its users see it. It may be kept for long, so it holds nothing of the solver's bundle. */
final class ActiveRun implements Run {

    private final long id;
    private final RunRequest request;
    private final SolverDescriptor solver;
    private final Map<String, Object> options;
    private final Instant submitted = Instant.now();
    private final CompletableFuture<RunResult> completion = new CompletableFuture<>();
    private volatile RunState phase = RunState.QUEUED;
    private volatile ProgressRecorder recorder;
    private volatile RunResult result;
    private volatile Runnable canceller;

    ActiveRun(long id, RunRequest request, SolverDescriptor solver, Map<String, Object> options) {
        this.id = id;
        this.request = request;
        this.solver = solver;
        this.options = options;
    }

    void onCancel(Runnable action) {
        canceller = action;
    }

    void enter(RunState newPhase) {
        phase = newPhase;
    }

    void recordTo(ProgressRecorder progress) {
        recorder = progress;
    }

    void finish(RunResult finished) {
        result = finished;
        canceller = null;
    }

    void announce() {
        completion.complete(result);
    }

    Instant submitted() {
        return submitted;
    }

    Map<String, Object> options() {
        return options;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public SolverDescriptor solver() {
        return solver;
    }

    @Override
    public RunState state() {
        return result == null ? phase : RunState.DONE;
    }

    @Override
    public Progress progress() {
        ProgressRecorder progress = recorder;
        return progress == null ? Progress.NONE : progress.progress();
    }

    @Override
    public History history() {
        ProgressRecorder progress = recorder;
        return progress == null ? History.EMPTY : progress.history();
    }

    @Override
    public void cancel() {
        Runnable action = canceller;
        if (action != null) {
            action.run();
        }
    }

    @Override
    public Optional<RunResult> result() {
        return Optional.ofNullable(result);
    }

    @Override
    public RunResult await() throws InterruptedException {
        try {
            return completion.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Optional<RunResult> await(Duration time) throws InterruptedException {
        try {
            return Optional.of(completion.get(HostThreads.nanoseconds(time), TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public CompletionStage<RunResult> completion() {
        return completion.minimalCompletionStage();
    }

    /** What the history keeps of the run as it stands. */
    RunSummary summary() {
        Map<String, String> texts = new LinkedHashMap<>();
        options.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        RunResult finished = result;
        Optional<Solution<?>> solution = finished == null ? Optional.empty() : finished.solution();
        Progress progress = progress();
        return new RunSummary(id, request.label(), request.source(), request.problem().type(), solver.id(), solver.version().toString(),
                texts, state(),
                solution.map(solved -> solved.status().name()), Optional.ofNullable(finished).map(RunResult::verdict),
                solution.map(Solution::residual).orElse(progress.residual()),
                solution.<Long>map(Solution::iterations).orElse(progress.iteration()), submitted,
                finished == null ? progress.seconds() : finished.seconds(), finished == null ? "" : finished.blas(),
                finished == null ? Optional.empty() : finished.failure(), finished == null ? List.of() : finished.remarks(),
                finished == null ? Optional.empty() : finished.certificate(), history());
    }
}
