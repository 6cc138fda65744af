package org.stillpoint.equilibrium.internal.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.Counter;
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
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.testing.TestContext;

/** Which of several fixed points regularised Newton steps find. */
class RegularizedNewtonSolverTest {

    private static final RegularizedNewtonSolver SOLVER = new RegularizedNewtonSolver();
    /** The positive fixed point of tanh 2 z. */
    private static final double SATURATED = 0.9575040240772687;

    private static Solution<EquilibriumStates> solve(MapLayer map, double prior, double... start) throws SolverException {
        return SOLVER.solve(MapLayer.problem(Samples.none(1), start),
                new TestContext().with("differences", true).with("priorWeight", prior).function(MapLayer.NAME, map));
    }

    private static double found(MapLayer map, double prior, double start) throws SolverException {
        Solution<EquilibriumStates> solution = solve(map, prior, start);
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        return solution.value().state(0)[0];
    }

    private static MapLayer steep() {
        return new MapLayer(1, 0, (z, x, result) -> result[0] = Math.tanh(2 * z[0]));
    }

    /** z = z + sin(pi z) has all whole numbers as fixed points. */
    private static MapLayer wave() {
        return new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] + Math.sin(Math.PI * z[0]));
    }

    /** Newton's step from 1.47 leads to -1.9, where the residual is smaller. */
    @Test
    void priorKeepsTheSolutionNearTheStart() throws SolverException {
        Solution<EquilibriumStates> newton = new NewtonKrylovSolver().solve(MapLayer.problem(Samples.none(1), 1.47),
                new TestContext().with("differences", true).function(MapLayer.NAME, wave()));
        assertEquals(-2, newton.value().state(0)[0], 1e-7);
        assertEquals(1, found(wave(), 1, 1.47), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({".1, 0", ".3, 0", ".6, 0.9575040240772687", ".8, 0.9575040240772687", "2, 0.9575040240772687", "-3, -0.9575040240772687"})
    void nearestSolution(double start, double solution) throws SolverException {
        assertEquals(solution, found(steep(), 1, start), 1e-7);
    }

    @ParameterizedTest
    @CsvSource({".6, 1", ".9, 1", "1.3, 1", ".4, 0", "-.5, 0"})
    void squares(double start, double solution) throws SolverException {
        assertEquals(solution, found(new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] * z[0]), 1, start), 1e-7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2.3, -.2, .35, 1.4, 3.7, 100.2})
    void manySolutions(double start) throws SolverException {
        assertEquals(Math.rint(start), found(wave(), 1, start), 1e-7);
    }

    @Test
    void componentsStayNearTheStart() throws SolverException {
        // Eight weakly coupled units, each of which has three states of equilibrium by itself.
        MapLayer map = new MapLayer(8, 0, (z, x, result) -> {
            for (int i = 0; i < 8; i++) {
                result[i] = Math.tanh(2 * z[i] + .05 * z[(i + 1) % 8]);
            }
        });
        double[] start = {.8, -.9, .1, 1.1, -.7, -.1, .9, -1.2};
        Solution<EquilibriumStates> solution = solve(map, 1, start);
        assertEquals(Status.CONVERGED, solution.status());
        for (int i = 0; i < 8; i++) {
            double nearest = Math.abs(start[i]) < .5 ? 0 : Math.signum(start[i]) * SATURATED;
            assertEquals(nearest, solution.value().state(0)[i], .1, "component " + i);
        }
    }

    /** The prior is no part of the answer. */
    @Test
    void answerMeetsTheToleranceWhateverThePriorSays() throws SolverException {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("weight", new NamedArray(new double[] {.5, -.8, .7, .4}, 2, 2)).text("activation", "tanh").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, parameters, Samples.of(.7, -.2)).withStart(5, -5);
        for (double prior : new double[] {0, 1, 1000}) {
            TestContext context = new TestContext().with("tolerance", 1e-13).with("priorWeight", prior);
            Solution<EquilibriumStates> solution = VerifiedSolve.solve(SOLVER, problem, context);
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.counters().get(Counter.FINISH) > 0);
        }
    }

    @Test
    void selfCheckCountsBothPhases() throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(SOLVER.selfCheck(), new TestContext());
        assertTrue(solution.counters().get(Counter.WARM_UP) > 0);
        assertTrue(solution.counters().get(Counter.FINISH) > 0);
    }
}
