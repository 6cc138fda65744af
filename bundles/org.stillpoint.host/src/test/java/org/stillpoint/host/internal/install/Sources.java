package org.stillpoint.host.internal.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Sources of the solver bundles that the tests install. */
final class Sources {

    /** The operator that the solvers are tried on: its fixed point is 2 in every coordinate. */
    static final String OPERATOR = "example.halfway";

    private static final String IMPORTS = """
            import org.osgi.service.component.annotations.*;
            import org.stillpoint.api.*;
            import org.stillpoint.api.problem.*;
            """;
    private static final String SOLVER = """
            package %1$s;
            %2$s
            @Component
            @SolverInfo(id = "example.picard", family = "example", problem = "fixed-point", title = "Picard")
            public class PicardSolver implements Solver<FixedPointProblem, FixedPoint> {
                %3$s
                public Solution<FixedPoint> solve(FixedPointProblem problem, SolveContext context) throws SolverException {
                    Operator operator = context.function(Operator.class, problem.operator());
                    double[] x = problem.start().clone();
                    double[] y = new double[x.length];
                    for (long iteration = 0;; iteration++) {
                        operator.apply(x, y);
                        double residual = 0;
                        for (int i = 0; i < x.length; i++) {
                            residual = Math.hypot(residual, x[i] - y[i]);
                        }
                        %4$s
                        boolean more = context.proceed(iteration, residual);
                        if (residual <= 1e-12 || !more) {
                            return Solution.of(more ? Status.CONVERGED : context.interruption(), new FixedPoint(x))
                                    .residual(residual, 1e-12).count(Counter.ITERATIONS, iteration).build();
                        }
                        System.arraycopy(y, 0, x, 0, x.length);
                    }
                }
                public FixedPointProblem selfCheck() {
                    return new FixedPointProblem("example.halfway", new double[] {0, 7});
                }
            }
            """;

    private Sources() {
    }

    /** The sample solver, as a solver's author would write it. */
    static String sample() throws IOException {
        try (InputStream in = Sources.class.getResourceAsStream("/sample/AitkenSolver.java")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The operator's component. */
    static String operator(String namespace) {
        return "package " + namespace + ";\n" + IMPORTS + """
                @Component
                @FunctionInfo(name = "example.halfway")
                public class Halfway implements Operator {
                    public int dimension() {
                        return 0;
                    }
                    public void apply(double[] x, double[] result) {
                        for (int i = 0; i < x.length; i++) {
                            result[i] = 1 + x[i] / 2;
                        }
                    }
                }
                """;
    }

    /** A solver that iterates the operator. */
    static String solver(String namespace) {
        return solver(namespace, "", "");
    }

    /**
     * A solver that iterates the operator.
     *
     * @param members additional members of the class
     * @param step what it does in each iteration after computing {@code residual}
     */
    static String solver(String namespace, String members, String step) {
        return SOLVER.formatted(namespace, IMPORTS, members, step);
    }
}
