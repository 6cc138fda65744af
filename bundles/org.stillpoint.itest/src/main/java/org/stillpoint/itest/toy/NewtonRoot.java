package org.stillpoint.itest.toy;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.Status;

/** Newton's method: x - p(x) / p'(x). */
@Component(service = Solver.class)
@Designate(ocd = RootOptions.class)
@SolverInfo(id = "toy.newton", family = "toy", problem = PolynomialRoot.TYPE, title = "Newton's method")
public final class NewtonRoot implements Solver<PolynomialRoot, PolynomialRoot.Root> {

    @Override
    public Solution<PolynomialRoot.Root> solve(PolynomialRoot problem, SolveContext context) {
        RootOptions options = context.options(RootOptions.class);
        double x = options.start() == RootOptions.Start.ONE ? 1 : 0;
        long iteration = 0;
        double residual = Math.abs(problem.value(x));
        Status status = Status.CONVERGED;
        while (!(residual <= options.tolerance())) {
            if (iteration == options.maxIterations()) {
                status = Status.ITERATION_LIMIT;
                break;
            }
            x -= problem.value(x) / problem.slope(x);
            residual = Math.abs(problem.value(x));
            if (!context.proceed(++iteration, residual)) {
                status = context.interruption();
                break;
            }
        }
        return Solution.of(status, new PolynomialRoot.Root(x)).residual(residual, options.tolerance())
                .count(Counter.ITERATIONS, iteration).build();
    }

    @Override
    public PolynomialRoot selfCheck() {
        return new PolynomialRoot(new double[] {-2, 0, 1});
    }
}
