package org.stillpoint.halpern.internal.variancereduced;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Counter;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.ConvexSet;
import org.stillpoint.api.problem.InclusionPoint;
import org.stillpoint.api.problem.MatrixGame;
import org.stillpoint.api.problem.MonotoneInclusion;
import org.stillpoint.halpern.internal.game.GameAsInclusion;
import org.stillpoint.halpern.internal.game.Games;
import org.stillpoint.testing.TestContext;

class CocoerciveIterationTest {

    @Test
    void refreshesWithTheProbabilitiesOfThePaper() {
        double[] expected = {1, 1, 4 / 6., 4 / 7., 4 / 8., 4 / 9., 4 / 9., 4 / 9.};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], CocoerciveIteration.refreshProbability(k, 4), 1e-15);
        }
    }

    /**
     * ||F(u_k)|| at most 16 L ||u_0 - u*|| / (k + 4) in the mean over seeds, at every k that is asked for, with L = 2 exactly; and within
     * about half of that, as rotations by small angles attain.
     */
    @Test
    void obeysItsBound() throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("turns", new ConvexSet.WholeSpace(), new double[] {1, 0});
        for (int components : new int[] {4, 25, 100}) {
            for (long k : new long[] {3, 10, 30, 100, 300}) {
                double mean = 0;
                int seeds = 25;
                for (int seed = 0; seed < seeds; seed++) {
                    CountedOperator operator = new CountedOperator(Turns.slow(components));
                    TestContext context = new TestContext().function("turns", operator).seed(seed).with("restart", 0.0)
                            .with("tolerance", 1e-15).with("maxIterations", k);
                    new VarianceReducedSolver().solve(problem, context);
                    double[] image = new double[2];
                    operator.apply(operator.last(), image);
                    mean += Math.hypot(image[0], image[1]) / seeds;
                }
                assertTrue(mean <= 16 * 2 / (k + 4.), components + " components, iteration " + k + ": " + mean);
                assertTrue(k < 300 || components < 25 || mean >= 7 * 2 / (k + 4.), components + " components: " + mean);
            }
        }
    }

    /** The residual with the step 5 / ||A||_F after 400 passes, and the one with 1 / (4 ||A||_F), are those of an independent program. */
    @Test
    void solvesThePolicemanGameOf200Houses() throws SolverException {
        MatrixGame game = new MatrixGame(Games.policeman(Games.weights(200)));
        MonotoneInclusion problem = new GameAsInclusion().reduce(game);
        double unit = problem.operator(Games.context()).averageLipschitz() / Games.frobenius(Games.policeman(Games.weights(200)));
        for (int seed = 0; seed < 3; seed++) {
            Solution<InclusionPoint> fast = new VarianceReducedSolver().solve(problem, Games.context().seed(seed)
                    .with("restart", 0.0).with("stepSize", 5 * unit).with("tolerance", 0.0025));
            assertEquals(Status.CONVERGED, fast.status());
            assertTrue(fast.counters().get(Counter.COMPONENT_EVALUATIONS) <= 400 * 200);
            Solution<InclusionPoint> slow = new VarianceReducedSolver().solve(problem, Games.context().seed(seed)
                    .with("restart", 0.0).with("stepSize", .25 * unit).with("tolerance", 0.0025).with("maxIterations", 1242L));
            assertEquals(.0355, slow.residual(), .0015);
        }
    }

    /** The game of the literature with 500 houses of random wealth, whose payoff is not stored. */
    @Test
    void solvesAPolicemanGameOf500Houses() throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("halpern.policeman-game",
                DataRecord.of("parameters", 1).doubles("weights", Games.randomWeights(500, 1)).build(), new ConvexSet.Simplices(500, 500),
                new double[1000]);
        Solution<InclusionPoint> solution = new VarianceReducedSolver().solve(problem, Games.context().with("stepSize", 8.0)
                .with("tolerance", 0.05));
        assertEquals(Status.CONVERGED, solution.status());
        assertTrue(solution.counters().get(Counter.COMPONENT_EVALUATIONS) < 1000 * 500);
    }

    /** The hard quadratic saddle problem: with restarts convergence is linear, without them it is not. */
    @Test
    void solvesTheQuadraticSaddleProblem() throws SolverException {
        MonotoneInclusion problem = new MonotoneInclusion("halpern.quadratic-saddle",
                DataRecord.of("parameters", 1).integer("n", 20).build(), new ConvexSet.WholeSpace(), new double[40]);
        long previous = 0;
        for (double tolerance : new double[] {1e-2, 1e-4, 1e-6, 1e-8}) {
            Solution<InclusionPoint> solution = new VarianceReducedSolver().solve(problem, Games.context().with("stepSize", 2.0)
                    .with("tolerance", tolerance));
            assertEquals(Status.CONVERGED, solution.status());
            assertTrue(solution.iterations() - previous < 6000, tolerance + ": " + solution.iterations());
            previous = solution.iterations();
        }
        Solution<InclusionPoint> plain = new VarianceReducedSolver().solve(problem, Games.context().with("restart", 0.0)
                .with("tolerance", 1e-8).with("maxIterations", 24_000L));
        assertTrue(plain.residual() > 1e-3);
    }

    /** An iteration takes n p + 2 b (1 - p) components, 42 of 100 here, by far fewer than the 100 of a deterministic one. */
    @Test
    void takesFewComponentsForAnIteration() throws SolverException {
        MonotoneInclusion problem = new GameAsInclusion().reduce(new MatrixGame(Games.gaussian(100, 100, 4)));
        Solution<InclusionPoint> solution = new VarianceReducedSolver().solve(problem, Games.context().with("restart", 0.0)
                .with("tolerance", 1e-15).with("maxIterations", 10_000L));
        double probability = 4 / 15.;
        assertEquals(100 * probability + 20 * (1 - probability), solution.counters().get(Counter.COMPONENT_EVALUATIONS) / 10_000., 1);
    }

    @Test
    void drawsBatchesUniformlyWithoutRepetition() {
        Sampler sampler = new Sampler(10, 7);
        int[] drawn = new int[10];
        for (int k = 0; k < 10_000; k++) {
            sampler.draw(3);
            int[] batch = Arrays.copyOf(sampler.indices(), 3);
            assertEquals(3, Arrays.stream(batch).distinct().count());
            for (int i : batch) {
                drawn[i]++;
            }
        }
        for (int count : drawn) {
            assertEquals(3000, count, 5 * Math.sqrt(3000 * .7));
        }
    }
}
