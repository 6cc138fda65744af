package org.stillpoint.halpern.internal.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.DigitOrbit;
import org.stillpoint.api.problem.DigitRoutine;
import org.stillpoint.testing.TestContext;

class KaprekarSolverTest {

    private final KaprekarSolver solver = new KaprekarSolver();

    private DigitOrbit orbit(int base, int digits, long start) {
        Solution<DigitOrbit> solution = solver.solve(new DigitRoutine(base, digits, start), new TestContext());
        assertEquals(Status.CONVERGED, solution.status());
        assertEquals(0, solution.residual());
        return solution.value();
    }

    @Test
    void solvesItsSelfCheck() {
        Solution<DigitOrbit> solution = solver.solve(solver.selfCheck(), new TestContext());
        assertArrayEquals(new long[] {3524, 3087, 8352}, solution.value().path());
        assertArrayEquals(new long[] {6174}, solution.value().cycle());
        assertEquals(3, solution.counters().get("stepsToCycle"));
    }

    @Test
    void everyNumberOfFourDigitsLeadsTo6174WithinSevenSteps() {
        int longest = 0;
        for (int start = 0; start < 10_000; start++) {
            DigitOrbit orbit = orbit(10, 4, start);
            assertArrayEquals(new long[] {start % 1111 == 0 ? 0 : 6174}, orbit.cycle(), "start " + start);
            longest = Math.max(longest, orbit.path().length);
        }
        assertEquals(7, longest);
    }

    @Test
    void threeDigitsOfEvenBasesHaveTheirKnownConstants() {
        int[] bases = {6, 8, 10, 12, 16, 20, 26, 32, 50};
        long[] constants = {105, 252, 495, 858, 2040, 3990, 8775, 16368, 62475};
        for (int k = 0; k < bases.length; k++) {
            assertEquals(constants[k], census(bases[k]).constant, "base " + bases[k]);
        }
    }

    @Test
    void censusOfThreeDigitsHasItsModeAtThreeAndItsEndAtHalfTheBasePlusOne() {
        for (int base = 4; base <= 32; base += 2) {
            Census census = census(base);
            int mode = census.starts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
            assertEquals(base == 4 ? 1 : 3, mode, "base " + base);
            assertEquals(base / 2 + 1, census.starts.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow(), "base " + base);
            long half = base / 2;
            assertEquals((half - 1) * base * base + (base - 1L) * base + half, census.constant, "base " + base);
        }
    }

    private static final class Census {

        private final Map<Integer, Integer> starts = new HashMap<>();
        private long constant = -1;
    }

    /** How many starts, of digits that are not all equal, take how many steps to the one constant. */
    private Census census(int base) {
        Census census = new Census();
        for (int start = 0; start < base * base * base; start++) {
            DigitOrbit orbit = orbit(base, 3, start);
            assertEquals(1, orbit.cycle().length);
            if (start % (base * base + base + 1) == 0) {
                assertEquals(0, orbit.cycle()[0]);
                continue;
            }
            assertTrue(census.constant < 0 || census.constant == orbit.cycle()[0], "base " + base + ", start " + start);
            census.constant = orbit.cycle()[0];
            census.starts.merge(orbit.path().length, 1, Integer::sum);
        }
        return census;
    }

    @Test
    void twoDigitsRunInTheirCycle() {
        DigitOrbit orbit = orbit(10, 2, 10);
        assertArrayEquals(new long[] {10}, orbit.path());
        assertArrayEquals(new long[] {9, 81, 63, 27, 45}, orbit.cycle());
    }

    @Test
    void oneDigitAndEqualDigitsLeadToZero() {
        assertArrayEquals(new long[] {7}, orbit(10, 1, 7).path());
        assertArrayEquals(new long[] {0}, orbit(2, 62, (1L << 62) - 1).cycle());
        DigitOrbit zero = orbit(10, 3, 0);
        assertEquals(0, zero.path().length);
        assertArrayEquals(new long[1], zero.cycle());
    }

    @Test
    void oddBasesEndInPairs() {
        for (int base = 5; base <= 15; base += 2) {
            for (int start = 1; start < base * base + base + 1; start++) {
                assertEquals(2, orbit(base, 3, start).cycle().length, "base " + base + ", start " + start);
            }
        }
    }

    @Test
    void numbersAreFoundBySlowComparisonToo() {
        for (int digits = 2; digits <= 7; digits++) {
            long start = 0;
            for (int k = 0; k < digits; k++) {
                start = 10 * start + (3 * k + 1) % 10;
            }
            DigitOrbit orbit = orbit(10, digits, start);
            long[] expected = slow(start, digits);
            assertArrayEquals(expected, concatenated(orbit), "digits " + digits);
        }
    }

    private static long[] concatenated(DigitOrbit orbit) {
        long[] all = Arrays.copyOf(orbit.path(), orbit.path().length + orbit.cycle().length);
        System.arraycopy(orbit.cycle(), 0, all, orbit.path().length, orbit.cycle().length);
        return all;
    }

    /** All numbers up to the first repetition, with decimal texts. */
    private static long[] slow(long start, int digits) {
        LinkedHashSet<Long> seen = new LinkedHashSet<>();
        long n = start;
        while (seen.add(n)) {
            char[] characters = String.format(Locale.ROOT, "%0" + digits + "d", n).toCharArray();
            Arrays.sort(characters);
            String ascending = new String(characters);
            n = Long.parseLong(new StringBuilder(ascending).reverse().toString()) - Long.parseLong(ascending);
        }
        return seen.stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    void largeBasesAndNumbersAreExact() {
        int base = 2_000_000;
        DigitOrbit orbit = orbit(base, 3, 1);
        assertArrayEquals(new long[] {999_999L * base * base + (base - 1L) * base + 1_000_000}, orbit.cycle());
        assertTrue(orbit.path().length <= base / 2 + 1);
        orbit(10, 18, 123_456_789_987_654_320L);
    }

    @Test
    void limitsAndCancellationKeepWhatWasReached() {
        DigitRoutine problem = new DigitRoutine(10, 4, 3524);
        Solution<DigitOrbit> limited = solver.solve(problem, new TestContext().with("maxIterations", 2L));
        assertEquals(Status.ITERATION_LIMIT, limited.status());
        assertArrayEquals(new long[] {3524, 3087, 8352}, limited.value().path());
        assertEquals(0, limited.value().cycle().length);
        assertEquals(1, limited.residual());
        assertEquals(Status.CANCELLED, solver.solve(problem, new TestContext().cancelAt(1)).status());
        assertEquals(Status.TIME_LIMIT, solver.solve(problem, new TestContext().timeLimit(-1)).status());
    }
}
