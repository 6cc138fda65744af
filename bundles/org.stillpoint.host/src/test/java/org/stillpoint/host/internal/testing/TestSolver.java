package org.stillpoint.host.internal.testing;

import java.util.Arrays;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.host.internal.testing.SquareRoots.Roots;

/** Solvers of square roots with all sorts of manners. */
public record TestSolver(Body body, double seconds) implements Solver<SquareRoots, Roots> {

    /** What a solver does. */
    public interface Body {
        Solution<Roots> solve(SquareRoots problem, SolveContext context) throws SolverException;
    }

    public static TestSolver of(Body body) {
        return new TestSolver(body, 1);
    }

    /** Newton's method; works to the tolerance 1e-12. */
    public static TestSolver newton() {
        return of((problem, context) -> {
            double[] x = problem.a().clone();
            for (long iteration = 1;; iteration++) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = .5 * (x[i] + problem.a()[i] / x[i]);
                }
                double residual = problem.residual(x);
                if (residual <= 1e-12) {
                    return Solution.of(Status.CONVERGED, new Roots(x)).residual(residual, 1e-12)
                            .count(Counter.ITERATIONS, iteration).build();
                }
                if (!context.proceed(iteration, residual)) {
                    return Solution.of(context.interruption(), new Roots(x)).residual(residual, 1e-12)
                            .count(Counter.ITERATIONS, iteration).build();
                }
            }
        });
    }

    /** Reports progress until it is interrupted. */
    public static TestSolver endless() {
        return of((problem, context) -> {
            long iteration = 0;
            while (context.proceed(++iteration, 1.0 / iteration)) {
                Thread.onSpinWait();
            }
            return Solution.of(context.interruption(), new Roots(problem.a())).residual(1.0 / iteration, 1e-12)
                    .count(Counter.ITERATIONS, iteration).build();
        });
    }

    /** Claims an answer without having one. */
    public static TestSolver liar() {
        return of((problem, context) -> answer(1e-9, problem.a().clone()));
    }

    /** A claim of convergence with a residual of the caller's choice. */
    public static Solution<Roots> answer(double residual, double... x) {
        return Solution.of(Status.CONVERGED, new Roots(x)).residual(residual, 1e-8).build();
    }

    @Override
    public Solution<Roots> solve(SquareRoots problem, SolveContext context) throws SolverException {
        return body.solve(problem, context);
    }

    @Override
    public SquareRoots selfCheck() {
        return new SquareRoots(2, 9);
    }

    @Override
    public double expectedSeconds(SquareRoots problem) {
        return Arrays.stream(problem.a()).anyMatch(Double::isNaN) ? Double.POSITIVE_INFINITY : seconds;
    }
}
