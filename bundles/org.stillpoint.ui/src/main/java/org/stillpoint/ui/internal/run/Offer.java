package org.stillpoint.ui.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.Problem;
import org.stillpoint.api.options.OptionDeclaration;
import org.stillpoint.api.options.OptionSchema;
import org.stillpoint.api.options.Options;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverGoneException;
import org.stillpoint.api.run.SolverRegistry;
import org.stillpoint.ui.internal.preferences.RunDefaults;

/**
 * The solvers that take a problem.
 *
 * @param problemType the type of the problem
 * @param solvers the solvers: the one that the host would choose first, then those of the type, then those to whose type it is reduced
 * @param choice the id of the one that the host would choose, empty if there is none
 * @param providers the names of the providers of linear algebra
 */
record Offer(String problemType, List<SolverDescriptor> solvers, String choice, List<String> providers) {

    /** The offer for no problem. */
    static final Offer NONE = new Offer("", List.of(), "", List.of());

    /** Asks a registry; this can take a moment. */
    static Offer of(SolverRegistry registry, Problem problem, List<String> providers, RunDefaults defaults) {
        String choice = "";
        try {
            choice = registry.select(problem).descriptor().id();
        } catch (SolverGoneException none) {
            // No solver takes the problem, and the list says so.
        }
        List<SolverDescriptor> solvers = registry.solversFor(problem.type()).stream().map(solver -> with(solver, defaults)).toList();
        return of(problem.type(), solvers, choice, providers);
    }

    static Offer of(String problemType, List<SolverDescriptor> solvers, String choice, List<String> providers) {
        List<SolverDescriptor> order = new ArrayList<>();
        solvers.stream().filter(solver -> solver.id().equals(choice)).forEach(order::add);
        solvers.stream().filter(solver -> !solver.id().equals(choice) && solver.problemType().equals(problemType)).forEach(order::add);
        solvers.stream().filter(solver -> !order.contains(solver)).forEach(order::add);
        return new Offer(problemType, List.copyOf(order), choice, providers);
    }

    /** The same solver with the number of threads that the preferences want as the default. */
    static SolverDescriptor with(SolverDescriptor solver, RunDefaults defaults) {
        if (defaults.threads().isEmpty()) {
            return solver;
        }
        long threads = defaults.threads().getAsInt();
        List<OptionDeclaration> options = solver.options().declarations().stream().map(option -> !option.name().equals(Options.THREADS)
                ? option : new OptionDeclaration(option.name(), option.kind(), threads, option.minimum(), option.maximum(),
                        option.choices(), option.description())).toList();
        return new SolverDescriptor(solver.id(), solver.version(), solver.family(), solver.problemType(), solver.title(), solver.paper(),
                solver.bundle(), new OptionSchema(options));
    }

    /** The solver of that id. */
    Optional<SolverDescriptor> find(String id) {
        return solvers.stream().filter(solver -> solver.id().equals(id)).findFirst();
    }

    /** Whether the problem is reduced to one of another type for a solver. */
    boolean reduces(SolverDescriptor solver) {
        return !solver.problemType().equals(problemType);
    }
}
