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
    private boolean stopped;

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

    /**
     * Says how far training has come.
     *
     * @param part the part of all epochs that is done
     * @param reachedResidual the residual in the measure of its tolerance
     */
    void trained(double part, double reachedResidual) {
        host.reached(part);
        residual = reachedResidual;
    }

    /** Parts of the way to a fixed point are no parts of training. */
    @Override
    public void reached(double part) {
    }

    @Override
    public boolean proceed(long iteration, double ofPart) {
        return ask(Double.NaN);
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double ofPart) {
        return ask(evaluations);
    }

    /** Once the answer was no, the host is not asked again. */
    private boolean ask(double evaluations) {
        stopped = stopped || !(Double.isNaN(evaluations) ? host.proceed(steps, residual) : host.proceed(steps, evaluations, residual));
        return !stopped;
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
