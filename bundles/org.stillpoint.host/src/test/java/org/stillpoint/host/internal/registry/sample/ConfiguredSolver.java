package org.stillpoint.host.internal.registry.sample;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.host.internal.testing.SquareRoots;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;

/** A solver whose component is configured under another name than its own, to which the build designates the options. */
@Component(name = "test.configured", configurationPid = "test.configuration")
@Designate(ocd = SampleOptions.class)
public final class ConfiguredSolver implements Solver<SquareRoots, Roots> {

    private final SampleSolver solver = new SampleSolver();

    @Override
    public Solution<Roots> solve(SquareRoots problem, SolveContext context) {
        return solver.solve(problem, context);
    }

    @Override
    public SquareRoots selfCheck() {
        return solver.selfCheck();
    }
}
