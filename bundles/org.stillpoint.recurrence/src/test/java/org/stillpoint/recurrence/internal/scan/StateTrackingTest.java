package org.stillpoint.recurrence.internal.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.JacobianStructure;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.numerics.random.RandomStream;
import org.stillpoint.recurrence.VerifiedSolve;
import org.stillpoint.recurrence.internal.cell.Cells;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.scan.ScanOptions.Algorithm;
import org.stillpoint.recurrence.internal.sequential.SequentialSweep;
import org.stillpoint.testing.TestContext;
import org.stillpoint.verify.internal.AffineRecurrenceVerifier;

/**
 * Linear recurrences that track states of finite automata, with eigenvalues of modulus at most 1 (Grazzi et al. 2024, arXiv:2411.12537):
 * parity by the eigenvalue -1, counting modulo three by products of two reflections, all permutations by products of more.
 */
class StateTrackingTest {

    /** A million letters in the order that solvers use, fewer in the others. */
    private static int steps(Algorithm algorithm) {
        return algorithm == Algorithm.CHUNKED ? 1_000_000 : 100_000;
    }

    private static int[] letters(int steps, int alphabet) {
        RandomStream random = new RandomStream(alphabet);
        int[] letters = new int[steps];
        Arrays.setAll(letters, t -> random.nextInt(alphabet));
        return letters;
    }

    private static double[] states(int size, int block, double[] transitions, double[] initial, Algorithm algorithm)
            throws SolverException {
        int steps = transitions.length / (size * block);
        AffineRecurrence problem = new AffineRecurrence(new JacobianStructure(block), transitions, new Sequences(new double[steps * size],
                1, steps, size), initial);
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            return VerifiedSolve.value(new ScanSolver(), new AffineRecurrenceVerifier(), problem, new TestContext()
                    .with("algorithm", algorithm).with("chunks", 3).threads(2, threads)).path().states().values();
        } finally {
            threads.shutdown();
        }
    }

    /** h_t = -h_{t-1} on a one: to the bit after a million letters, in every order of evaluation. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void parityIsExact(Algorithm algorithm) throws SolverException {
        int[] letters = letters(steps(algorithm), 2);
        double[] transitions = Arrays.stream(letters).mapToDouble(letter -> letter == 1 ? -1 : 1).toArray();
        double[] states = states(1, 1, transitions, new double[] {1}, algorithm);
        int parity = 0;
        for (int t = 0; t < letters.length; t++) {
            parity ^= letters[t];
            assertEquals(parity == 1 ? -1.0 : 1.0, states[t]);
        }
    }

    /** Ones turn by 120 degrees, by two reflections; the nearest of three directions counts modulo three, and the drift is small. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void twoReflectionsCountModuloThree(Algorithm algorithm) throws SolverException {
        int[] letters = letters(steps(algorithm), 3);
        double[] turn = product(reflection(Math.PI / 3), reflection(0));
        double[][] powers = {{1, 0, 0, 1}, turn, product(turn, turn)};
        double[] transitions = new double[4 * letters.length];
        for (int t = 0; t < letters.length; t++) {
            System.arraycopy(powers[letters[t]], 0, transitions, 4 * t, 4);
        }
        double[] states = states(2, 2, transitions, new double[] {1, 0}, algorithm);
        int count = 0;
        double drift = 0;
        for (int t = 0; t < letters.length; t++) {
            count = (count + letters[t]) % 3;
            double angle = 2 * Math.PI / 3 * count;
            double distance = Math.hypot(states[2 * t] - Math.cos(angle), states[2 * t + 1] - Math.sin(angle));
            drift = Math.max(drift, distance);
            int nearest = (int) Math.round(Math.atan2(states[2 * t + 1], states[2 * t]) / (2 * Math.PI / 3));
            assertEquals(count, Math.floorMod(nearest, 3));
        }
        assertTrue(drift < 1e-9, "drift " + drift);
    }

    /** I - 2 k k' with k at an angle from the second axis: a reflection, of eigenvalues 1 and -1. */
    private static double[] reflection(double angle) {
        double x = -Math.sin(angle);
        double y = Math.cos(angle);
        return new double[] {1 - 2 * x * x, -2 * x * y, -2 * x * y, 1 - 2 * y * y};
    }

    private static double[] product(double[] a, double[] b) {
        return new double[] {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3]};
    }

    /** Cyclic permutations of three coordinates count modulo three to the bit. */
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void permutationsCountModuloThreeExactly(Algorithm algorithm) throws SolverException {
        int[] letters = letters(steps(algorithm) / 4, 3);
        double[] transitions = new double[9 * letters.length];
        for (int t = 0; t < letters.length; t++) {
            for (int k = 0; k < 3; k++) {
                transitions[9 * t + (k + letters[t]) % 3 * 3 + k] = 1;
            }
        }
        double[] states = states(3, 3, transitions, new double[] {1, 0, 0}, algorithm);
        int count = 0;
        for (int t = 0; t < letters.length; t++) {
            count = (count + letters[t]) % 3;
            for (int k = 0; k < 3; k++) {
                assertEquals(k == count ? 1.0 : 0.0, states[3 * t + k]);
            }
        }
    }

    /**
     * With an eigenvalue in [0, 1] the states on ones alone are monotone and soon constant, so that no threshold tells even numbers of them
     * from odd ones: it is right about half of the time.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9, 0.999, 1})
    void positiveEigenvaluesDoNotTellParity(double eigenvalue) throws SolverException {
        int steps = 100_000;
        double[] offsets = new double[steps];
        Arrays.fill(offsets, 0.25);
        double[] states = VerifiedSolve.value(new ScanSolver(), new AffineRecurrenceVerifier(), new AffineRecurrence(
                JacobianStructure.DIAGONAL, new double[] {eigenvalue}, Sequences.of(offsets, 1), new double[0]),
                new TestContext().with("algorithm", Algorithm.SEQUENTIAL)).path().states().values();
        for (int t = 1; t < steps; t++) {
            assertTrue(states[t] >= states[t - 1]);
        }
        if (eigenvalue < 1) {
            assertEquals(states[steps - 2], states[steps - 1], "constant");
        }
        // The best of all thresholds, with either side for odd numbers.
        int best = 0;
        int right = 0;
        for (int t = 0; t < steps; t++) {
            right += t % 2 == 0 ? 1 : -1;
            if (t + 1 == steps || states[t + 1] > states[t]) {
                best = Math.max(best, Math.abs(right));
            }
        }
        assertTrue(best <= 1, "by how many a threshold is right more often than wrong before it: " + best);
    }

    /** The word problem of the alternating group of five letters, not solvable, by products of four reflections, eigenvalues 1 and -1. */
    @Test
    void fourReflectionsTrackPermutationsOfFive() throws SolverException {
        int steps = 100_000;
        int reflections = 4;
        // Generators of the group as products of transpositions: a cycle of five and one of three letters.
        int[][][] generators = {{{0, 1}, {0, 2}, {0, 3}, {0, 4}}, {{0, 1}, {1, 2}}};
        int[] letters = letters(steps, 2);
        int inputs = reflections * 6 + 5;
        double[] input = new double[steps * inputs];
        for (int t = 0; t < steps; t++) {
            int[][] swaps = generators[letters[t]];
            for (int r = 0; r < swaps.length; r++) {
                // I - k k' with k = e_i - e_j exchanges two coordinates.
                int place = t * inputs + r * 6;
                input[place] = 1;
                input[place + 1 + swaps[r][0]] = 1;
                input[place + 1 + swaps[r][1]] = -1;
            }
        }
        Stretch stretch = Stretch.of(Cells.of(new RecurrentLayer("householder", DataRecord.of("p", 1).integer("size", 5)
                .integer("reflections", reflections).build()), 0, new TestContext()), 1, steps, input, new double[] {0, 1, 2, 3, 4});
        assertTrue(new SequentialSweep(stretch).run(0, 0, steps, () -> true));
        int[] word = {0, 1, 2, 3, 4};
        for (int t = 0; t < steps; t++) {
            for (int[] swap : generators[letters[t]]) {
                int letter = word[swap[0]];
                word[swap[0]] = word[swap[1]];
                word[swap[1]] = letter;
            }
            for (int k = 0; k < 5; k++) {
                assertEquals(word[k], stretch.states[5 * t + k]);
            }
        }
    }
}
