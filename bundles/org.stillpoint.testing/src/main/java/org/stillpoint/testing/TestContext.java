package org.stillpoint.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.Options;

/** A context for solving in tests, without a host; one thread unless more are given. */
public final class TestContext implements SolveContext {

    private final Map<String, Object> options = new HashMap<>();
    private final Map<String, Object> functions = new HashMap<>();
    private Recordable start;
    private Blas blas;
    private long seed;
    private int parallelism = 1;
    private Executor executor = Runnable::run;
    private long cancelAt = Long.MAX_VALUE;
    private long deadline = Long.MAX_VALUE;
    private Status interruption;
    private long reports;
    private long lastIteration = Long.MIN_VALUE;
    private double lastEvaluations;
    private double lastResidual = Double.NaN;
    private final List<Double> fractions = new ArrayList<>();

    /** Sets an option; numbers in the Java type of the option. */
    public TestContext with(String option, Object value) {
        options.put(option, value);
        return this;
    }

    /** Offers a named function. */
    public TestContext function(String name, Object function) {
        functions.put(name, function);
        return this;
    }

    /** A value to start from. */
    public TestContext start(Recordable value) {
        start = value;
        return this;
    }

    /** The linear algebra. */
    public TestContext blas(Blas service) {
        blas = service;
        return this;
    }

    /** The seed; 0 if it is not set. */
    public TestContext seed(long value) {
        seed = value;
        return this;
    }

    /** The number of threads, and where to get all but the calling one. */
    public TestContext threads(int number, Executor threads) {
        parallelism = number;
        executor = threads;
        return this;
    }

    /** Cancels at the first report of at least that iteration. */
    public TestContext cancelAt(long iteration) {
        cancelAt = iteration;
        return this;
    }

    /** Limits the time from now on. */
    public TestContext timeLimit(double seconds) {
        deadline = System.nanoTime() + (long) (seconds * 1e9);
        return this;
    }

    /** How often progress was reported. */
    public long reports() {
        return reports;
    }

    /** The residual reported last. */
    public double lastResidual() {
        return lastResidual;
    }

    /** The iteration reported last. */
    public long lastIteration() {
        return lastIteration;
    }

    /** The evaluations reported last by a solver that reports them. */
    public double lastEvaluations() {
        return lastEvaluations;
    }

    /** The parts of the work that were reported as done, each once; none by a solver that does not know. */
    public List<Double> fractions() {
        return List.copyOf(fractions);
    }

    @Override
    public Blas blas() {
        if (blas == null) {
            throw new IllegalStateException("this test gave no linear algebra");
        }
        return blas;
    }

    @Override
    public <O> O options(Class<O> type) {
        return Options.typed(type, options);
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        Object function = functions.get(name);
        if (!type.isInstance(function)) {
            throw new SolverException("there is no " + type.getSimpleName() + " named " + name + "; there are " + functions.keySet());
        }
        return type.cast(function);
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return Optional.ofNullable(start).map(type::cast);
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        if (iteration < lastIteration) {
            throw new IllegalStateException("iteration fell from " + lastIteration + " to " + iteration);
        }
        if (interruption != null) {
            throw new IllegalStateException("the solver went on after it was told to stop");
        }
        reports++;
        lastIteration = iteration;
        lastResidual = residual;
        if (iteration >= cancelAt) {
            interruption = Status.CANCELLED;
        } else if (System.nanoTime() > deadline) {
            interruption = Status.TIME_LIMIT;
        }
        return interruption == null;
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double residual) {
        lastEvaluations = evaluations;
        return proceed(iteration, residual);
    }

    @Override
    public void reached(double fraction) {
        double last = fractions.isEmpty() ? 0 : fractions.get(fractions.size() - 1);
        if (!(fraction >= last && fraction <= 1)) {
            throw new IllegalStateException("the part of the work that is done went from " + last + " to " + fraction);
        }
        if (fractions.isEmpty() || fraction > last) {
            fractions.add(fraction);
        }
    }

    @Override
    public Status interruption() {
        if (interruption == null) {
            throw new IllegalStateException("nothing was interrupted");
        }
        return interruption;
    }
}
