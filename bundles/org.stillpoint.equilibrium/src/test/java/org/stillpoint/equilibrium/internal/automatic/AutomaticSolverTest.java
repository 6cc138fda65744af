package org.stillpoint.equilibrium.internal.automatic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
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
import org.stillpoint.equilibrium.internal.chord.ChosenChordMethod;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

class AutomaticSolverTest {

    private final AutomaticSolver solver = new AutomaticSolver();

    private static EquilibriumProblem dense(int size, int batch, double radius) {
        RandomStream random = new RandomStream(7);
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= radius / Math.sqrt(size);
        }
        double[] inputs = new double[batch * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", "tanh").build();
        return EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, batch, size));
    }

    private static long switches(Solution<?> solution) {
        return solution.counters().getOrDefault(ChosenChordMethod.SWITCHES, 0L);
    }

    private Solution<EquilibriumStates> map(MapLayer layer, TestContext context, double... start) throws SolverException {
        return solver.solve(MapLayer.problem(Samples.none(1), start), context.function(MapLayer.NAME, layer));
    }

    @Test
    void selfCheck() throws SolverException {
        VerifiedSolve.selfCheck(solver);
    }

    /** Evaluations of plain iterations: 58, 38 and 28; the last map converges quadratically, and is not to be disturbed. */
    @ParameterizedTest
    @CsvSource({"cosine, 1, , 0.7390851332151607, 12, 1", "exponential, .5, 1, 0.5671432904097838, 11, 1",
            "square-root, 1, 2, 1.4142135623730951, 5, 0"})
    void scalarMaps(String map, double start, Double input, double expected, long evaluations, long switches) throws SolverException {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", map).build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.SCALAR, parameters,
                input == null ? Samples.none(1) : Samples.of(input)).withStart(start);
        Solution<EquilibriumStates> solution = VerifiedSolve.solve(solver, problem, new TestContext().with("tolerance", 1e-10));
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(expected, solution.value().state(0)[0], 1e-9);
        assertTrue(solution.value().evaluations()[0] <= evaluations, () -> "evaluations " + solution.value().evaluations()[0]);
        assertEquals(switches, switches(solution));
    }

    @Test
    void mapsOnWhichPlainIterationsFail() throws SolverException {
        Solution<EquilibriumStates> rotation = map(TestMaps.rotation(), new TestContext());
        assertEquals(Status.CONVERGED, rotation.status());
        assertEquals(-1.33048772, rotation.value().state(0)[0], 1e-7);
        assertEquals(1.91524386, rotation.value().state(0)[1], 1e-7);
        assertTrue(rotation.value().evaluations()[0] <= 4 + 4);
        Solution<EquilibriumStates> expanding = map(TestMaps.affine(-1.5, 1), new TestContext());
        assertEquals(.4, expanding.value().state(0)[0], 1e-8);
        assertTrue(expanding.warnings().stream().anyMatch(warning -> warning.contains("Anderson")));
        assertEquals(Status.CONVERGED, map(TestMaps.poisson(50), new TestContext()).status());
    }

    @Test
    void dampedIterationsGoOnWhereAccelerationDoesNotHelp() throws SolverException {
        MapLayer jump = new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] < .3 ? 1 : -1);
        Solution<EquilibriumStates> solution = map(jump, new TestContext().with("maxIterations", 400L));
        assertNotEquals(Status.CONVERGED, solution.status());
        assertEquals(1, solution.counters().get("fallbacks"));
        assertTrue(solution.residual() <= 1.3);
    }

    @Test
    void takesTheChordMethodWhereItPays() throws SolverException {
        Solution<EquilibriumStates> slow = VerifiedSolve.solve(solver, dense(120, 160, 1), new TestContext());
        assertEquals(1, switches(slow));
        double mean = Arrays.stream(slow.value().evaluations()).average().orElseThrow();
        assertEquals(1, slow.counters().get(ChosenChordMethod.PREDICTED) / mean, .3);
        assertTrue(slow.warnings().get(0).startsWith("solved by the chord method: plain iterations contract by 0.6"),
                slow.warnings().get(0));
        Solution<EquilibriumStates> fast = VerifiedSolve.solve(solver, dense(120, 10, .4), new TestContext());
        assertEquals(0, switches(fast));
        mean = Arrays.stream(fast.value().evaluations()).average().orElseThrow();
        assertEquals(1, fast.counters().get(ChosenChordMethod.PREDICTED) / mean, .3);
        assertTrue(fast.warnings().get(0).startsWith("solved by plain iterations: "));
    }

    @Test
    void threadsChangeNoBits() throws SolverException {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            for (double radius : new double[] {.4, 1}) {
                EquilibriumProblem problem = dense(80, 90, radius);
                assertEquals(VerifiedSolve.states(solver, problem, new TestContext()),
                        VerifiedSolve.states(solver, problem, new TestContext().threads(2, threads)));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void failuresAreTold() throws SolverException {
        MapLayer nothing = new MapLayer(1, 0, (z, x, result) -> result[0] = Double.NaN);
        assertEquals(Status.NONFINITE, map(nothing, new TestContext()).status());
        assertEquals(Status.CANCELLED, solver.solve(dense(60, 30, 1), new TestContext().cancelAt(2)).status());
        assertEquals(Status.ITERATION_LIMIT, solver.solve(dense(60, 30, 1), new TestContext().with("maxIterations", 5L)).status());
    }
}
