package org.stillpoint.transport.internal.iteration;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.Options;

/** The context of a run for a solver that another one calls, with options of its own. */
public class DelegatingContext implements SolveContext {

    private final SolveContext context;
    private final Map<String, ?> options;

    /** A context with other options; those that are not given have their default values. */
    public DelegatingContext(SolveContext context, Map<String, ?> options) {
        this.context = context;
        this.options = options;
    }

    @Override
    public <O> O options(Class<O> type) {
        return Options.typed(type, options);
    }

    @Override
    public Blas blas() {
        return context.blas();
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
    public boolean proceed(long iteration, double residual) {
        return context.proceed(iteration, residual);
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double residual) {
        return context.proceed(iteration, evaluations, residual);
    }

    @Override
    public Status interruption() {
        return context.interruption();
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        return context.function(type, name);
    }

    @Override
    public <F> F function(Class<F> type, String name, DataRecord parameters) throws SolverException {
        return context.function(type, name, parameters);
    }
}
