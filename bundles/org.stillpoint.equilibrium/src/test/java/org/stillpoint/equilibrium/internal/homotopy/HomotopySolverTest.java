package org.stillpoint.equilibrium.internal.homotopy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.testing.TestContext;

/** Paths from starts to equilibria. */
class HomotopySolverTest {

    private static final HomotopySolver SOLVER = new HomotopySolver();

    private static Solution<EquilibriumStates> solve(MapLayer map, double tolerance, double... start) throws SolverException {
        return SOLVER.solve(MapLayer.problem(Samples.none(1), start),
                new TestContext().with("tolerance", tolerance).with("differences", true).function(MapLayer.NAME, map));
    }

    private static EquilibriumProblem scalar(String map, double start, double... inputs) {
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).text("map", map).build();
        return EquilibriumProblem.of(StandardLayer.SCALAR, parameters, Samples.of(inputs)).withStart(start);
    }

    private static double found(EquilibriumProblem problem) throws SolverException {
        return VerifiedSolve.states(SOLVER, problem, new TestContext().with("tolerance", 1e-13)).state(0)[0];
    }

    @Test
    void scalarMaps() throws SolverException {
        assertEquals(0.7390851332151607, found(scalar("cosine", 1)), 1e-13);
        assertEquals(0.5671432904097838, found(scalar("exponential", .5, 1)), 1e-13);
        assertEquals(1.4987011335178484, found(scalar("kepler", 1, 1, .5)), 1e-13);
        assertEquals(1.1035177203030870, found(scalar("kepler", .3, .3, .9)), 2e-13);
        assertEquals(Math.sqrt(2), found(scalar("square-root", 1, 2)), 1e-13);
    }

    @Test
    void expandingAndRotatingMaps() throws SolverException {
        assertEquals(.4, solve(TestMaps.affine(-1.5, 1), 1e-10, 0).value().state(0)[0], 1e-9);
        assertEquals(.1, solve(TestMaps.affine(-9, 1), 1e-10, 0).value().state(0)[0], 1e-9);
        double[] state = solve(TestMaps.rotation(), 1e-10).value().state(0);
        assertEquals(-1.33048772, state[0], 1e-8);
        assertEquals(1.91524386, state[1], 1e-8);
    }

    /** The path from a start above 0 rises to the positive solution, that from 0 stays there, although 0 attracts no plain iteration. */
    @ParameterizedTest
    @CsvSource({".01, 0.9575040240772687", "-.2, -0.9575040240772687", "3, 0.9575040240772687"})
    void solutionConnectedWithTheStart(double start, double solution) throws SolverException {
        MapLayer steep = new MapLayer(1, 0, (z, x, result) -> result[0] = Math.tanh(2 * z[0]));
        assertEquals(solution, solve(steep, 1e-10, start).value().state(0)[0], 1e-8);
    }

    /** z = z^2 + 1 has no fixed point: t z^2 - z + t = 0 from 0 has its turning point at t = 1/2, z = 1. */
    @Test
    void turningPointEndsThePath() throws SolverException {
        Solution<EquilibriumStates> solution = solve(new MapLayer(1, 0, (z, x, result) -> result[0] = z[0] * z[0] + 1), 1e-8, 0);
        assertEquals(Status.STAGNATED, solution.status());
        assertTrue(solution.value().evaluations()[0] < 1000);
        assertTrue(solution.counters().get(HomotopySolver.REJECTED) > 5);
        // The least residual of all is 3/4, at z = 1/2.
        assertTrue(solution.residual() >= .75 && solution.residual() <= 1);
    }

    @Test
    void domainIsNotLeft() throws SolverException {
        MapLayer map = new MapLayer(1, 0, (z, x, result) -> result[0] = Math.log(2 + 3 * z[0]) / 2);
        for (double start : new double[] {0, 1, 100}) {
            Solution<EquilibriumStates> solution = solve(map, 1e-10, start);
            assertEquals(Status.CONVERGED, solution.status());
            double z = solution.value().state(0)[0];
            assertEquals(Math.log(2 + 3 * z) / 2, z, 1e-10);
        }
    }

    /** A layer on which plain iteration does not converge for many samples, from one start for all. */
    @Test
    void layerThatDoesNotContract() throws SolverException {
        int size = 16;
        RandomStream random = new RandomStream(2);
        double[] weight = new double[size * size];
        random.fillGaussian(weight);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                // Skew-symmetric, so that I - t J has no eigenvalue 0 for equal derivatives of units.
                weight[i * size + j] *= .8;
                weight[j * size + i] = -weight[i * size + j];
            }
            weight[i * size + i] = 0;
        }
        double[] inputs = new double[20 * size];
        random.fillGaussian(inputs);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, size, size))
                .text("activation", "tanh").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.DENSE, parameters, new Samples(inputs, 20, size))
                .withStart(new double[size]);
        EquilibriumStates plain = new PicardSolver().solve(problem, new TestContext()).value();
        assertTrue(plain.statuses().stream().filter(status -> status == Status.CONVERGED).count() < 10);
        EquilibriumStates states = VerifiedSolve.states(SOLVER, problem, new TestContext().with("tolerance", 1e-12));
        assertEquals(20, states.statuses().size());
    }
}
