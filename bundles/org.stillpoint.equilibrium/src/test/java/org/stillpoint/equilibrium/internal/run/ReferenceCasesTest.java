package org.stillpoint.equilibrium.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.MapLayer;
import org.stillpoint.equilibrium.TestMaps;
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.equilibrium.internal.anderson.AndersonSolver;
import org.stillpoint.equilibrium.internal.broyden.BroydenSolver;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.testing.TestContext;

/**
 * Evaluations and solutions of known cases by plain iteration, Anderson's with memory 5, and Broyden's. On one component Anderson's
 * iteration with no more differences than components is the secant method, as Broyden's is.
 */
class ReferenceCasesTest {

    private static final Solver<EquilibriumProblem, EquilibriumStates> PICARD = new PicardSolver();
    private static final Solver<EquilibriumProblem, EquilibriumStates> ANDERSON = new AndersonSolver();
    private static final Solver<EquilibriumProblem, EquilibriumStates> BROYDEN = new BroydenSolver();

    private static EquilibriumProblem scalar(String map, double start, double... inputs) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", map).build();
        return EquilibriumProblem.of(StandardLayer.SCALAR, parameters, Samples.of(inputs)).withStart(start);
    }

    private static EquilibriumProblem unit(String activation, double weight, double input) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(new double[] {weight}, 1, 1))
                .text("activation", activation).build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, Samples.of(input));
    }

    /** The problem, its solution, and the evaluations of the three methods for a residual of 1e-10. */
    static Stream<Arguments> scalarCases() {
        return Stream.of(
                Arguments.of(scalar("cosine", 1), 0.7390851332151607, 58, 7, 7),
                Arguments.of(scalar("exponential", .5, 1), 0.5671432904097838, 38, 6, 6),
                Arguments.of(scalar("kepler", 1, 1, .5), 1.4987011335178484, 9, 6, 6),
                Arguments.of(scalar("kepler", .3, .3, .9), 1.1035177203030870, 28, 10, 10),
                Arguments.of(unit("tanh", .5, .5), .6878939988284737, 18, 7, 7),
                Arguments.of(unit("tanh", .9, .1), .5015959675361122, 57, 9, 9),
                Arguments.of(unit("identity", .5, .5), 1, 34, 3, 3),
                Arguments.of(scalar("square-root", 1, 2), Math.sqrt(2), 5, 7, 7));
    }

    @ParameterizedTest
    @MethodSource("scalarCases")
    void scalarCase(EquilibriumProblem problem, double solution, int plain, int accelerated, int broyden) throws SolverException {
        Map<Solver<EquilibriumProblem, EquilibriumStates>, Integer> counts = Map.of(PICARD, plain, ANDERSON, accelerated, BROYDEN, broyden);
        for (Map.Entry<Solver<EquilibriumProblem, EquilibriumStates>, Integer> count : counts.entrySet()) {
            EquilibriumStates states = VerifiedSolve.states(count.getKey(), problem, new TestContext().with("tolerance", 1e-10));
            // The slowest contraction here is 0.674 among the plain ones, and the error at most residual / (1 - contraction).
            assertEquals(solution, states.state(0)[0], 1e-9);
            assertEquals(count.getValue().longValue(), states.evaluations()[0], count.getKey().toString());
            EquilibriumStates sharp = VerifiedSolve.states(count.getKey(), problem, new TestContext().with("tolerance", 1e-15));
            assertEquals(solution, sharp.state(0)[0], 1e-14);
        }
    }

    private static Solution<EquilibriumStates> solve(Solver<EquilibriumProblem, EquilibriumStates> solver, MapLayer map,
            TestContext context, double... start) throws SolverException {
        return solver.solve(MapLayer.problem(Samples.none(1), start), context.function(MapLayer.NAME, map));
    }

    private static EquilibriumStates states(Solver<EquilibriumProblem, EquilibriumStates> solver, MapLayer map, TestContext context,
            double... start) throws SolverException {
        Solution<EquilibriumStates> solution = solve(solver, map, context, start);
        assertEquals(Status.CONVERGED, solution.status());
        return solution.value();
    }

    private static TestContext tight() {
        return new TestContext().with("tolerance", 1e-10);
    }

    @Test
    void expandingMap() throws SolverException {
        assertEquals(Status.DIVERGED, solve(PICARD, TestMaps.affine(-1.5, 1), tight()).status());
        for (Solver<EquilibriumProblem, EquilibriumStates> solver : List.of(ANDERSON, BROYDEN)) {
            EquilibriumStates states = states(solver, TestMaps.affine(-1.5, 1), tight());
            assertEquals(.4, states.state(0)[0], 1e-15);
            assertEquals(3, states.evaluations()[0]);
        }
    }

    @Test
    void rotation() throws SolverException {
        Solution<EquilibriumStates> plain = solve(PICARD, TestMaps.rotation(), tight());
        assertEquals(Status.STAGNATED, plain.status());
        EquilibriumStates anderson = states(ANDERSON, TestMaps.rotation(), tight());
        EquilibriumStates broyden = states(BROYDEN, TestMaps.rotation(), tight());
        EquilibriumStates damped = states(PICARD, TestMaps.rotation(), tight().with("damping", .5));
        assertEquals(4, anderson.evaluations()[0]);
        assertEquals(5, broyden.evaluations()[0]);
        for (EquilibriumStates states : List.of(anderson, broyden, damped)) {
            assertEquals(-1.33048772, states.state(0)[0], 1e-8);
            assertEquals(1.91524386, states.state(0)[1], 1e-8);
        }
    }

    @Test
    void rotationOfFourteenComponents() throws SolverException {
        MapLayer map = TestMaps.rotations(7, .4);
        assertEquals(Status.STAGNATED, solve(PICARD, map, tight()).status());
        assertEquals(16, states(ANDERSON, map, tight().with("memory", 15)).evaluations()[0]);
        // Broyden's method solves linear equations of n components in 2 n steps at most.
        assertTrue(states(BROYDEN, map, tight()).evaluations()[0] <= 2 * 14 + 1);
        EquilibriumStates few = states(ANDERSON, map, tight().with("memory", 10));
        EquilibriumStates damped = states(PICARD, map, tight().with("damping", .5));
        assertTrue(few.evaluations()[0] < damped.evaluations()[0]);
    }

    @Test
    void slowComponents() throws SolverException {
        MapLayer map = TestMaps.diagonal(.9, .99, .999);
        EquilibriumStates plain = states(PICARD, map, tight(), 1, 1, 1);
        // 0.001 * 0.999^k is the residual.
        assertEquals(1 + Math.ceil(Math.log(1e-7) / Math.log(.999)), plain.evaluations()[0], 1);
        assertEquals(0, plain.state(0)[2], 1e-7);
        EquilibriumStates anderson = states(ANDERSON, map, tight(), 1, 1, 1);
        assertEquals(5, anderson.evaluations()[0]);
        assertEquals(8, states(BROYDEN, map, tight(), 1, 1, 1).evaluations()[0]);
        assertEquals(0, anderson.state(0)[2], 1e-7);
    }

    @ParameterizedTest
    @CsvSource({"10, 431, 7, 7, 11", "20, 1469, 125, 12, 21", "50, 7750, 1958, 466, 55"})
    void poisson(int n, int plain, int memoryFive, int memoryTen, int broyden) throws SolverException {
        double radius = Math.cos(Math.PI / (n + 1));
        EquilibriumStates states = states(PICARD, TestMaps.poisson(n), tight());
        assertEquals(plain, states.evaluations()[0], 1);
        for (int i = 0; i < n; i++) {
            double t = (i + 1.0) / (n + 1);
            assertEquals(t * (1 - t) / 2, states.state(0)[i], 1.001e-10 / (1 - radius));
        }
        assertEquals(memoryFive, states(ANDERSON, TestMaps.poisson(n), tight()).evaluations()[0], Math.max(2, .3 * memoryFive));
        assertEquals(memoryTen, states(ANDERSON, TestMaps.poisson(n), tight().with("memory", 10)).evaluations()[0],
                Math.max(2, .3 * memoryTen));
        assertEquals(broyden, states(BROYDEN, TestMaps.poisson(n), tight().with("memory", 100)).evaluations()[0],
                Math.max(2, .3 * broyden));
    }

    /** The reference matrices are others of the same kind, so that their counts are a measure only. */
    @ParameterizedTest
    @CsvSource({".5, 27, 5, 19, 20", ".9, 162, 5, 62, 45", ".9, 162, 10, 43, 45", ".99, 1796, 10, 170, 81", ".99, 1796, 20, 103, 81"})
    void symmetricMatrix(double radius, int plain, int memory, int accelerated, int broyden) throws SolverException {
        MapLayer map = TestMaps.symmetric(200, radius);
        assertEquals(plain, states(PICARD, map, new TestContext()).evaluations()[0], .3 * plain);
        assertTrue(states(ANDERSON, map, new TestContext().with("memory", memory)).evaluations()[0] <= 1.3 * accelerated);
        assertTrue(states(BROYDEN, map, new TestContext().with("memory", 100)).evaluations()[0] <= 1.3 * broyden);
    }

    /** What a ridge of a fixed size does to the form with weights of images: it stalls once |g|^2 is below it; differences do not. */
    @Test
    void absoluteRidgeStalls() throws SolverException {
        assertTrue(ridgeEvaluations(.5, .5, 1e-4) > 60);
        assertEquals(3, states(ANDERSON, TestMaps.affine(.5, .5), tight()).evaluations()[0]);
        // At other scales of the state, too.
        assertEquals(3, states(ANDERSON, TestMaps.affine(.5, 5e-6), new TestContext().with("tolerance", 1e-16)).evaluations()[0]);
        assertEquals(3, states(ANDERSON, TestMaps.affine(.5, 5e5), tight()).evaluations()[0]);
    }

    /** Anderson acceleration of z = a z + b with memory 6, whose weights solve (G G' + ridge I) alpha = nu 1. */
    private static int ridgeEvaluations(double a, double b, double ridge) {
        int memory = 6;
        double[] states = new double[memory];
        double[] images = new double[memory];
        images[0] = b;
        states[1] = b;
        images[1] = a * b + b;
        for (int k = 2; k < 1000; k++) {
            int kept = Math.min(k, memory);
            // G G' has rank one: by Sherman and Morrison (g g' + ridge I)^-1 1 is 1 - g (g'1) / (ridge + g'g), but for a factor.
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < kept; i++) {
                sum += images[i] - states[i];
                squares += (images[i] - states[i]) * (images[i] - states[i]);
            }
            double next = 0;
            double total = 0;
            for (int i = 0; i < kept; i++) {
                double weight = 1 - (images[i] - states[i]) * sum / (ridge + squares);
                next += weight * images[i];
                total += weight;
            }
            states[k % memory] = next / total;
            images[k % memory] = a * states[k % memory] + b;
            if (Math.abs(images[k % memory] - states[k % memory]) <= 1e-10) {
                return k + 1;
            }
        }
        return 1000;
    }
}
