package org.stillpoint.itest.toy;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;

/** Goes on until it is told to stop. */
@Component(service = Solver.class)
@SolverInfo(id = "toy.endless", family = "toy", problem = PolynomialRoot.TYPE, title = "A solver that never ends by itself")
public final class EndlessRoot implements Solver<PolynomialRoot, PolynomialRoot.Root> {

    @Override
    public Solution<PolynomialRoot.Root> solve(PolynomialRoot problem, SolveContext context) {
        long iteration = 0;
        while (context.proceed(iteration, 1.0 / (1 + iteration))) {
            iteration++;
            Thread.onSpinWait();
        }
        return Solution.of(context.interruption(), new PolynomialRoot.Root(0)).residual(1.0 / (1 + iteration), 0)
                .build();
    }

    @Override
    public PolynomialRoot selfCheck() {
        return new PolynomialRoot(new double[] {0, 1});
    }

    @Override
    public double expectedSeconds(PolynomialRoot problem) {
        return Double.POSITIVE_INFINITY;
    }
}
