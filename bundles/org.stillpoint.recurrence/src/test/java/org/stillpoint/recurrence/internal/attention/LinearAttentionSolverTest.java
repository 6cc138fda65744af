package org.stillpoint.recurrence.internal.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.LinearAttention.FeatureMap;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.recurrence.internal.attention.LinearAttentionOptions.Algorithm;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.LinearAttentionVerifier;

class LinearAttentionSolverTest {

    private static LinearAttention random(int batch, int steps, int features, int outputs, FeatureMap map, boolean normalised) {
        RandomStream random = new RandomStream(steps + 1000L * features);
        double[] queries = new double[batch * steps * features];
        double[] keys = new double[batch * steps * features];
        double[] values = new double[batch * steps * outputs];
        random.fillGaussian(queries);
        random.fillGaussian(keys);
        random.fillGaussian(values);
        return new LinearAttention(new Sequences(queries, batch, steps, features), new Sequences(keys, batch, steps, features),
                new Sequences(values, batch, steps, outputs), map, normalised);
    }

    private static double[] output(LinearAttention problem, TestContext context) throws SolverException {
        return VerifiedSolve.value(new LinearAttentionSolver(), new LinearAttentionVerifier(), problem, context).output().values();
    }

    @Test
    void selfCheckIsCertified() throws SolverException {
        VerifiedSolve.selfCheck(new LinearAttentionSolver(), new LinearAttentionVerifier());
    }

    /** All forms, feature maps, chunks that divide the steps and that do not, one thread and two. */
    @ParameterizedTest
    @EnumSource(FeatureMap.class)
    void formsAgree(FeatureMap map) throws SolverException {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            for (boolean normalised : new boolean[] {false, true}) {
                if (normalised && map != FeatureMap.ELU_PLUS_ONE) {
                    continue;
                }
                LinearAttention problem = random(3, 150, 17, 5, map, normalised);
                double[] expected = output(problem, new TestContext().with("algorithm", Algorithm.RECURRENT));
                double scale = 0;
                for (double value : expected) {
                    scale = Math.max(scale, Math.abs(value));
                }
                double[] parallel = output(problem, new TestContext().with("algorithm", Algorithm.PARALLEL));
                assertArrayEquals(expected, parallel, 1e-12 * scale);
                for (int length : new int[] {1, 7, 50, 64, 150, 1000}) {
                    double[] chunked = output(problem, new TestContext().with("chunkLength", length));
                    assertArrayEquals(expected, chunked, 1e-12 * scale, "chunks of " + length);
                    assertArrayEquals(chunked, output(problem, new TestContext().with("chunkLength", length).threads(2, threads)));
                }
                assertArrayEquals(expected, output(problem, new TestContext().with("algorithm", Algorithm.RECURRENT).threads(2, threads)));
                assertArrayEquals(parallel, output(problem, new TestContext().with("algorithm", Algorithm.PARALLEL).threads(2, threads)));
            }
        } finally {
            threads.shutdown();
        }
    }

    /** With equal positive features normalised attention is the running mean; with one key for all, too. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void equalKeysGiveRunningMeans(Algorithm algorithm) throws SolverException {
        int steps = 200;
        double[] values = new double[steps];
        for (int t = 0; t < steps; t++) {
            values[t] = t;
        }
        double[] output = output(new LinearAttention(Sequences.of(new double[steps], 1), Sequences.of(new double[steps], 1),
                Sequences.of(values, 1), FeatureMap.ELU_PLUS_ONE, true), new TestContext().with("algorithm", algorithm));
        for (int t = 0; t < steps; t++) {
            assertEquals(t / 2.0, output[t], 1e-12);
        }
    }

    /** Whole numbers are exact: y_3 = (1 2)'(1 1) 5 + (1 2)'(0 1) 7 + (1 2)'(2 -1) 11. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void smallSumsAreExact(Algorithm algorithm) throws SolverException {
        double[] output = output(new LinearAttention(Sequences.of(new double[] {1, 0, 0, 1, 1, 2}, 2),
                Sequences.of(new double[] {1, 1, 0, 1, 2, -1}, 2), Sequences.of(new double[] {5, 7, 11}, 1), FeatureMap.IDENTITY, false),
                new TestContext().with("algorithm", algorithm).with("chunkLength", 2));
        assertArrayEquals(new double[] {5, 12, 29}, output);
    }

    @Test
    void denominatorsOfZeroAreNotFinite() throws SolverException {
        Solution<AttentionOutput> solution = new LinearAttentionSolver().solve(new LinearAttention(Sequences.of(new double[] {-1, 1}, 1),
                Sequences.of(new double[] {1, 1}, 1), Sequences.of(new double[] {2, 4}, 1), FeatureMap.RELU, true), new TestContext());
        assertEquals(Status.NONFINITE, solution.status());
        assertEquals(3, solution.value().output().values()[1]);
        assertEquals(List.of("the output at step 1 of sequence 1 is no finite number; the weights of its keys may add up to zero"),
                solution.warnings());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void cancelledSolvesSaySo(Algorithm algorithm) throws SolverException {
        Solution<AttentionOutput> solution = new LinearAttentionSolver().solve(random(1, 50, 3, 3, FeatureMap.IDENTITY, false),
                new TestContext().with("algorithm", algorithm).cancelAt(0));
        assertEquals(Status.CANCELLED, solution.status());
        assertTrue(Double.isNaN(solution.residual()));
    }
}
