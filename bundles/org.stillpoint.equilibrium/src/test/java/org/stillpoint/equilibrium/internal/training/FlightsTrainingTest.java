package org.stillpoint.equilibrium.internal.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingPlan;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.testing.TestContext;
import org.stillpoint.testing.Verification;
import org.stillpoint.verify.internal.equilibrium.EquilibriumTrainingVerifier;

/**
 * Learns how often a passenger who boards flights at random, and starts anew somewhere with probability .15 after each, is at each airport
 * of the United States. The layer knows the flights, but not that probability (its own is another), and sees of the airports the number of
 * those that fly there and its share of departures; a quarter of the airports is held out.
 */
class FlightsTrainingTest {

    private static final int HEADS = 4;

    private final int[] from;
    private final int[] to;
    private final double[] flights;
    private final int airports;

    FlightsTrainingTest() throws IOException {
        Path file = Path.of(System.getProperty("stillpoint.data", "../../../shared/data"), "graphs/flights-airport.csv");
        assumeTrue(Files.exists(file), () -> file + " is not there");
        List<String> lines = Files.readAllLines(file);
        int edges = lines.size() - 1;
        TreeMap<String, Integer> index = new TreeMap<>();
        lines.stream().skip(1).map(line -> line.split(",")).forEach(fields -> {
            index.putIfAbsent(fields[0], index.size());
            index.putIfAbsent(fields[1], index.size());
        });
        airports = index.size();
        from = new int[edges];
        to = new int[edges];
        flights = new double[edges];
        for (int e = 0; e < edges; e++) {
            String[] fields = lines.get(e + 1).split(",");
            from[e] = index.get(fields[0]);
            to[e] = index.get(fields[1]);
            flights[e] = Double.parseDouble(fields[2]);
        }
    }

    /** The stationary distribution times the number of airports; who is where no flight leaves starts anew. */
    private double[] stationary() {
        double[] leaving = leaving();
        double[] z = new double[airports];
        Arrays.fill(z, 1);
        for (int k = 0; k < 300; k++) {
            double lost = 0;
            for (int v = 0; v < airports; v++) {
                lost += leaving[v] == 0 ? z[v] : 0;
            }
            double[] next = new double[airports];
            Arrays.fill(next, .15 + .85 * lost / airports);
            for (int e = 0; e < flights.length; e++) {
                next[to[e]] += .85 * flights[e] / leaving[from[e]] * z[from[e]];
            }
            z = next;
        }
        return z;
    }

    private double[] leaving() {
        double[] leaving = new double[airports];
        for (int e = 0; e < flights.length; e++) {
            leaving[from[e]] += flights[e];
        }
        return leaving;
    }

    private EquilibriumTrainingProblem problem(double[] target, double goal) {
        double most = Arrays.stream(flights).max().orElseThrow();
        double[] weights = new double[flights.length * HEADS];
        double[] features = new double[2 * airports];
        for (int e = 0; e < flights.length; e++) {
            Arrays.fill(weights, e * HEADS, (e + 1) * HEADS, flights[e] / most);
            features[2 * to[e]] += .02;
        }
        double[] leaving = leaving();
        double largest = Arrays.stream(leaving).max().orElseThrow();
        int[] folds = new int[airports];
        for (int v = 0; v < airports; v++) {
            features[2 * v + 1] = 10 * leaving[v] / largest;
            folds[v] = v % 4 == 0 ? 1 : 0;
        }
        Random random = new Random(1);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).integer("nodes", airports).ints("edge_from", from)
                .ints("edge_to", to).array("edge_weight", new NamedArray(weights, flights.length, HEADS)).number("gamma", .9)
                .array("input_weight", new NamedArray(random.doubles(2 * HEADS, -.2, .2).toArray(), HEADS, 2))
                .doubles("bias", new double[HEADS]).text("activation", "relu").build();
        EquilibriumModel start = new EquilibriumModel(parameters, random.doubles(HEADS, -1, 1).toArray(), new double[1]);
        return new EquilibriumTrainingProblem(StandardLayer.GRAPH, start, new Samples(features, 1, features.length), Loss.SQUARES, 0,
                target, folds, EquilibriumTrainingPlan.of(.03, 200).withFixed("edge_weight"), goal);
    }

    @Test
    void learnsWhereFlightsLead() throws SolverException {
        double[] target = stationary();
        double mean = Arrays.stream(target).average().orElseThrow();
        double variance = Arrays.stream(target).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
        EquilibriumTrainingProblem problem = problem(target, 1e-3 * variance);
        Solution<TrainedEquilibrium> solution = new EquilibriumTrainingSolver().solve(problem, new TestContext().seed(1));
        assertEquals(Status.CONVERGED, solution.status(), solution::toString);
        assertTrue(Verification.of(new EquilibriumTrainingVerifier(), problem, solution, 1).holds());
        double[] losses = solution.value().losses();
        assertTrue(losses[0] > .5 * variance, () -> "the weights to start from know it already");
    }
}
