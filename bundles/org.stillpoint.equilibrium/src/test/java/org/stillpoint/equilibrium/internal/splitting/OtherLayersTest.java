package org.stillpoint.equilibrium.internal.splitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
import org.stillpoint.equilibrium.internal.picard.PicardSolver;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumVerifier;

/** Splittings of layers other than dense ones. */
class OtherLayersTest {

    private static double[] solve(Solver<EquilibriumProblem, EquilibriumStates> solver, EquilibriumProblem problem, TestContext context)
            throws SolverException {
        Solution<EquilibriumStates> solution = solver.solve(problem, context.with("tolerance", 1e-11));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(Verification.of(new EquilibriumVerifier(), problem, solution).holds(), solution::toString);
        assertEquals(0, solution.warnings().size());
        return solution.value().states().values();
    }

    private static void sameByAllSteps(EquilibriumProblem problem, double tolerance, double... steps) throws SolverException {
        double[] expected = solve(new PeacemanRachfordSolver(), problem, MonotoneCases.context());
        assertArrayEquals(expected, solve(new ForwardBackwardSolver(), problem, MonotoneCases.context()), tolerance);
        for (double step : steps) {
            assertArrayEquals(expected, solve(new PeacemanRachfordSolver(), problem, MonotoneCases.context().with("stepSize", step)),
                    tolerance);
        }
    }

    @Test
    void boltzmannLayersHaveOneFixedPointForAllSteps() throws SolverException {
        Random random = new Random(2);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1)
                .array("factor", new NamedArray(random.doubles(5 * 11, -1, 1).toArray(), 5, 11))
                .doubles("groups", new double[] {3, 1, 1, 4, 2}).number("margin", .2).build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.BOLTZMANN, parameters,
                new Samples(random.doubles(7 * 11, -3, 3).toArray(), 7, 11));
        sameByAllSteps(problem, 1e-9, .2, 1, 3);
    }

    /** Twenty binary variables that inhibit one another: z = logistic(x - 18 z), which plain iteration jumps across. */
    @Test
    void mutualInhibitionIsSolvedWherePlainIterationIsNot() throws SolverException {
        int n = 20;
        double[] factor = new double[n];
        double[] groups = new double[n];
        Arrays.fill(factor, 5);
        Arrays.fill(groups, 1);
        double margin = 1 - 18 / 19.0;
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("factor", new NamedArray(factor, 1, n))
                .doubles("groups", groups).number("margin", margin).build();
        double[] input = new double[n];
        Arrays.fill(input, 9);
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.BOLTZMANN, parameters, new Samples(input, 1, n));
        double[] half = new double[n];
        Arrays.fill(half, .5);
        assertArrayEquals(half, solve(new PeacemanRachfordSolver(), problem, MonotoneCases.context()), 1e-10);
        assertArrayEquals(half, solve(new ForwardBackwardSolver(), problem, MonotoneCases.context()), 1e-10);
        assertEquals(Status.STAGNATED, new PicardSolver().solve(problem, new TestContext()).status());
    }

    @Test
    void convolutionalLayersAgreeWithPlainIteration() throws SolverException {
        Random random = new Random(3);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).integer("height", 4).integer("width", 5)
                .text("activation", "tanh")
                .array("weight", new NamedArray(random.doubles(2 * 2 * 9, -.1, .1).toArray(), 2, 2, 3, 3)).build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.CONVOLUTIONAL, parameters,
                new Samples(random.doubles(3 * 40, -2, 2).toArray(), 3, 40));
        sameByAllSteps(problem, 1e-10, .3);
        assertArrayEquals(solve(new PicardSolver(), problem, new TestContext()),
                solve(new PeacemanRachfordSolver(), problem, MonotoneCases.context()), 1e-10);
    }

    /** More components than are taken at a time. */
    @Test
    void graphLayersAgreeWithPlainIteration() throws SolverException {
        Random random = new Random(4);
        int nodes = 70;
        double[] from = random.ints(150, 0, nodes).asDoubleStream().toArray();
        double[] to = random.ints(150, 0, nodes).asDoubleStream().toArray();
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).integer("nodes", nodes).doubles("edge_from", from)
                .doubles("edge_to", to).number("gamma", .4).text("activation", "softplus").build();
        EquilibriumProblem problem = EquilibriumProblem.of(StandardLayer.GRAPH, parameters,
                new Samples(random.doubles(2 * nodes, -2, 2).toArray(), 2, nodes));
        sameByAllSteps(problem, 1e-9, .3);
        assertArrayEquals(solve(new PicardSolver(), problem, new TestContext()),
                solve(new PeacemanRachfordSolver(), problem, MonotoneCases.context()), 1e-9);
    }
}
