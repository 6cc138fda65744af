package org.stillpoint.host.internal.install.rehearsal;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.stillpoint.api.Problem;
import org.stillpoint.api.ProblemType;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.blas.Blas;
import org.stillpoint.api.blas.BlasProvider;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.api.problem.StandardProblems;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.Check;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.host.internal.install.archive.RefusedException;

/** Has a solver solve the problem that it says it solves for certain, and has the answer verified. */
final class SelfCheck {

    /** The seconds after which a solver is asked to stop. */
    static final long SECONDS = 10;
    private static final String JAVA = "java";
    private final BundleContext context;
    private final Set<Bundle> added;

    /**
     * @param context where services are looked up
     * @param added the bundles to be installed; they cannot bring the verifier of a standard problem
     */
    SelfCheck(BundleContext context, Set<Bundle> added) {
        this.context = context;
        this.added = added;
    }

    /** Runs the self-check of a solver and says how it went. */
    <P extends Problem, S extends Recordable> String run(ServiceReference<Solver<P, S>> reference) throws RefusedException {
        String name = "the self-check of solver " + reference.getProperty(SolverInfo.ID) + " ";
        Solver<P, S> solver = context.getService(reference);
        if (solver == null) {
            throw new RefusedException(name + "cannot begin: the solver's component does not activate");
        }
        try {
            return run(solver, String.valueOf(reference.getProperty(SolverInfo.PROBLEM)), name);
        } catch (SolverException | RuntimeException | LinkageError | StackOverflowError failed) {
            throw new RefusedException(name + "failed with " + failed.getClass().getSimpleName() + ": " + failed.getMessage(), failed);
        } finally {
            context.ungetService(reference);
        }
    }

    private <P extends Problem, S extends Recordable> String run(Solver<P, S> solver, String type, String name)
            throws RefusedException, SolverException {
        P problem = solver.selfCheck();
        if (problem == null || !problem.type().equals(type)) {
            throw new RefusedException(name + "is " + (problem == null ? "missing" : "a " + problem.type()) + "; expected a " + type);
        }
        SelfCheckContext call = new SelfCheckContext(context, blas(), System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS));
        Solution<S> solution = solver.solve(problem, call);
        if (solution == null) {
            throw new RefusedException(name + "returned no solution");
        }
        if (!solution.status().isClaim()) {
            throw new RefusedException(name + "ended with " + solution.status() + " and the residual " + solution.residual()
                    + "; expected a solved problem");
        }
        Optional<ServiceReference<Verifier<P, S>>> verifier = verifier(type);
        if (verifier.isEmpty()) {
            return name + "ended with " + solution.status() + ", unverified: there is no verifier for " + type;
        }
        String source = type + " verifier of " + verifier.get().getBundle().getSymbolicName();
        Verifier<P, S> judge = context.getService(verifier.get());
        if (judge == null) {
            throw new RefusedException(name + "cannot be verified: the " + source + " does not activate");
        }
        Certificate certificate = judge.verify(problem, solution, call.verification(solution, source));
        if (!certificate.holds()) {
            throw new RefusedException(name + "claims " + solution.status() + " but is not certified: "
                    + certificate.checks().stream().filter(check -> !check.holds()).map(SelfCheck::describe)
                            .collect(Collectors.joining("; ")));
        }
        return name + "is certified";
    }

    private static String describe(Check check) {
        return check.name() + " is " + check.value() + (check.relation() == Check.Relation.AT_MOST ? ", at most " : ", at least ")
                + check.bound() + " is allowed";
    }

    /** Plain Java rather than the router, which would measure speeds first. */
    private Blas blas() {
        return this.<BlasProvider>references(BlasProvider.class).map(context::getService)
                .min(Comparator.comparing(provider -> !JAVA.equals(provider.name()))).orElse(null);
    }

    private <P extends Problem, S extends Recordable> Optional<ServiceReference<Verifier<P, S>>> verifier(String type) {
        boolean standard = StandardProblems.types().stream().map(ProblemType::name).anyMatch(type::equals);
        return this.<Verifier<P, S>>references(Verifier.class)
                .filter(reference -> type.equals(reference.getProperty(VerifierInfo.PROBLEM)))
                .filter(reference -> !standard || !added.contains(reference.getBundle()))
                .max(Comparator.naturalOrder());
    }

    @SuppressWarnings("unchecked")
    private <T> Stream<ServiceReference<T>> references(Class<?> type) {
        try {
            ServiceReference<?>[] references = context.getServiceReferences(type.getName(), null);
            return references == null ? Stream.empty() : Stream.of((ServiceReference<T>[]) references);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
