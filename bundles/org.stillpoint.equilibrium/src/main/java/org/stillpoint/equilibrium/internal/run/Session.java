package org.stillpoint.equilibrium.internal.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** What methods need of one solve: limits, threads, progress, counters and warnings. Shared between its threads. */
public final class Session implements AutoCloseable {

    private final SolveContext context;
    private double tolerance;
    private long maxIterations;
    private final ThreadTeam team;
    private final Thread owner = Thread.currentThread();
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final LongAdder evaluations = new LongAdder();
    private long iterations;
    private volatile double residual = Double.NaN;
    private volatile boolean stopped;
    private volatile boolean abandoned;

    /**
     * A session of the calling thread.
     *
     * @param tolerance the bound of the residual
     * @param maxIterations the most evaluations of a sample that an iteration may ask for
     */
    public Session(SolveContext context, double tolerance, long maxIterations) {
        this.context = context;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        team = new ThreadTeam(context.executor(), context.parallelism());
    }

    /** What the host offers. */
    public SolveContext context() {
        return context;
    }

    /** Begins another part of the solve, with limits of its own; called by the solving thread while no other one works. */
    public void limit(double partTolerance, long partIterations) {
        tolerance = partTolerance;
        maxIterations = partIterations;
    }

    /** The bound of the residual. */
    public double tolerance() {
        return tolerance;
    }

    /** The most iterations. */
    public long maxIterations() {
        return maxIterations;
    }

    /** The threads, the calling one included. */
    public ThreadTeam team() {
        return team;
    }

    /** The number of threads. */
    public int parallelism() {
        return context.parallelism();
    }

    /**
     * Tells of an iteration and asks whether to go on.
     *
     * @param samples how many samples were evaluated since the last time
     * @param worst the largest residual of all samples, NaN where it is not known
     */
    public boolean proceed(long samples, double worst) {
        evaluations.add(samples);
        if (!Double.isNaN(worst)) {
            residual = worst;
        }
        if (Thread.currentThread() == owner) {
            iterations += samples > 0 ? 1 : 0;
            ask();
        }
        return !stopped;
    }

    /** Asks the host; done by the solving thread only, for all of them. */
    void ask() {
        stopped = stopped || !context.proceed(iterations, evaluations.sum(), residual);
    }

    /** Whether {@link #proceed} has said no. */
    public boolean interrupted() {
        return stopped;
    }

    /** Ends the work of all threads, as nothing will come of it. */
    void abandon() {
        abandoned = true;
        stopped = true;
    }

    /** Why {@link #proceed} said no. */
    public Status interruption() {
        return abandoned ? Status.CANCELLED : context.interruption();
    }

    /** Adds to a counter. */
    public synchronized void count(String counter, long number) {
        counters.merge(counter, number, Long::sum);
    }

    /** Warns the user; the same words once only. */
    public synchronized void warn(String warning) {
        warnings.add(warning);
    }

    /**
     * Hands counters and warnings over.
     *
     * @param longest the iterations of the sample that took most
     */
    public synchronized <S extends Recordable> void report(Solution.Builder<S> solution, long longest) {
        solution.count(Counter.ITERATIONS, longest).count(Counter.OPERATOR_EVALUATIONS, evaluations.sum());
        counters.forEach(solution::count);
        warnings.forEach(solution::warn);
    }

    @Override
    public void close() {
        team.close();
    }
}
