package org.stillpoint.host.internal.install.rehearsal;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.FunctionInfo;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.verify.VerificationContext;

/** What a solver is given for its self-check: default options, one thread, and a limit of time. */
final class SelfCheckContext implements SolveContext {

    private final BundleContext bundles;
    private final Blas blas;
    private final long deadline;
    private Double tolerance;

    SelfCheckContext(BundleContext bundles, Blas blas, long deadline) {
        this.bundles = bundles;
        this.blas = blas;
        this.deadline = deadline;
    }

    @Override
    public Blas blas() {
        if (blas == null) {
            throw new IllegalStateException("no BLAS provider is installed");
        }
        return blas;
    }

    @Override
    public <O> O options(Class<O> type) {
        O options = Options.typed(type, Map.of());
        try {
            Method method = type.getMethod(Options.TOLERANCE);
            if (method.invoke(options) instanceof Number number) {
                tolerance = number.doubleValue();
            }
        } catch (NoSuchMethodException none) {
            tolerance = null;
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalArgumentException(type.getName() + " is not a public annotation type", unreadable);
        }
        return options;
    }

    @Override
    public int parallelism() {
        return 1;
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Executor executor() {
        return Runnable::run;
    }

    @Override
    public <F> F function(Class<F> type, String name) throws SolverException {
        try {
            List<ServiceReference<F>> references = new ArrayList<>(bundles.getServiceReferences(type, null));
            Collections.sort(references, Collections.reverseOrder());
            for (ServiceReference<F> reference : references) {
                if (name.equals(reference.getProperty(FunctionInfo.NAME))) {
                    return bundles.getService(reference);
                }
            }
            throw new SolverException("there is no " + type.getSimpleName() + " named " + name + "; there are "
                    + references.stream().map(reference -> reference.getProperty(FunctionInfo.NAME)).toList());
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public <S extends Recordable> Optional<S> start(Class<S> type) {
        return Optional.empty();
    }

    @Override
    public boolean proceed(long iteration, double residual) {
        return System.nanoTime() - deadline < 0;
    }

    @Override
    public Status interruption() {
        return Status.TIME_LIMIT;
    }

    /** What the verifier of the solution is given: the tolerance is the default that the solver was asked to keep. */
    VerificationContext verification(Solution<?> solution, String verifier) {
        double asked = tolerance == null ? solution.tolerance() : tolerance;
        return new VerificationContext() {
            @Override
            public double tolerance() {
                return asked;
            }

            @Override
            public String verifier() {
                return verifier;
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                return SelfCheckContext.this.function(type, name);
            }
        };
    }
}
