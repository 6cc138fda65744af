package org.stillpoint.shell.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.stillpoint.api.Counter;
import org.stillpoint.api.History;
import org.stillpoint.api.Progress;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.LinearProgramSolution;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunService;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.RunSummary;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;

/** Runs that end as the test says: at once with a verdict, or only when they are cancelled. */
public final class TestRuns implements RunService {

    /** How the next runs end. */
    Verdict verdict = Verdict.CERTIFIED;
    Status status = Status.CONVERGED;
    boolean untilCancelled;
    /** Whether runs do not hear that they are cancelled. */
    boolean deaf;
    /** Whether a run that is cancelled is verified until it is cancelled once more. */
    boolean verifiedUntilCancelled;
    /** Whether no value can be started from. */
    boolean unfitStart;
    /** What asking for the history throws, if anything. */
    Error failure;
    /** How runs of certain solvers end. */
    final Map<String, RunResult> ends = new LinkedHashMap<>();
    final List<RunRequest> requests = new ArrayList<>();
    final List<RunSummary> history = new ArrayList<>();
    private final List<SolverDescriptor> solvers;

    TestRuns(List<SolverDescriptor> solvers) {
        this.solvers = solvers;
    }

    /** A result as a host would give it. */
    public static RunResult result(Verdict verdict, Status status) {
        LinearProgramSolution value = new LinearProgramSolution(new double[] {4, 0}, new double[] {1}, new double[] {0, 1});
        History history = new History(new long[] {1, 10, 40}, new double[] {0.001, 0.002, 0.003}, new double[] {1, 1e-3, 5e-7});
        boolean unsolved = verdict == Verdict.FAILED || verdict == Verdict.REFUSED;
        Optional<Solution<?>> solution = unsolved ? Optional.empty()
                : Optional.of(Solution.of(status, value).residual(5e-7, 1e-6).count(Counter.ITERATIONS, 40)
                        .count(Counter.WARM_UP, 30).count(Counter.FINISH, 10).warn("scaled badly").build().withHistory(history));
        Map<String, Double> quantities = new LinkedHashMap<>();
        quantities.put(Certificate.OBJECTIVE, 4.0);
        quantities.put(Certificate.DUAL_OBJECTIVE, 3.999999);
        double violation = verdict == Verdict.CERTIFIED ? 2e-8 : Double.NaN;
        Optional<Certificate> certificate = unsolved || verdict == Verdict.UNVERIFIED ? Optional.empty()
                : Optional.of(new Certificate("linear-program of org.example.verify",
                        List.of(Check.atMost("primal violation (relative)", violation, 1e-6)), quantities, List.of("a note")));
        return new RunResult(17, TestHost.SOLVER, Map.of("tolerance", 1e-6), verdict, solution, certificate,
                verdict == Verdict.FAILED ? Optional.of("the solver returned null")
                        : verdict == Verdict.REFUSED ? Optional.of("there is no operator twist") : Optional.empty(), List.of("a remark"),
                Instant.EPOCH, 0.0, 0.003, 0.0001, "java");
    }

    @Override
    public Run submit(RunRequest request) {
        SolverDescriptor solver = new TestRegistry(solvers).solver(request.solver().orElse(TestHost.SOLVER.id())).descriptor();
        solver.options().complete(request.options());
        if (unfitStart && request.start().isPresent()) {
            throw new IllegalArgumentException("such a run cannot start from a given value");
        }
        requests.add(request);
        return new TestRun(request, solver);
    }

    @Override
    public List<Run> active() {
        return List.of();
    }

    @Override
    public List<RunSummary> history(int limit) {
        if (failure != null) {
            throw failure;
        }
        return history.subList(0, Math.min(limit, history.size()));
    }

    @Override
    public List<RunSummary> overview(long after, int limit) {
        return history(limit).stream().filter(run -> run.id() > after).map(RunSummary::outline).toList();
    }

    @Override
    public int delete(Collection<Long> ids) {
        int before = history.size();
        history.removeIf(run -> run.state() == RunState.DONE && ids.contains(run.id()));
        return before - history.size();
    }

    @Override
    public Optional<RunSummary> find(long id) {
        return history.stream().filter(run -> run.id() == id).findFirst();
    }

    @Override
    public List<RunSummary> find(Collection<Long> ids) {
        return history.stream().filter(run -> ids.contains(run.id())).toList();
    }

    private final class TestRun implements Run {

        private final RunRequest request;
        private final SolverDescriptor solver;
        private final CompletableFuture<RunResult> result = new CompletableFuture<>();
        private volatile boolean verifying;

        TestRun(RunRequest request, SolverDescriptor solver) {
            this.request = request;
            this.solver = solver;
            if (!untilCancelled) {
                result.complete(ends.getOrDefault(solver.id(), TestRuns.result(verdict, status)));
            }
        }

        @Override
        public long id() {
            return 17;
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
            return result.isDone() ? RunState.DONE : verifying ? RunState.VERIFYING : RunState.RUNNING;
        }

        @Override
        public Progress progress() {
            return new Progress(1200, 1e-3, 0.5);
        }

        @Override
        public History history() {
            return History.EMPTY;
        }

        @Override
        public void cancel() {
            if (deaf) {
                return;
            }
            if (verifiedUntilCancelled && !verifying) {
                verifying = true;
            } else {
                result.complete(TestRuns.result(verifying ? Verdict.UNVERIFIED : Verdict.NOT_CERTIFIED, Status.CANCELLED));
            }
        }

        @Override
        public Optional<RunResult> result() {
            return Optional.ofNullable(result.getNow(null));
        }

        @Override
        public RunResult await() throws InterruptedException {
            return await(Duration.ofDays(1)).orElseThrow();
        }

        @Override
        public Optional<RunResult> await(Duration time) throws InterruptedException {
            try {
                return Optional.of(result.get(time.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException notYet) {
                return Optional.empty();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public CompletionStage<RunResult> completion() {
            return result;
        }
    }
}
