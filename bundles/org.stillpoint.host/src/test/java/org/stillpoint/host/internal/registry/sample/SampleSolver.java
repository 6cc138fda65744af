package org.stillpoint.host.internal.registry.sample;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.Status;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;

/** Answers with what it read from its options. */
@Component
@Designate(ocd = SampleOptions.class)
public final class SampleSolver implements Solver<SquareRoots, Roots> {

    @Override
    public Solution<Roots> solve(SquareRoots problem, SolveContext context) {
        SampleOptions options = context.options(SampleOptions.class);
        return Solution.of(Status.ITERATION_LIMIT, new Roots(new double[] {options.tolerance(), options.maxIterations(),
            options.budget(), options.newton() ? 1 : 0, options.ordering().ordinal(), options.comment().length()})).build();
    }

    @Override
    public SquareRoots selfCheck() {
        return new SquareRoots(1);
    }

    /** Asks for options of a type that is not the designated one. */
    public static Object foreignOptions(SolveContext context) {
        return context.options(Deprecated.class);
    }
}
