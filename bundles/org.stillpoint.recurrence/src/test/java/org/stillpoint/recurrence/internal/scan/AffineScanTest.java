package org.stillpoint.recurrence.internal.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.numerics.parallel.ThreadTeam;
import org.stillpoint.numerics.random.RandomStream;

/** The orders of evaluation against a plain loop. */
class AffineScanTest {

    private static ExecutorService threads;
    private static ThreadTeam team;

    @BeforeAll
    static void start() {
        threads = Executors.newFixedThreadPool(2);
        team = new ThreadTeam(threads, 2);
    }

    @AfterAll
    static void stop() {
        team.close();
        threads.shutdown();
    }

    /** The affine recurrence by full matrices, step after step. */
    private static double[] loop(int size, int block, double[] matrices, int stride, double[] offsets, double[] initial) {
        double[] states = new double[offsets.length];
        double[] previous = initial;
        int units = size / block;
        for (int t = 0; t < offsets.length / size; t++) {
            double[] next = Arrays.copyOfRange(offsets, t * size, (t + 1) * size);
            for (int p = 0; p < block; p++) {
                for (int q = 0; q < block; q++) {
                    for (int i = 0; i < units; i++) {
                        next[p * units + i] += matrices[t * stride + (p * block + q) * units + i] * previous[q * units + i];
                    }
                }
            }
            System.arraycopy(next, 0, states, t * size, size);
            previous = next;
        }
        return states;
    }

    private static double[] scan(String order, int size, int block, double[] matrices, int stride, double[] offsets, double[] initial,
            int chunks) {
        double[] values = offsets.clone();
        AffineMaps maps = AffineMaps.forward(new BlockMatrices(size, new JacobianStructure(block)), matrices, 0, stride, values, 0,
                offsets.length / size);
        assertTrue(switch (order) {
            case "sequential" -> AffineScan.sequential(maps, initial, 0, () -> true);
            case "chunked" -> AffineScan.chunked(maps, initial, 0, chunks, team, () -> true);
            default -> AffineScan.tree(maps, initial, 0, team, () -> true);
        });
        return values;
    }

    /** Signs and whole numbers: no order of evaluation rounds, so that every bit must agree, for every length up to 4096. */
    @Test
    void signsAreExactForEveryLengthAndNumberOfChunks() {
        RandomStream random = new RandomStream(5);
        int longest = 4096;
        double[] signs = new double[longest];
        double[] offsets = new double[longest];
        for (int t = 0; t < longest; t++) {
            signs[t] = random.nextInt(2) * 2 - 1;
            offsets[t] = random.nextInt(2001) - 1000;
        }
        double[] expected = loop(1, 1, signs, 1, offsets, new double[] {7});
        for (int steps = 2; steps <= longest; steps++) {
            double[] given = Arrays.copyOf(offsets, steps);
            int chunks = 1 + steps % 8;
            double[] wanted = Arrays.copyOf(expected, steps);
            assertArrayEquals(wanted, scan("chunked", 1, 1, signs, 1, given, new double[] {7}, chunks));
            assertArrayEquals(wanted, scan("tree", 1, 1, signs, 1, given, new double[] {7}, 0));
        }
        for (int steps : new int[] {2, 3, 7, 8, 9, 64, 1000, 4095, 4096}) {
            for (int chunks = 1; chunks <= 8; chunks++) {
                assertArrayEquals(Arrays.copyOf(expected, steps), scan("chunked", 1, 1, signs, 1, Arrays.copyOf(offsets, steps),
                        new double[] {7}, chunks));
            }
        }
    }

    /** Signed permutations of parts: products neither grow nor vanish, and nothing is rounded. */
    @ParameterizedTest
    @CsvSource({"6, 1", "6, 2", "6, 3", "6, 6", "19, 19", "12, 4", "50, 50"})
    void signedSwapsAreExactForEveryStructure(int size, int block) {
        RandomStream random = new RandomStream(size + 31L * block);
        int units = size / block;
        int steps = size < 50 ? 517 : 61;
        int entries = size * block;
        double[] matrices = new double[steps * entries];
        double[] offsets = new double[steps * size];
        for (int t = 0; t < steps; t++) {
            int shift = random.nextInt(block);
            for (int p = 0; p < block; p++) {
                for (int i = 0; i < units; i++) {
                    matrices[t * entries + (p * block + (p + shift) % block) * units + i] = random.nextInt(2) * 2 - 1;
                }
            }
            for (int k = 0; k < size; k++) {
                offsets[t * size + k] = random.nextInt(21) - 10;
            }
        }
        double[] initial = new double[size];
        Arrays.setAll(initial, k -> k);
        double[] expected = loop(size, block, matrices, entries, offsets, initial);
        assertArrayEquals(expected, scan("sequential", size, block, matrices, entries, offsets, initial, 0));
        assertArrayEquals(expected, scan("tree", size, block, matrices, entries, offsets, initial, 0));
        for (int chunks = 1; chunks <= 8; chunks++) {
            assertArrayEquals(expected, scan("chunked", size, block, matrices, entries, offsets, initial, chunks));
        }
    }

    /** Random rotations, dense and as two parts. */
    @ParameterizedTest
    @ValueSource(strings = {"sequential", "chunked", "tree"})
    void rotationsKeepTheirAccuracy(String order) {
        int steps = 1 << 16;
        RandomStream random = new RandomStream(9);
        double[] matrices = new double[4 * steps];
        double[] offsets = new double[2 * steps];
        for (int t = 0; t < steps; t++) {
            double angle = 2 * Math.PI * random.nextDouble();
            matrices[4 * t] = Math.cos(angle);
            matrices[4 * t + 1] = -Math.sin(angle);
            matrices[4 * t + 2] = Math.sin(angle);
            matrices[4 * t + 3] = Math.cos(angle);
        }
        double[] initial = {1, 0};
        double[] expected = loop(2, 2, matrices, 4, offsets, initial);
        assertArrayEquals(expected, scan(order, 2, 2, matrices, 4, offsets, initial, 3), 1e-12);
        assertEquals(1, Math.hypot(expected[2 * steps - 2], expected[2 * steps - 1]), 1e-12);
    }

    /** One contracting matrix for all steps. */
    @ParameterizedTest
    @ValueSource(strings = {"sequential", "chunked", "tree"})
    void oneMatrixServesAllSteps(String order) {
        double[] matrix = {0.5, -0.25, 0.125, 0.75, 0.5, 0, -0.5, 0.25, 0.5};
        double[] offsets = new double[3 * 100];
        new RandomStream(3).fillGaussian(offsets);
        double[] initial = {1, 2, 3};
        assertArrayEquals(loop(3, 3, matrix, 0, offsets, initial), scan(order, 3, 3, matrix, 0, offsets, initial, 4), 1e-13);
    }

    /** h_t = 0.9 h_{t-1} + 1 has h_t = (1 - 0.9^t) / 0.1. */
    @ParameterizedTest
    @ValueSource(strings = {"sequential", "chunked", "tree"})
    void autoregressionHasItsClosedForm(String order) {
        double[] offsets = new double[1000];
        Arrays.fill(offsets, 1);
        double[] states = scan(order, 1, 1, new double[] {0.9}, 0, offsets, new double[1], 3);
        for (int t = 1; t <= 1000; t++) {
            assertEquals((1 - Math.pow(0.9, t)) / 0.1, states[t - 1], 1e-13);
        }
    }

    /** The adjoint scan is the transposed of the forward one: sum of g'h = sum of lam'b + (J_1'lam_1)'h_0. */
    @ParameterizedTest
    @CsvSource({"6, 1", "6, 2", "6, 6", "17, 17", "49, 49"})
    void adjointIsTheTransposedScan(int size, int block) {
        int steps = 300;
        int entries = size * block;
        RandomStream random = new RandomStream(77);
        double[] matrices = new double[steps * entries];
        random.fillGaussian(matrices);
        for (int k = 0; k < matrices.length; k++) {
            matrices[k] *= 0.4 / Math.sqrt(block);
        }
        double[] offsets = new double[steps * size];
        double[] weights = new double[steps * size];
        double[] initial = new double[size];
        random.fillGaussian(offsets);
        random.fillGaussian(weights);
        random.fillGaussian(initial);
        double[] states = loop(size, block, matrices, entries, offsets, initial);
        BlockMatrices products = new BlockMatrices(size, new JacobianStructure(block));
        double[] later = new double[size];
        random.fillGaussian(later);
        double expected = dot(weights, states) + dot(later, Arrays.copyOfRange(states, states.length - size, states.length));
        double[] before = new double[size];
        double[] adjoint = weights.clone();
        ReverseScan.sequential(products, matrices, 0, entries, adjoint, 0, steps, later, before);
        assertEquals(expected, dot(adjoint, offsets) + dot(before, initial), 1e-11);
        for (int chunks = 1; chunks <= 5; chunks++) {
            double[] inChunks = weights.clone();
            double[] beforeChunks = new double[size];
            assertTrue(ReverseScan.chunked(products, matrices, 0, entries, inChunks, 0, steps, later, beforeChunks, chunks, team,
                    () -> true));
            assertArrayEquals(adjoint, inChunks, 1e-12);
            assertArrayEquals(before, beforeChunks, 1e-12);
        }
        double[] byTree = weights.clone();
        for (int k = 0; k < size; k++) {
            byTree[(steps - 1) * size + k] += later[k];
        }
        assertTrue(AffineScan.tree(AffineMaps.backward(products, matrices, 0, entries, byTree, 0, steps), byTree, (steps - 1) * size, team,
                () -> true));
        assertArrayEquals(adjoint, byTree, 1e-12);
    }

    /** A single step has no step after it. */
    @Test
    void adjointOfOneStep() {
        BlockMatrices products = new BlockMatrices(1, JacobianStructure.DIAGONAL);
        double[] adjoint = {2};
        double[] before = new double[1];
        ReverseScan.sequential(products, new double[] {3}, 0, 1, adjoint, 0, 1, new double[] {5}, before);
        assertArrayEquals(new double[] {7}, adjoint);
        assertArrayEquals(new double[] {21}, before);
    }

    /** The tree and the sequential order give the same bits on one thread and on two. */
    @Test
    void threadsDoNotChangeBits() {
        int steps = 10_000;
        double[] matrices = new double[4 * steps];
        double[] offsets = new double[2 * steps];
        RandomStream random = new RandomStream(1);
        random.fillUniform(matrices);
        random.fillGaussian(offsets);
        for (int k = 0; k < matrices.length; k++) {
            matrices[k] -= 0.5;
        }
        double[] onTwo = scan("tree", 2, 2, matrices, 4, offsets, new double[2], 0);
        double[] onOne = offsets.clone();
        try (ThreadTeam alone = new ThreadTeam(Runnable::run, 1)) {
            AffineScan.tree(AffineMaps.forward(new BlockMatrices(2, new JacobianStructure(2)), matrices, 0, 4, onOne, 0, steps),
                    new double[2], 0, alone, () -> true);
        }
        assertArrayEquals(onOne, onTwo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "chunked", "tree"})
    void stopsWhenTold(String order) {
        double[] values = new double[1000];
        AffineMaps maps = AffineMaps.forward(new BlockMatrices(1, JacobianStructure.DIAGONAL), new double[] {1}, 0, 0, values, 0, 1000);
        assertFalse(switch (order) {
            case "sequential" -> AffineScan.sequential(maps, new double[1], 0, () -> false);
            case "chunked" -> AffineScan.chunked(maps, new double[1], 0, 3, team, () -> false);
            default -> AffineScan.tree(maps, new double[1], 0, team, () -> false);
        });
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
