package org.stillpoint.recurrence.internal.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod.Rule;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.recurrence.internal.jacobi.JacobiSolver;
import org.stillpoint.recurrence.internal.newton.NewtonSolver;
import org.stillpoint.recurrence.internal.picard.PicardSolver;
import org.stillpoint.recurrence.internal.sweep.Sweeping;
import org.stillpoint.testing.TestContext;

/** Paths of optimisers as recurrences. */
class OptimiserPathTest {

    private static ScalarFunction function(String name, DataRecord parameters) throws SolverException {
        return PathFunctions.context().function(ScalarFunction.class, name, parameters);
    }

    private static DataRecord cell(String function, DataRecord ofFunction, double step) {
        DataRecord.Builder parameters = DataRecord.of("parameters", 1).text("function", function).number("step", step);
        return ofFunction.names().isEmpty() ? parameters.build() : parameters.record("functionParameters", ofFunction).build();
    }

    @Test
    void gradientsAreThoseOfTheValues() throws SolverException {
        DataRecord none = DataRecord.of("parameters", 1).build();
        DataRecord matrix = DataRecord.of("parameters", 1).array("matrix", new NamedArray(new double[] {2, 1, 1, 3}, 2, 2)).build();
        ScalarFunction[] functions = {function(Rosenbrock.NAME, PathFunctions.dimension(5)),
            function(Ackley.NAME, PathFunctions.dimension(3)), function(Himmelblau.NAME, none), function(Quadratic.NAME, matrix),
            function(Quadratic.NAME, PathFunctions.bowl(4, 0.1))};
        for (ScalarFunction f : functions) {
            double[] x = new double[f.dimension()];
            Arrays.setAll(x, i -> 0.3 + 0.4 * Math.sin(3 * i));
            double[] gradient = new double[x.length];
            f.gradient(x, gradient);
            for (int i = 0; i < x.length; i++) {
                double[] above = x.clone();
                double[] below = x.clone();
                above[i] += 1e-5;
                below[i] -= 1e-5;
                assertEquals((f.value(above) - f.value(below)) / (above[i] - below[i]), gradient[i], 1e-6, f.toString());
            }
        }
    }

    @Test
    void knownMinima() throws SolverException {
        DataRecord none = DataRecord.of("parameters", 1).build();
        assertEquals(0, function(Rosenbrock.NAME, PathFunctions.dimension(4)).value(new double[] {1, 1, 1, 1}));
        assertEquals(0, function(Himmelblau.NAME, none).value(new double[] {3, 2}));
        assertEquals(106, function(Himmelblau.NAME, none).value(new double[] {1, 1}));
        assertEquals(20 * (1 - Math.exp(-0.02)), function(Ackley.NAME, PathFunctions.dimension(2)).value(new double[2]), 1e-14);
        double[] gradient = new double[3];
        function(Quadratic.NAME, PathFunctions.bowl(3, 0.1)).gradient(new double[] {1, 1.0 / 2, 1.0 / 3}, gradient);
        assertArrayEquals(new double[3], gradient, 1e-16);
    }

    /** The first steps of Adam by hand: with a constant gradient g every step is s g / (|g| + e). */
    @Test
    void stepsAreThoseOfTheirFormulas() {
        FirstOrderStep adam = new FirstOrderStep(new FirstOrderMethod(Rule.ADAM, 0.1), 1);
        double[] state = adam.begin(new double[] {5});
        for (int t = 1; t <= 50; t++) {
            adam.step(state, new double[] {-2}, state);
            assertEquals(5 + 0.1 * t * 2 / (2 + 1e-8), state[0], 1e-12);
        }
        FirstOrderStep momentum = new FirstOrderStep(new FirstOrderMethod(Rule.MOMENTUM, 0.1), 1);
        double[] ball = momentum.begin(new double[] {0});
        for (int t = 1; t <= 20; t++) {
            momentum.step(ball, new double[] {1}, ball);
            assertEquals(-(1 - Math.pow(0.9, t)) / 0.1, -ball[1], 1e-13);
        }
        double[] next = new double[1];
        new FirstOrderStep(new FirstOrderMethod(Rule.GRADIENT_DESCENT, 0.5), 1).step(new double[] {1}, new double[] {4}, next);
        assertEquals(-1, next[0]);
    }

    /** All methods for recurrences give the path that the optimiser takes step by step. */
    @ParameterizedTest
    @CsvSource({"recurrence.gradient-descent, GRADIENT_DESCENT, 0.002", "recurrence.momentum, MOMENTUM, 0.0005",
        "recurrence.adam, ADAM, 0.01"})
    void pathsInParallelAreThoseInSequence(String name, Rule rule, double step) throws SolverException {
        FirstOrderStep first = new FirstOrderStep(new FirstOrderMethod(rule, step), 2);
        RecurrenceProblem problem = RecurrenceProblem.autonomous(name, cell(Rosenbrock.NAME, PathFunctions.dimension(2), step), 200,
                first.begin(new double[] {-0.5, 0.5}));
        double[] sequential = Sweeping.sequential(problem, PathFunctions.context());
        for (Solver<RecurrenceProblem, Trajectory> solver : List.of(new PicardSolver(), new JacobiSolver())) {
            Solution<Trajectory> solution = solver.solve(problem, PathFunctions.context().with("tolerance", 0.0)
                    .with("payingSweeps", 0.0));
            assertEquals(Status.CONVERGED, solution.status());
            StatePath path = solution.value().path();
            assertEquals(2, path.hiddenSize());
            assertArrayEquals(sequential, path.states().values());
        }
        Solution<Trajectory> newton = new NewtonSolver().solve(problem, PathFunctions.context().with("tolerance", 1e-13));
        assertEquals(Status.CONVERGED, newton.status());
        assertEquals(0, Sweeping.distance(sequential, newton.value().path().states().values()), 1e-9);
    }

    /** Along a smooth valley Picard sweeps in a window take fewer rounds than there are steps. */
    @ParameterizedTest
    @EnumSource(Rule.class)
    void picardTakesFewerRoundsThanSteps(Rule rule) throws SolverException {
        String name = "recurrence." + rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
        FirstOrderStep first = new FirstOrderStep(new FirstOrderMethod(rule, 0.01), 4);
        RecurrenceProblem problem = RecurrenceProblem.autonomous(name, cell(Quadratic.NAME, PathFunctions.bowl(4, 0.1), 0.01), 600,
                first.begin(new double[4]));
        Solution<Trajectory> solution = new PicardSolver().solve(problem, PathFunctions.context().with("tolerance", 1e-8).with("window", 32)
                .with("payingSweeps", 0.0));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.iterations() < 300, solution::toString);
    }

    @Test
    void wrongParametersAreRefused() {
        refuses("has no parameter rate", () -> function(Rosenbrock.NAME, DataRecord.of("parameters", 1).number("rate", 1).build()));
        refuses("expected at least 2", () -> function(Rosenbrock.NAME, PathFunctions.dimension(1)));
        refuses("expected a square matrix or its diagonal", () -> function(Quadratic.NAME, DataRecord.of("parameters", 1)
                .array("matrix", new NamedArray(new double[6], 2, 3)).build()));
        refuses("expected the same finite number", () -> function(Quadratic.NAME, DataRecord.of("parameters", 1)
                .array("matrix", new NamedArray(new double[] {1, 2, 3, 4}, 2, 2)).build()));
        refuses("offset has 1 values", () -> function(Quadratic.NAME, DataRecord.of("parameters", 1).doubles("matrix", new double[2])
                .doubles("offset", new double[1]).build()));
        refuses("rounding is 0.0", () -> function(Ackley.NAME, DataRecord.of("parameters", 1).integer("dimension", 2).number("rounding", 0)
                .build()));
        TestContext context = PathFunctions.context();
        DataRecord without = DataRecord.of("parameters", 1).text("function", Himmelblau.NAME).build();
        refuses("step", () -> new AdamCell().create(without, context));
        refuses("takes the function from where", () -> new AdamCell().create(without));
        refuses("no parameter beta", () -> new MomentumCell().create(DataRecord.of("parameters", 1).number("beta", 1).build(), context));
    }

    private static void refuses(String part, Executable creation) {
        String message = assertThrows(SolverException.class, creation).getMessage();
        assertTrue(message.contains(part), message);
    }
}
