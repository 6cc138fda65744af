package org.stillpoint.halpern.internal.fixedpoint;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.SolverInfo;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;

/**
 * Krasnoselskii-Mann iterations x_{k+1} = (1 - g) x_k + g T x_k with the relaxation g; with g = 1, Picard iterations.
 *
 * <p>For a nonexpansive T with a fixed point x* and 1/2 &lt;= g &lt;= (1 + sqrt(N / (N + 1))) / 2 the residual obeys
 * ||x_N - T x_N||^2 / 4 &lt;= (1 / (N + 1)) (N / (N + 1))^N ||x_0 - x*||^2 / (4 g (1 - g)), and no smaller bound holds for all such T
 * (Lieder 2018; the plane rotation with sin^2(angle / 2) = 1 / (4 g (1 - g) (N + 1)) attains it).
 */
@Component
@Designate(ocd = PicardOptions.class)
@SolverInfo(id = "halpern.picard", family = "halpern", problem = FixedPointProblem.TYPE,
        title = "Fixed points: Picard and Krasnoselskii-Mann iterations",
        paper = "Krasnoselskii 1955; Mann: Mean value methods in iteration, 1953, doi:10.1090/S0002-9939-1953-0054846-3")
public final class PicardSolver implements Solver<FixedPointProblem, FixedPoint> {

    @Override
    public Solution<FixedPoint> solve(FixedPointProblem problem, SolveContext context) throws SolverException {
        PicardOptions options = context.options(PicardOptions.class);
        double relaxation = options.relaxation();
        return new FixedPointIteration(problem, context, options.tolerance(), options.maxIterations(), options.patience()) {
            @Override
            void advance(long k, double[] x, double[] image) {
                for (int i = 0; i < x.length; i++) {
                    x[i] += relaxation * (image[i] - x[i]);
                }
            }
        }.run();
    }

    /** The quarter turn of the plane from (1, 0): its fixed point is the origin. */
    @Override
    public FixedPointProblem selfCheck() {
        return new FixedPointProblem(QuarterTurn.NAME, new double[] {1, 0});
    }

    /** More than Halpern iterations, whose residual has the smaller bound. */
    @Override
    public double expectedSeconds(FixedPointProblem problem) {
        return 2;
    }
}
