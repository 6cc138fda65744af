package org.stillpoint.equilibrium.internal.training;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.Recordable;

/** The host as the solves within training see it: what they report is the progress of training. */
final class TrainingContext implements SolveContext {

    private final SolveContext host;
    private long steps;
    private double residual = Double.NaN;

    TrainingContext(SolveContext host) {
        this.host = host;
    }

    /** Counts a step of the optimiser. */
    void step() {
        steps++;
    }

    /** The number of steps. */
    long steps() {
        return steps;
    }

    /** Says how far training has come, in the measure of its tolerance. */
    void reached(double reachedResidual) {
        residual = reachedResidual;
    }

    @Override
    public boolean proceed(long iteration, double ofPart) {
        return host.proceed(steps, residual);
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double ofPart) {
        return host.proceed(steps, evaluations, residual);
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        return host.function(type, name);
    }

    @Override
    public <F> F function(Class<F> type, String name, DataRecord parameters) throws SolverException {
        return host.function(type, name, parameters);
    }

    @Override
    public Blas blas() {
        return host.blas();
    }

    @Override
    public <O> O options(Class<O> type) {
        return host.options(type);
    }

    @Override
    public int parallelism() {
        return host.parallelism();
    }

    @Override
    public long seed() {
        return host.seed();
    }

    @Override
    public Executor executor() {
        return host.executor();
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return host.start(type);
    }

    @Override
    public Status interruption() {
        return host.interruption();
    }
}
