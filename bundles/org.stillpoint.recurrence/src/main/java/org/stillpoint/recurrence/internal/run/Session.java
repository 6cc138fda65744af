package org.stillpoint.recurrence.internal.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.stillpoint.api.Counter;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.numerics.parallel.ThreadTeam;

/** What methods need of one solve: threads, progress, counters and warnings, over all its stretches. */
public final class Session implements AutoCloseable {

    private final SolveContext context;
    private final double tolerance;
    private final ThreadTeam team;
    private final Session parent;
    private final Map<String, Long> counters = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private long iterations;
    private double evaluations;
    private boolean stopped;
    private double work;
    private double done;
    private double doneOfStretch;

    /**
     * A session.
     *
     * @param tolerance the bound of the residual
     */
    public Session(SolveContext context, double tolerance) {
        this.context = context;
        this.tolerance = tolerance;
        team = new ThreadTeam(context.executor(), context.parallelism());
        parent = null;
    }

    private Session(Session parent) {
        this.parent = parent;
        context = parent.context;
        tolerance = parent.tolerance;
        team = parent.team;
    }

    /** A session for a trial on the side: it asks this one whether to go on; its iterations, counters and warnings do not count. */
    public Session trial() {
        return new Session(this);
    }

    /** What the host offers. */
    public SolveContext context() {
        return context;
    }

    /** The bound of the residual as {@link StretchResult} measures it. */
    public double tolerance() {
        return tolerance;
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
     * Counts an iteration and asks whether to go on.
     *
     * @param sweeps how many evaluations of the cell it took for each step of the whole problem; 1 for a sweep over a whole sequence
     * @param residual the residual, NaN where it is not known
     */
    public boolean proceed(double sweeps, double residual) {
        return proceed(1, sweeps, residual);
    }

    /**
     * Counts several iterations and asks whether to go on.
     *
     * @param number how many
     * @param sweeps how many evaluations of the cell they took for each step of the whole problem
     * @param residual the residual, NaN where it is not known
     */
    public boolean proceed(long number, double sweeps, double residual) {
        iterations += number;
        evaluations += sweeps;
        return ask(residual);
    }

    /** Asks whether to go on, within an iteration. */
    public boolean proceed() {
        return ask(Double.NaN);
    }

    /** Tells how many steps there are to be solved, of all sequences and stretches; otherwise no part of the work is told. */
    void plan(double steps) {
        work = steps;
    }

    /** Notes how many steps of the stretch at hand are solved, of all its sequences; fewer than before do not count. */
    public void solved(double steps) {
        doneOfStretch = Math.max(doneOfStretch, steps);
    }

    /** Notes that a stretch is solved, and the next begins. */
    void solved(Stretch stretch) {
        done += (double) stretch.steps * stretch.batch;
        doneOfStretch = 0;
    }

    /** Once the answer was no, the host is not asked again: what follows a stretch that was just complete stops at its first question. */
    private boolean ask(double residual) {
        if (parent == null && work > 0 && done + doneOfStretch > 0) {
            context.reached(Math.min(1, (done + doneOfStretch) / work));
        }
        stopped = stopped || !(parent != null ? parent.proceed() : context.proceed(iterations, evaluations, residual));
        return !stopped;
    }

    /** The iterations counted so far. */
    public long iterations() {
        return iterations;
    }

    /** Adds to a counter. */
    public void count(String counter, long number) {
        counters.merge(counter, number, Long::sum);
    }

    /** A counter so far. */
    public long counter(String counter) {
        return counters.getOrDefault(counter, 0L);
    }

    /** Warns the user; the same words once only. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    /** Why {@link #proceed} said no. */
    public Status interruption() {
        return context.interruption();
    }

    /** Hands counters and warnings over. */
    public <S extends Recordable> void report(Solution.Builder<S> solution) {
        solution.count(Counter.ITERATIONS, iterations);
        counters.forEach(solution::count);
        warnings.forEach(solution::warn);
    }

    @Override
    public void close() {
        if (parent == null) {
            team.close();
        }
    }
}
