package org.stillpoint.transport.internal.gromov;

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
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.transport.internal.iteration.StoppingRule;

/** The context of a solve within a step: with options and a start of its own, and the progress of the steps. */
final class InnerContext implements SolveContext {

    private final SolveContext context;
    private final Map<String, ?> options;
    private final TransportPlan start;
    private final StoppingRule rule;

    InnerContext(SolveContext context, Map<String, ?> options, TransportPlan start, StoppingRule rule) {
        this.context = context;
        this.options = options;
        this.start = start;
        this.rule = rule;
    }

    @Override
    public <O> O options(Class<O> type) {
        return Options.typed(type, options);
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return type.isInstance(start) ? Optional.of(type.cast(start)) : Optional.empty();
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return rule.report();
    }

    @Override
    public Status interruption() {
        return context.interruption();
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
    public <F> F function(Class<F> type, String name) throws SolverException {
        return context.function(type, name);
    }

    @Override
    public <F> F function(Class<F> type, String name, DataRecord parameters) throws SolverException {
        return context.function(type, name, parameters);
    }
}
