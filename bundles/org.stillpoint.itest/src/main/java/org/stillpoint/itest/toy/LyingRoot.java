package org.stillpoint.itest.toy;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;

/** Claims a root where there is none. */
@Component(service = Solver.class)
@SolverInfo(id = "toy.liar", family = "toy", problem = PolynomialRoot.TYPE, title = "A solver that lies")
public final class LyingRoot implements Solver<PolynomialRoot, PolynomialRoot.Root> {

    @Override
    public Solution<PolynomialRoot.Root> solve(PolynomialRoot problem, SolveContext context) {
        return Solution.of(Status.CONVERGED, new PolynomialRoot.Root(42)).residual(1e-12, 1e-10).build();
    }

    @Override
    public PolynomialRoot selfCheck() {
        return new PolynomialRoot(new double[] {-42, 1});
    }

    @Override
    public double expectedSeconds(PolynomialRoot problem) {
        return 1e9;
    }
}
