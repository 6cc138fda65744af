package org.stillpoint.host.internal.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.host.internal.context.TypedOptions;

/**
 * One solver in one version, with the count of those who use it. Everybody who calls it has entered it before and leaves it after;
 * once it is closed nobody enters, and it is drained when the last one has left.
 */
public final class SolverProvider {

    private static final int OPTION_SETS_KEPT = 32;

    private final BundleContext bundles;
    private final ServiceReference<?> reference;
    private final SolverDescriptor descriptor;
    private final Set<String> declared;
    private final TypedOptions defaults;
    private final Map<Map<String, Object>, TypedOptions> optionSets = new ConcurrentHashMap<>();
    /** The number of users; less by 2^31 while closed. */
    private final AtomicInteger users = new AtomicInteger();
    private volatile CompletableFuture<Void> drained = CompletableFuture.completedFuture(null);
    private volatile String removal;
    private volatile Solver<Problem, ?> service;

    SolverProvider(BundleContext bundles, ServiceReference<?> reference, DescriptorReader.Description description) {
        this.bundles = bundles;
        this.reference = reference;
        descriptor = description.descriptor();
        declared = Set.copyOf(description.declared());
        defaults = checked(Map.of());
    }

    /** What is known of the solver. */
    public SolverDescriptor descriptor() {
        return descriptor;
    }

    /** The solver by id and version, for people. */
    public String label() {
        return descriptor.id() + " " + descriptor.version();
    }

    ServiceReference<?> reference() {
        return reference;
    }

    /** Counts the caller as a user, unless the provider is closed. */
    boolean enter() {
        if (users.incrementAndGet() > 0) {
            return true;
        }
        leave();
        return false;
    }

    /** The caller is no longer a user. */
    public void leave() {
        if (users.decrementAndGet() == Integer.MIN_VALUE) {
            drained.complete(null);
        }
    }

    /** Lets nobody in any more; called once before {@link #open}. */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        drained = future;
        if (users.addAndGet(Integer.MIN_VALUE) == Integer.MIN_VALUE) {
            future.complete(null);
        }
        return future;
    }

    /** Completes when the last user has left since {@link #close}. */
    CompletableFuture<Void> drained() {
        return drained;
    }

    /** Takes back {@link #close}. */
    void open() {
        users.addAndGet(Integer.MIN_VALUE);
    }

    /** The service went away: those who have entered get no new hold of it either. */
    void remove(String message) {
        removal = message;
        service = null;
    }

    /** Gives the service back to the framework. */
    void release() {
        if (service != null) {
            service = null;
            bundles.ungetService(reference);
        }
    }

    /**
     * Checks option values and completes them. Sets of plain values that were given before cost nothing again.
     *
     * @throws org.stillpoint.api.options.OptionException if an option is wrong
     */
    public TypedOptions options(Map<String, ?> given) {
        if (given.isEmpty()) {
            return defaults;
        }
        TypedOptions known = optionSets.get(given);
        if (known != null) {
            return known;
        }
        TypedOptions options = checked(given);
        if (given.values().stream().allMatch(value -> value instanceof String || value instanceof Number || value instanceof Boolean)) {
            if (optionSets.size() >= OPTION_SETS_KEPT) {
                optionSets.clear();
            }
            optionSets.put(Map.copyOf(given), options);
        }
        return options;
    }

    private TypedOptions checked(Map<String, ?> given) {
        Map<String, Object> complete = Collections.unmodifiableMap(new LinkedHashMap<>(descriptor.options().complete(given)));
        return new TypedOptions(complete, declared);
    }

    /** The seconds that the solver expects to need; infinity if it does not take the problem. */
    double expectedSeconds(Problem problem) {
        double seconds = service().expectedSeconds(problem);
        return seconds >= 0 ? seconds : Double.POSITIVE_INFINITY;
    }

    /**
     * Calls the solver; the caller must have entered.
     *
     * @return what the solver returned, null included
     * @throws SolverGoneException if the solver was removed meanwhile
     */
    public Solution<?> solve(Problem problem, SolveContext context) throws SolverException {
        return service().solve(problem, context);
    }

    private Solver<Problem, ?> service() {
        Solver<Problem, ?> known = service;
        return known == null ? obtain() : known;
    }

    @SuppressWarnings("unchecked")
    private Solver<Problem, ?> obtain() {
        String message = removal;
        Object got = message == null ? bundles.getService(reference) : null;
        if (got == null) {
            throw new SolverGoneException(message == null ? "solver " + label() + " could not be started; the log says why" : message);
        }
        if (!(got instanceof Solver<?, ?>)) {
            throw new SolverGoneException("solver " + label() + " was made for another version of org.stillpoint.api");
        }
        Solver<Problem, ?> solver = (Solver<Problem, ?>) got;
        service = solver;
        if (removal != null) {
            service = null;
            throw new SolverGoneException(removal);
        }
        return solver;
    }
}
