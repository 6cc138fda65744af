package org.stillpoint.recurrence.internal.shooting;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;

/** A context that keeps the number of evaluations that were reported last. */
record EvaluationContext(SolveContext context, double[] last) implements SolveContext {

    @Override
    public boolean proceed(long iteration, double evaluations, double residual) {
        last[0] = evaluations;
        return context.proceed(iteration, residual);
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return context.proceed(iteration, residual);
    }

    @Override
    public Blas blas() {
        return context.blas();
    }

    @Override
    public <O> O options(Class<O> type) {
        return context.options(type);
    }

    @Override
    public int parallelism() {
        return context.parallelism();
    }

    @Override
    public long seed() {
        return context.seed();
    }

    @Override
    public Executor executor() {
        return context.executor();
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return context.start(type);
    }

    @Override
    public Status interruption() {
        return context.interruption();
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        return context.function(type, name);
    }
}
