package org.stillpoint.equilibrium.internal.newton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.stillpoint.equilibrium.TestMaps;
import org.stillpoint.equilibrium.VerifiedSolve;
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** Newton's method with GMRES. */
class NewtonKrylovSolverTest {

    private static final NewtonKrylovSolver SOLVER = new NewtonKrylovSolver();

    private static Solution<EquilibriumStates> solve(MapLayer map, double tolerance, double... start) throws SolverException {
        return SOLVER.solve(MapLayer.problem(Samples.none(1), start),
                new TestContext().with("tolerance", tolerance).with("differences", true).function(MapLayer.NAME, map));
    }

    private static EquilibriumProblem scalar(String map, double start, double... inputs) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", map).build();
        return EquilibriumProblem.of(StandardLayer.SCALAR, parameters, Samples.of(inputs)).withStart(start);
    }

    private static double found(EquilibriumProblem problem) throws SolverException {
        return VerifiedSolve.states(SOLVER, problem, new TestContext().with("tolerance", 1e-14)).state(0)[0];
    }

    @Test
    void scalarMaps() throws SolverException {
        assertEquals(0.7390851332151607, found(scalar("cosine", 1)), 1e-14);
        assertEquals(0.5671432904097838, found(scalar("exponential", .5, 1)), 1e-14);
        assertEquals(1.4987011335178484, found(scalar("kepler", 1, 1, .5)), 1e-14);
        assertEquals(1.1035177203030870, found(scalar("kepler", .3, .3, .9)), 1e-13);
        assertEquals(Math.sqrt(2), found(scalar("square-root", 1, 2)), 1e-15);
    }

    @Test
    void convergenceIsQuadratic() throws SolverException {
        // cos z from 1: errors .26, 1.1e-2, 2.8e-5, 1.8e-10: the number of correct digits doubles.
        EquilibriumProblem problem = scalar("cosine", 1);
        double error = .26;
        for (long limit = 2; limit <= 4; limit++) {
            double z = SOLVER.solve(problem, new TestContext().with("tolerance", 1e-15).with("maxIterations", limit)).value().state(0)[0];
            double next = Math.abs(z - 0.7390851332151607);
            assertTrue(next <= .25 * error * error, "after " + limit + ": " + next);
            error = next;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {.5, .9, .99, -3, 7})
    void linearMapsTakeOneStep(double factor) throws SolverException {
        Solution<EquilibriumStates> solution = solve(TestMaps.affine(factor, 2), 1e-6, 1);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(2 / (1 - factor), solution.value().state(0)[0], 1e-6 / Math.abs(1 - factor));
        assertTrue(solution.value().evaluations()[0] <= 5);
    }

    @Test
    void rotation() throws SolverException {
        double[] state = solve(TestMaps.rotation(), 1e-10).value().state(0);
        assertEquals(-1.33048772, state[0], 1e-8);
        assertEquals(1.91524386, state[1], 1e-8);
        assertEquals(Status.CONVERGED, solve(TestMaps.rotations(7, .4), 1e-10).status());
    }

    @ParameterizedTest
    @CsvSource({"10, 30", "20, 60", "50, 160"})
    void poissonTakesAboutThreeTimesTheDimension(int n, int most) throws SolverException {
        Solution<EquilibriumStates> solution = SOLVER.solve(MapLayer.problem(Samples.none(1)), new TestContext().with("tolerance", 1e-10)
                .with("differences", true).with("memory", 60).function(MapLayer.NAME, TestMaps.poisson(n)));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.value().evaluations()[0] <= most, solution.value().evaluations()[0] + " evaluations");
        double h = 1.0 / (n + 1);
        double radius = Math.cos(Math.PI * h);
        for (int i = 1; i <= n; i++) {
            assertEquals(i * h * (1 - i * h) / 2, solution.value().state(0)[i - 1], 2e-10 / (1 - radius));
        }
    }

    /** g = -arctan z has Newton steps that lead further and further away from all |z| above 1.392. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 10, -1000})
    void lineSearch(double start) throws SolverException {
        MapLayer map = new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] - Math.atan(z[0]));
        Solution<EquilibriumStates> solution = solve(map, 1e-12, start);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.value().state(0)[0], 1e-12);
        assertTrue(solution.value().evaluations()[0] < 60);
    }

    /** At a double root Newton's method converges linearly, halving the distance. */
    @Test
    void doubleRoot() throws SolverException {
        MapLayer map = new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] + (z[0] - 1) * (z[0] - 1));
        Solution<EquilibriumStates> solution = solve(map, 1e-10, 2);
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(1, solution.value().state(0)[0], 1.1e-5);
    }

    @Test
    void mapWithoutFixedPointEnds() throws SolverException {
        Solution<EquilibriumStates> solution = solve(new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] + z[0] * z[0] + 1), 1e-8, 2);
        assertTrue(solution.status() == Status.STAGNATED || solution.status() == Status.DIVERGED, solution::toString);
        assertTrue(solution.residual() >= 1);
        assertTrue(solution.value().evaluations()[0] < 2000);
        Solution<EquilibriumStates> shift = solve(TestMaps.affine(1, 1), 1e-8, 0);
        assertTrue(shift.status() == Status.STAGNATED || shift.status() == Status.ITERATION_LIMIT || shift.status() == Status.DIVERGED,
                shift::toString);
        assertEquals(1, shift.residual());
    }

    @Test
    void layersWithoutDerivativesAreRefused() {
        SolverException refusal = assertThrows(SolverException.class, () -> SOLVER.solve(MapLayer.problem(Samples.none(1), 0),
                new TestContext().function(MapLayer.NAME, TestMaps.affine(.5, 1))));
        assertTrue(refusal.getMessage().contains(MapLayer.NAME) && refusal.getMessage().contains("differences"), refusal::getMessage);
    }

    /** Where plain iteration converges slowly or not at all, Newton's method takes a fraction of the evaluations. */
    @Test
    void denseLayerOfNormTwo() throws SolverException {
        int size = 64;
        RandomStream random = new RandomStream(5);
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int i = 0; i < weight.length; i++) {
            weight[i] *= 1 / Math.sqrt(size);
        }
        double[] inputs = new double[32 * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", "tanh").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, 32, size));
        Solution<EquilibriumStates> newton = VerifiedSolve.solve(SOLVER, problem, new TestContext());
        Solution<EquilibriumStates> plain = VerifiedSolve.solve(new PicardSolver(), problem, new TestContext());
        assertEquals(Status.CONVERGED, newton.status());
        assertEquals(Status.CONVERGED, plain.status());
        assertTrue(newton.counters().get(Counter.OPERATOR_EVALUATIONS) < 1.2 * plain.counters().get(Counter.OPERATOR_EVALUATIONS),
                newton + " " + plain);
        double[] states = plain.value().states().values();
        for (int i = 0; i < states.length; i++) {
            assertEquals(states[i], newton.value().states().values()[i], 1e-6);
        }
    }
}
