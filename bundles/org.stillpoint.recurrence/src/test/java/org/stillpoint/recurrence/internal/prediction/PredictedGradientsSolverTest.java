package org.stillpoint.recurrence.internal.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Counter;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod;
import org.stillpoint.api.problem.recurrence.FirstOrderMethod.Rule;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.api.problem.recurrence.SmoothMinimisation;
import org.stillpoint.api.problem.recurrence.StationaryPoint;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.recurrence.internal.path.FirstOrderStep;
import org.stillpoint.recurrence.internal.path.PathFunctions;
import org.stillpoint.recurrence.internal.prediction.PredictionOptions.Selection;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.SmoothMinimisationVerifier;

/** First-order methods with predicted gradients. */
class PredictedGradientsSolverTest {

    private static final PredictedGradientsSolver SOLVER = new PredictedGradientsSolver();
    private static final DataRecord NONE = FunctionFactory.NO_PARAMETERS;

    private static SmoothMinimisation problem(String name, Rule rule, double step) {
        DataRecord parameters = switch (name) {
            case "quadratic" -> PathFunctions.bowl(10, 0.01);
            case "rosenbrock" -> PathFunctions.dimension(2);
            case "ackley" -> PathFunctions.dimension(5);
            default -> NONE;
        };
        double[] start = switch (name) {
            case "quadratic" -> new double[10];
            case "rosenbrock" -> new double[] {-1, 1};
            case "ackley" -> new double[] {0.4, 0.3, -0.3, 0.2, 0.35};
            default -> new double[] {0, 0};
        };
        return new SmoothMinimisation("recurrence." + name, parameters, start, new FirstOrderMethod(rule, step));
    }

    /** A problem with a function of the test. */
    private static SmoothMinimisation own(double step, double... start) {
        return new SmoothMinimisation("own", NONE, start, new FirstOrderMethod(Rule.GRADIENT_DESCENT, step));
    }

    private static TestContext context(int parallelSteps) {
        return PathFunctions.context().with("parallelSteps", parallelSteps).with("tolerance", 1e-4);
    }

    private static Certificate certificate(SmoothMinimisation problem, Solution<StationaryPoint> solution) throws SolverException {
        TestContext functions = PathFunctions.context();
        return new SmoothMinimisationVerifier().verify(problem, solution, new VerificationContext() {
            @Override
            public double tolerance() {
                return solution.tolerance();
            }

            @Override
            public String verifier() {
                return "test";
            }

            @Override
            public <F> F function(Class<F> type, String name) throws SolverException {
                return functions.function(type, name);
            }
        });
    }

    private static Solution<StationaryPoint> verified(SmoothMinimisation problem, TestContext context) throws SolverException {
        Solution<StationaryPoint> solution = SOLVER.solve(problem, context);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(certificate(problem, solution).holds());
        return solution;
    }

    @Test
    void selfCheckIsCertifiedTwiceWithTheSameBits() throws SolverException {
        Solution<StationaryPoint> first = verified(SOLVER.selfCheck(), PathFunctions.context());
        assertEquals(first.toRecord(), verified(SOLVER.selfCheck(), PathFunctions.context()).toRecord());
    }

    /** The plain method needs several times as many rounds, by nearly the number of gradients side by side. */
    @ParameterizedTest
    @CsvSource({"quadratic, GRADIENT_DESCENT, 0.5", "quadratic, MOMENTUM, 0.1", "quadratic, ADAM, 0.05",
        "rosenbrock, MOMENTUM, 0.0005", "rosenbrock, ADAM, 0.05", "ackley, MOMENTUM, 0.005", "ackley, ADAM, 0.01",
        "himmelblau, GRADIENT_DESCENT, 0.01", "himmelblau, MOMENTUM, 0.002", "himmelblau, ADAM, 0.05"})
    void predictionSavesRounds(String name, Rule rule, double step) throws SolverException {
        SmoothMinimisation problem = problem(name, rule, step);
        for (int parallel : new int[] {4, 8}) {
            Solution<StationaryPoint> solution = verified(problem, context(parallel).with("compare", true));
            long rounds = solution.iterations();
            long plain = solution.counters().get("plainRounds");
            assertTrue(rounds < plain / (0.5 * parallel), solution::toString);
            assertEquals(plain - rounds, solution.counters().get("roundsSaved"));
            assertTrue(solution.counters().get("gradientEvaluations") <= rounds * parallel);
        }
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void everySelectionSavesRounds(Selection selection) throws SolverException {
        SmoothMinimisation problem = problem("quadratic", Rule.MOMENTUM, 0.1);
        for (Kernel kernel : Kernel.values()) {
            Solution<StationaryPoint> solution = verified(problem, context(4).with("selection", selection).with("kernel", kernel)
                    .with("compare", true));
            assertTrue(solution.counters().get("roundsSaved") > solution.iterations(), solution::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void oneGradientARoundIsThePlainMethodToTheBit(Rule rule) throws SolverException {
        SmoothMinimisation problem = problem("himmelblau", rule, 0.001);
        Solution<StationaryPoint> solution = SOLVER.solve(problem, context(1).with("maxIterations", 101L).with("tolerance", 1e-15));
        assertEquals(Status.ITERATION_LIMIT, solution.status());
        FirstOrderStep step = new FirstOrderStep(problem.method(), 2);
        ScalarFunction function = problem.function(PathFunctions.context());
        double[] state = step.begin(problem.start());
        double[] gradient = new double[2];
        double[] best = problem.start();
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t <= 100; t++) {
            double[] point = {state[0], state[1]};
            function.gradient(point, gradient);
            if (Math.hypot(gradient[0], gradient[1]) < least) {
                least = Math.hypot(gradient[0], gradient[1]);
                best = point;
            }
            step.step(state, gradient, state);
        }
        assertArrayEquals(best, solution.value().point());
        assertEquals(101, solution.counters().get("gradientEvaluations"));
    }

    /** With more history the gradients of a function that bends are predicted better. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void errorsFallWithTheHistory(Kernel kernel) throws SolverException {
        ScalarFunction function = PathFunctions.context().function(ScalarFunction.class, "recurrence.himmelblau");
        double first = 0;
        double before = Double.POSITIVE_INFINITY;
        for (int history : new int[] {2, 4, 8, 16}) {
            GradientRegression regression = new GradientRegression(2, history, kernel, 3, 1e-12);
            double[] gradient = new double[2];
            for (int i = 40 - history; i < 40; i++) {
                double[] point = path(i);
                function.gradient(point, gradient);
                regression.add(point, gradient);
            }
            regression.fit();
            double error = 0;
            for (int i = 40; i < 43; i++) {
                double[] predicted = new double[2];
                regression.predict(path(i), predicted);
                function.gradient(path(i), gradient);
                error = Math.max(error, Math.hypot(predicted[0] - gradient[0], predicted[1] - gradient[1]));
            }
            assertTrue(error < before, kernel + ", history " + history + ": " + error + " after " + before);
            first = Math.max(first, error);
            before = error;
        }
        assertTrue(before < first / (kernel == Kernel.GAUSSIAN ? 100 : 4), first + " to " + before);
    }

    private static double[] path(int i) {
        return new double[] {2 * Math.cos(0.05 * i), 2 * Math.sin(0.08 * i)};
    }

    @Test
    void knownGradientsArePredictedAsTheyAre() throws SolverException {
        GradientRegression regression = new GradientRegression(2, 8, Kernel.GAUSSIAN, 1, 1e-12);
        ScalarFunction function = PathFunctions.context().function(ScalarFunction.class, "recurrence.himmelblau");
        double[] gradient = new double[2];
        for (int i = 0; i < 12; i++) {
            function.gradient(path(5 * i), gradient);
            regression.add(path(5 * i), gradient);
        }
        regression.fit();
        for (int i = 4; i < 12; i++) {
            double[] predicted = new double[2];
            regression.predict(path(5 * i), predicted);
            function.gradient(path(5 * i), gradient);
            assertArrayEquals(gradient, predicted, 1e-6);
        }
    }

    @Test
    void bitsDoNotDependOnThreads() throws SolverException {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            SmoothMinimisation problem = problem("ackley", Rule.ADAM, 0.01);
            assertEquals(SOLVER.solve(problem, context(8)).toRecord(), SOLVER.solve(problem, context(8).threads(3, executor)).toRecord());
        } finally {
            executor.shutdown();
        }
    }

    /** f(x) = factor x^2 / 2, not a number beyond a limit. */
    private record Parabola(double factor, double limit) implements ScalarFunction {

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double value(double[] x) {
            return Math.abs(x[0]) > limit ? Double.NaN : factor * x[0] * x[0] / 2;
        }

        @Override
        public void gradient(double[] x, double[] gradient) {
            gradient[0] = Math.abs(x[0]) > limit ? Double.NaN : factor * x[0];
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "4"})
    void endsWithoutAClaim(int parallel) throws SolverException {
        for (Map.Entry<Parabola, Status> end : Map.of(new Parabola(1, 1e300), Status.DIVERGED, new Parabola(1, 100), Status.NONFINITE,
                new Parabola(1, 1), Status.NONFINITE).entrySet()) {
            Solution<StationaryPoint> solution = SOLVER.solve(own(3, 2), context(parallel).function("own", end.getKey()));
            assertEquals(end.getValue(), solution.status(), end.getKey() + ": " + solution);
            assertEquals(2, solution.value().point()[0]);
        }
        SmoothMinimisation slow = problem("rosenbrock", Rule.GRADIENT_DESCENT, 1e-5);
        Solution<StationaryPoint> limited = SOLVER.solve(slow, context(parallel).with("maxIterations", 10L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertEquals(10, limited.counters().get(Counter.ITERATIONS));
        assertEquals(Status.CANCELLED, SOLVER.solve(slow, context(parallel).cancelAt(7)).status());
        assertEquals(Status.TIME_LIMIT, SOLVER.solve(slow, context(parallel).with("tolerance", 1e-15).timeLimit(0)).status());
        // Steps of twice the inverse curvature lead from 1 to -1 and back for ever.
        Solution<StationaryPoint> stuck = SOLVER.solve(new SmoothMinimisation("own", NONE, new double[] {1},
                new FirstOrderMethod(Rule.GRADIENT_DESCENT, 2)), context(1).function("own", new Parabola(1, 1e9)).with("patience", 50L));
        assertEquals(Status.STAGNATED, stuck.status());
    }

    @Test
    void functionsThatDoNotFitAreRefused() {
        assertTrue(assertThrows(SolverException.class, () -> SOLVER.solve(own(1, 1, 2), context(1).function("own", new Parabola(1, 1))))
                .getMessage().contains("has 1 variables; start has 2 values"));
        assertThrows(SolverException.class, () -> SOLVER.solve(own(1, 1), context(1)));
    }
}
