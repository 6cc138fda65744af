package org.stillpoint.host.internal.context;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.Options;

/** The context of one call of a solver. */
public final class HostContext implements SolveContext, AutoCloseable {

    private final ContextFactory factory;
    private final TypedOptions options;
    private final Interruption interruption;
    private final ProgressRecorder recorder;
    private final Recordable start;
    private volatile Blas blas;
    private final int parallelism;
    private BoundedExecutor executor;
    private FunctionDirectory functions;

    HostContext(ContextFactory factory, TypedOptions options, Interruption interruption, ProgressRecorder recorder,
            Recordable start, Blas blas) {
        this.factory = factory;
        this.options = options;
        this.interruption = interruption;
        this.recorder = recorder;
        this.start = start;
        this.blas = blas;
        long threads = options.integer(Options.THREADS);
        parallelism = threads == 0 ? ContextFactory.CORES : (int) threads;
    }

    @Override
    public Blas blas() {
        if (blas == null) {
            blas = factory.router();
        }
        return blas;
    }

    /** The name of the linear algebra that the solver was given, {@code none} if it asked for none. */
    public String blasName() {
        Blas given = blas;
        return given == null ? "none" : given.name();
    }

    @Override
    public <O> O options(Class<O> type) {
        return options.as(type);
    }

    @Override
    public int parallelism() {
        return parallelism;
    }

    @Override
    public long seed() {
        return options.integer(Options.SEED);
    }

    @Override
    public synchronized Executor executor() {
        if (parallelism == 1) {
            return Runnable::run;
        }
        if (executor == null) {
            executor = new BoundedExecutor(factory.helpers(), parallelism - 1);
        }
        return executor;
    }

    @Override
    public synchronized <F> F function(Class<F> type, String name) throws SolverException {
        if (functions == null) {
            functions = factory.functions();
        }
        return functions.find(type, name);
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return Optional.ofNullable(start).filter(type::isInstance).map(type::cast);
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return proceed(iteration, iteration, residual);
    }

    @Override
    public boolean proceed(long iteration, double evaluations, double residual) {
        if (recorder != null) {
            recorder.report(iteration, evaluations, residual);
        }
        return !interruption.raised();
    }

    @Override
    public void reached(double fraction) {
        if (recorder != null) {
            recorder.reached(fraction);
        }
    }

    @Override
    public Status interruption() {
        Status reason = interruption.reason();
        if (reason == null) {
            throw new IllegalStateException("proceed has not returned false");
        }
        return reason;
    }

    /** Gives back what the call used. */
    @Override
    public synchronized void close() {
        if (executor != null) {
            executor.close();
        }
        if (functions != null) {
            functions.close();
        }
    }
}
