package org.stillpoint.host.internal.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.BinaryFormat;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.Verdict;
import org.stillpoint.host.internal.context.HostContext;
import org.stillpoint.host.internal.context.HostThreads;
import org.stillpoint.host.internal.context.Interruption;
import org.stillpoint.host.internal.context.ProgressRecorder;
import org.stillpoint.host.internal.context.TypedOptions;
import org.stillpoint.host.internal.registry.Route;
import org.stillpoint.host.internal.registry.SolverProvider;

/**
 * Carries a run out: solve, verify, report. Whoever moves the run to its end first reports it: the thread that carries it out, the
 * user who cancels it in the queue, or the timer that gives up on a solver or a verifier that does not return.
 */
final class RunExecution implements Runnable {

    private static final Logger LOGGER = System.getLogger(RunExecution.class.getName());

    /** The tolerance that results are verified with where the solver has no such option. */
    private static final double STANDARD_TOLERANCE = 1e-6;

    private final HostRunService host;
    private final ActiveRun run;
    private final SolverProvider provider;
    private final Route route;
    private final TypedOptions options;
    private final Blas blas;
    private final Interruption interruption = new Interruption();
    private final AtomicReference<RunState> phase = new AtomicReference<>(RunState.QUEUED);
    private final List<Future<?>> timers = new ArrayList<>(2);
    private final long submitted = System.nanoTime();
    private volatile long started = submitted;
    private volatile long verifyingSince;
    /** What is or was being verified; null before. */
    private volatile Solution<?> solved;
    private volatile double seconds;
    private volatile double secondsVerifying;
    private volatile String blasName = "none";
    private Thread thread;

    RunExecution(HostRunService host, ActiveRun run, SolverProvider provider, Route route, TypedOptions options,
            Blas blas) {
        this.host = host;
        this.run = run;
        this.provider = provider;
        this.route = route;
        this.options = options;
        this.blas = blas;
        run.onCancel(this::cancel);
    }

    ActiveRun ofRun() {
        return run;
    }

    @Override
    public void run() {
        if (!move(RunState.QUEUED, RunState.RUNNING)) {
            return;
        }
        started = System.nanoTime();
        occupy(Thread.currentThread());
        boolean ended = false;
        try {
            run.request().timeLimit().ifPresent(limit -> later(limit, () -> interrupt(Status.TIME_LIMIT)));
            ended = carryOut();
        } catch (RuntimeException | Error unexpected) {
            String failure = "the host failed: " + unexpected;
            LOGGER.log(Level.ERROR, "run " + run.id() + " failed in the host", unexpected);
            ended = failSolving(failure) || end(RunState.VERIFYING, failed(failure));
        } finally {
            occupy(null);
            stopTimers();
            Thread.interrupted();
            Thread.currentThread().setContextClassLoader(HostThreads.class.getClassLoader());
            provider.leave();
        }
        if (ended) {
            run.announce();
        } else {
            host.threadReturned(run);
        }
    }

    /** Solves and verifies. Returns false if somebody has ended the run meanwhile. */
    private boolean carryOut() {
        Attempt attempt = attempt();
        seconds = secondsSince(started);
        stopTimers();
        if (attempt.failure() != null) {
            return end(RunState.RUNNING, unsolved(attempt.verdict(), attempt.failure()));
        }
        // Whatever interrupts the thread from here on is meant for the verifier.
        Thread.interrupted();
        Solution<?> solution = attempt.solution();
        solved = solution;
        verifyingSince = System.nanoTime();
        if (!move(RunState.RUNNING, RunState.VERIFYING)) {
            return false;
        }
        verificationLimit().ifPresent(limit -> later(limit, () -> host.aside(() -> giveUpVerifying(solution, limit))));
        Judgement judgement = host.judge().judge(run.request().problem(), solution, tolerance());
        secondsVerifying = secondsSince(verifyingSince);
        return end(RunState.VERIFYING, judged(solution, judgement));
    }

    /** Who has set a limit or has cancelled the run does not wait for its verification without end. */
    private Optional<Duration> verificationLimit() {
        Optional<Duration> ofRun = run.request().timeLimit().map(host.limits()::verification);
        return ofRun.isEmpty() && interruption.raised() ? Optional.of(host.limits().verification()) : ofRun;
    }

    private Attempt attempt() {
        Problem problem = run.request().problem();
        ProgressRecorder recorder = new ProgressRecorder();
        run.recordTo(recorder);
        RunRequest request = run.request();
        try {
            interruption.attach();
            int before = BinaryFormat.checksum(problem.toRecord());
            Problem given = route.problem(problem);
            TypedOptions adjusted = route.options(provider, problem, options);
            Solution<?> solution;
            try (HostContext context = host.contexts().forRun(adjusted, interruption, recorder, request.start().orElse(null), blas)) {
                try {
                    solution = route.solve(provider, problem, given, context);
                } finally {
                    recorder.finish();
                    blasName = context.blasName();
                }
            }
            if (BinaryFormat.checksum(problem.toRecord()) != before) {
                return Attempt.failed("solver " + provider.label() + " changed the problem it was given; its answer is worth nothing");
            }
            return Attempt.of(provider, solution, recorder.history(), host.valueType(problem));
        } catch (Throwable thrown) {
            return Attempt.thrown(provider, thrown);
        } finally {
            Interruption.detach();
        }
    }

    private double tolerance() {
        return options.values().get(Options.TOLERANCE) instanceof Double tolerance ? tolerance : STANDARD_TOLERANCE;
    }

    /** Asks the solver to stop, and gives up on it if it does not. */
    private void interrupt(Status reason) {
        if (interruption.raise(reason)) {
            String asked = reason == Status.CANCELLED ? "the cancellation" : "its time limit";
            later(host.limits().grace(), () -> host.aside(() -> giveUp(asked)));
        }
    }

    private void cancel() {
        if (end(RunState.QUEUED, failed("cancelled while it waited in the queue"))) {
            host.unqueue(this);
            provider.leave();
            run.announce();
        } else if (endUnverified("the run was cancelled while its solution was verified")) {
            stopTimers();
            leaveThread(Level.DEBUG);
        } else {
            interrupt(Status.CANCELLED);
        }
    }

    private void giveUp(String asked) {
        String grace = seconds(host.limits().grace());
        String stuck = "solver " + provider.label() + " did not stop within " + grace + " of " + asked + "; its thread is left to itself";
        if (failSolving(stuck)) {
            leaveThread(Level.WARNING);
        }
    }

    /** Ends a run whose solution is being verified: the solution stands, and nothing is said of it. */
    private boolean endUnverified(String remark) {
        if (phase.get() != RunState.VERIFYING) {
            return false;
        }
        secondsVerifying = secondsSince(verifyingSince);
        return end(RunState.VERIFYING, judged(solved, new Judgement(Verdict.UNVERIFIED, Optional.empty(), List.of(remark))));
    }

    /** The solution stands, uncertified: that it could not be verified in time says nothing against it. */
    private void giveUpVerifying(Solution<?> solution, Duration limit) {
        secondsVerifying = limit.toNanos() * 1e-9;
        String remark = "the verifier did not end within " + seconds(limit) + " and was given up";
        if (end(RunState.VERIFYING, judged(solution, new Judgement(Verdict.NOT_CERTIFIED, Optional.empty(), List.of(remark))))) {
            leaveThread(Level.WARNING);
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    /** Announces a run whose thread has not returned, and leaves the thread to what it does. */
    private void leaveThread(Level level) {
        host.threadLost(run, level);
        synchronized (timers) {
            if (thread != null) {
                thread.interrupt();
            }
        }
        run.announce();
    }

    /** Ends the run at once, whatever its thread does: the host stops. */
    void abandon() {
        String stopped = "the host stopped before the run ended";
        if (end(RunState.QUEUED, failed(stopped)) || failSolving(stopped) || endUnverified(stopped)) {
            stopTimers();
            run.announce();
        }
    }

    private boolean failSolving(String failure) {
        double elapsed = secondsSince(started);
        if (phase.get() == RunState.RUNNING) {
            seconds = elapsed;
        }
        return end(RunState.RUNNING, failed(failure));
    }

    private boolean move(RunState from, RunState to) {
        boolean moved = phase.compareAndSet(from, to);
        if (moved) {
            run.enter(to);
        }
        return moved;
    }

    private boolean end(RunState from, RunResult result) {
        boolean ended = phase.compareAndSet(from, RunState.DONE);
        if (ended) {
            run.finish(result);
            try {
                host.ended(run);
            } catch (RuntimeException | Error failed) {
                LOGGER.log(Level.ERROR, "run " + run.id() + " cannot be recorded", failed);
            }
        }
        return ended;
    }

    private static double secondsSince(long time) {
        return (System.nanoTime() - time) * 1e-9;
    }

    private RunResult failed(String failure) {
        return unsolved(Verdict.FAILED, failure);
    }

    private RunResult unsolved(Verdict verdict, String reason) {
        return result(verdict, Optional.empty(), new Judgement(verdict, Optional.empty(), List.of()), reason);
    }

    private RunResult judged(Solution<?> solution, Judgement judgement) {
        return result(judgement.verdict(), Optional.of(solution), judgement, null);
    }

    private RunResult result(Verdict verdict, Optional<Solution<?>> solution, Judgement judgement, String failure) {
        double queued = (started - submitted) * 1e-9;
        return new RunResult(run.id(), run.solver(), run.options(), verdict, solution, judgement.certificate(),
                Optional.ofNullable(failure), judgement.remarks(), run.submitted(), queued, seconds, secondsVerifying, blasName);
    }

    private void occupy(Thread by) {
        synchronized (timers) {
            thread = by;
        }
    }

    private void later(Duration delay, Runnable work) {
        synchronized (timers) {
            timers.add(host.after(delay, work));
        }
    }

    private void stopTimers() {
        synchronized (timers) {
            timers.forEach(timer -> timer.cancel(false));
            timers.clear();
        }
    }
}
