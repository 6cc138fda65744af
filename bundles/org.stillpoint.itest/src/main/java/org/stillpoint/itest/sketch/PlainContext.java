package org.stillpoint.itest.sketch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.Options;

/** A context without a host: options, named functions, a start, and a number of calls of proceed after which it cancels. */
final class PlainContext implements SolveContext {

    private final Map<String, ?> options;
    private final Map<String, ?> functions;
    private final Recordable start;
    private final long patience;
    private long calls;

    PlainContext(Map<String, ?> options, Map<String, ?> functions, Recordable start, long patience) {
        this.options = options;
        this.functions = functions;
        this.start = start;
        this.patience = patience;
    }

    @Override
    public Blas blas() {
        throw new UnsupportedOperationException("the sketches use no BLAS");
    }

    @Override
    public <O> O options(Class<O> type) {
        return Options.typed(type, options);
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public long seed() {
        return 0;
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        if (!type.isInstance(functions.get(name))) {
            throw new SolverException("there is no " + type.getSimpleName() + " named " + name + "; there are " + functions.keySet());
        }
        return type.cast(functions.get(name));
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return Optional.ofNullable(start).filter(type::isInstance).map(type::cast);
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return ++calls <= patience;
    }

    @Override
    public Status interruption() {
        return Status.CANCELLED;
    }
}
