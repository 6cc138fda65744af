package org.stillpoint.equilibrium.internal.layer.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.FixedPoints;

/** Convergent graph layers. */
class GraphLayerTest {

    private static final int NODES = 40;

    /** A random graph; some nodes have no edges. */
    private static DataRecord graph(String normalisation, double gamma, String activation) {
        Random random = new Random(9);
        int edges = 150;
        return FixedPoints.parameters().integer("nodes", NODES)
                .doubles("edge_from", random.ints(edges, 0, NODES - 2).asDoubleStream().toArray())
                .doubles("edge_to", random.ints(edges, 1, NODES).asDoubleStream().toArray())
                .array("edge_weight", new NamedArray(random.doubles(edges, -.2, 1.2).toArray(), edges, 1)).number("gamma", gamma)
                .text("normalisation", normalisation).text("activation", activation).build();
    }

    private static EquilibriumProblem problem(DataRecord parameters, double[] input) {
        return EquilibriumProblem.of(StandardLayer.GRAPH, parameters, Samples.of(input));
    }

    private static double distance(double[] first, double[] second, boolean largest) {
        double sum = 0;
        for (int k = 0; k < first.length; k++) {
            double part = Math.abs(first[k] - second[k]);
            sum = largest ? Math.max(sum, part) : sum + part;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"columns, .5, identity", "columns, .9, relu", "columns, .99, tanh", "degree, .9, identity"})
    void iterationsStayWithinTheBoundOfTheContraction(String normalisation, double gamma, String activation) throws SolverException {
        double[] input = new Random(1).doubles(NODES, -1, 1).toArray();
        EquilibriumProblem problem = problem(graph(normalisation, gamma, activation), input);
        double tolerance = 1e-10;
        EquilibriumStates states = FixedPoints.solve(problem, tolerance, 1);
        double first = distance(FixedPoints.image(problem, new double[NODES]), new double[NODES], false);
        double bound = Math.ceil(Math.log(tolerance * (1 - gamma) / first) / Math.log(gamma)) + 1;
        assertTrue(states.evaluations()[0] <= bound, states.evaluations()[0] + " evaluations, bound " + bound);
    }

    @ParameterizedTest
    @CsvSource({"columns, false", "degree, false", "rows, true"})
    void differencesContractByGamma(String normalisation, boolean largest) throws SolverException {
        Random random = new Random(2);
        double gamma = .8;
        EquilibriumProblem problem = problem(graph(normalisation, gamma, "identity"), new double[NODES]);
        double worst = 0;
        for (int round = 0; round < 50; round++) {
            double[] first = random.doubles(NODES, -1, 1).toArray();
            double[] second = random.doubles(NODES, -1, 1).toArray();
            worst = Math.max(worst, distance(FixedPoints.image(problem, first), FixedPoints.image(problem, second), largest)
                    / distance(first, second, largest));
        }
        assertTrue(worst <= gamma * (1 + 1e-14), () -> "not contracting");
        // The bound is attained by a unit vector at a node with edges, or by the vector of ones.
        double[] sharp = new double[NODES];
        if (largest) {
            Arrays.fill(sharp, 1);
        } else {
            sharp[3] = 1;
        }
        double attained = distance(FixedPoints.image(problem, sharp), new double[NODES], largest);
        if (!normalisation.equals("degree")) {
            assertEquals(gamma, attained, 1e-15);
        }
    }

    /** The expected discounted rewards of a Markov chain of three states: edges lead from the next state to the present one. */
    @Test
    void valueIterationOnThreeNodes() throws SolverException {
        double[][] transitions = {{.5, .25, .25}, {.1, .6, .3}, {.7, 0, .3}};
        double[] rewards = {1, -2, 3};
        double gamma = .95;
        double[] from = new double[9];
        double[] to = new double[9];
        double[] weights = new double[9];
        double[] matrix = new double[9];
        for (int i = 0; i < 9; i++) {
            to[i] = i / 3;
            from[i] = i % 3;
            weights[i] = transitions[i / 3][i % 3];
            matrix[i] = (i / 3 == i % 3 ? 1 : 0) - gamma * weights[i];
        }
        EquilibriumProblem problem = problem(FixedPoints.parameters().integer("nodes", 3).doubles("edge_from", from).doubles("edge_to", to)
                .array("edge_weight", new NamedArray(weights, 9, 1)).number("gamma", gamma).text("normalisation", "rows")
                .text("activation", "identity").build(), rewards);
        double[] expected = FixedPoints.solve(matrix, rewards);
        assertArrayEquals(expected, FixedPoints.solve(problem, 1e-12, 1).state(0), 1e-10);
        // The derivatives of the sum of values by the rewards are the discounted visits of all starts: (I - gamma P')^-1 1.
        double[] transposed = new double[9];
        for (int i = 0; i < 9; i++) {
            transposed[i] = matrix[i % 3 * 3 + i / 3];
        }
        assertArrayEquals(FixedPoints.solve(transposed, 1, 1, 1), new FixedPoints.Derivatives(problem, expected, 1, 1, 1).input, 1e-10);
    }

    /** With the identity and a uniform input, the columns' layer gives the stationary importance of the random surfer. */
    @Test
    void stationaryImportanceSumsToOne() throws SolverException {
        Random random = new Random(3);
        int edges = 300;
        double[] from = random.ints(edges, 0, NODES).asDoubleStream().toArray();
        for (int v = 0; v < NODES; v++) {
            from[v] = v;
        }
        double[] input = new double[NODES];
        Arrays.fill(input, .15 / NODES);
        EquilibriumProblem problem = problem(FixedPoints.parameters().integer("nodes", NODES).doubles("edge_from", from)
                .doubles("edge_to", random.ints(edges, 0, NODES).asDoubleStream().toArray()).number("gamma", .85)
                .text("activation", "identity").build(), input);
        double[] importance = FixedPoints.solve(problem, 1e-14, 1).state(0);
        // The distance from the fixed point is at most the sum of defects over 1 - gamma.
        assertEquals(1, Arrays.stream(importance).sum(), NODES * 1e-14 / .15);
        assertTrue(Arrays.stream(importance).allMatch(value -> value >= .15 / NODES - 1e-15));
    }

    /** Weights beyond [0, 1] have no part in the derivative, those at its ends have. */
    @Test
    void clippedWeightsHaveNoDerivative() throws SolverException {
        DataRecord parameters = FixedPoints.parameters().integer("nodes", 3).doubles("edge_from", new double[] {0, 0, 0, 1, 1})
                .doubles("edge_to", new double[] {1, 2, 0, 2, 0})
                .array("edge_weight", new NamedArray(new double[] {-.1, 1.5, .5, 0, 1}, 5, 1)).number("gamma", .9)
                .text("activation", "identity").build();
        EquilibriumProblem problem = problem(parameters, new double[] {1, 2, 4});
        double[] derivatives = new FixedPoints.Derivatives(problem, new double[] {.3, .7, .9}, 1, 2, 4).parameters[0];
        assertEquals(0, derivatives[0]);
        assertEquals(0, derivatives[1]);
        assertTrue(derivatives[2] != 0 && derivatives[3] != 0);
        // Moving weights of one owner together changes nothing.
        assertEquals(0, derivatives[4], 1e-15);
    }
}
