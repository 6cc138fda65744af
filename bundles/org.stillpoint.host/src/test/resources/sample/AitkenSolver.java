package org.example.aitken;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.api.*;
import org.stillpoint.api.problem.*;

/** Solves x = T x by Aitken's delta-squared process in each coordinate. */
@Component
@SolverInfo(id = "example.aitken", family = "example", problem = FixedPointProblem.TYPE, title = "Aitken's delta-squared process")
@Designate(ocd = AitkenSolver.Options.class)
public class AitkenSolver implements Solver<FixedPointProblem, FixedPoint> {

    @ObjectClassDefinition
    public @interface Options {
        @AttributeDefinition(description = "the norm of x - T x to be reached", min = "1e-14", max = "1")
        double tolerance() default 1e-10;
    }

    @Override
    public Solution<FixedPoint> solve(FixedPointProblem problem, SolveContext context) throws SolverException {
        Operator operator = context.function(Operator.class, problem.operator());
        double tolerance = context.options(Options.class).tolerance();
        double[] x = problem.start().clone();
        double[] y = new double[x.length];
        double[] z = new double[x.length];
        for (long iteration = 0;; iteration++) {
            operator.apply(x, y);
            double residual = 0;
            for (int i = 0; i < x.length; i++) {
                residual = Math.hypot(residual, x[i] - y[i]);
            }
            boolean more = context.proceed(iteration, residual);
            if (residual <= tolerance || !more) {
                return Solution.of(residual <= tolerance ? Status.CONVERGED : context.interruption(), new FixedPoint(x))
                        .residual(residual, tolerance).count(Counter.ITERATIONS, iteration).build();
            }
            operator.apply(y, z);
            for (int i = 0; i < x.length; i++) {
                double curvature = z[i] - 2 * y[i] + x[i];
                x[i] = curvature == 0 ? z[i] : x[i] - (y[i] - x[i]) * (y[i] - x[i]) / curvature;
            }
        }
    }

    @Override
    public FixedPointProblem selfCheck() {
        return new FixedPointProblem("example.cosine", new double[] {1, -1});
    }

    @Component
    @FunctionInfo(name = "example.cosine")
    public static class Cosine implements Operator {

        @Override
        public int dimension() {
            return 0;
        }

        @Override
        public void apply(double[] x, double[] result) {
            for (int i = 0; i < x.length; i++) {
                result[i] = Math.cos(x[i]);
            }
        }
    }
}
