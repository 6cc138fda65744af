package org.stillpoint.halpern.internal.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.PairwiseComparisons;
import org.stillpoint.api.problem.Ranking;
import org.stillpoint.api.problem.TieRule;
import org.stillpoint.halpern.PlainLoops;
import org.stillpoint.testing.TestContext;

/** What a sweep over the players takes. */
class SweepTest {

    private static final long SMALLEST_OBJECT = 16;
    private static final long SWEEPS = 1000;

    /** A chain of players of whom each meets the next: many thousand sweeps. */
    private static PairwiseComparisons chain(TieRule rule) {
        Comparisons chain = new Comparisons(100);
        for (int player = 0; player + 1 < 100; player++) {
            chain.add(player, player + 1, 2 + player % 5, 1).add(player + 1, player, 2 + player % 3, 0);
        }
        return chain.problem(rule, 0);
    }

    @Test
    void sweepsAllocateNothing(@TempDir Path directory) throws IOException, InterruptedException {
        List<String> lines = PlainLoops.run(Probe.class, directory);
        assertEquals(2, lines.size());
        for (String line : lines) {
            assertTrue(Long.parseLong(line) < SWEEPS * SMALLEST_OBJECT, line + " bytes in " + SWEEPS + " sweeps");
        }
    }

    @Test
    void largeGraphsAreCancelledWithinASweep() throws SolverException {
        PairwiseComparisons problem = Comparisons.random(20_000, 8, 4, 0, new Random(2)).problem(TieRule.HALF, 0);
        TestContext counting = new TestContext().with("maxIterations", 2L);
        assertEquals(Status.ITERATION_LIMIT, new BradleyTerrySolver().solve(problem, counting).status());
        assertTrue(counting.reports() >= 6, counting.reports() + " reports in two sweeps");
        TestContext late = new TestContext().timeLimit(0);
        assertEquals(Status.TIME_LIMIT, new BradleyTerrySolver().solve(problem, late).status());
        assertEquals(1, late.reports());
    }

    /** Says what many sweeps take, for each rule of ties. */
    static final class Probe {

        private Probe() {
        }

        public static void main(String[] arguments) throws IOException, SolverException {
            List<String> lines = new ArrayList<>();
            for (TieRule rule : List.of(TieRule.HALF, TieRule.DAVIDSON)) {
                PairwiseComparisons problem = chain(rule);
                allocated(problem, 1);
                lines.add(Long.toString(allocated(problem, SWEEPS + 100) - allocated(problem, 100)));
            }
            Files.write(Path.of(arguments[0]), lines);
        }

        private static long allocated(PairwiseComparisons problem, long sweeps) throws SolverException {
            TestContext context = new TestContext().with("tolerance", 1e-14).with("maxIterations", sweeps);
            long before = PlainLoops.allocatedBytes();
            Solution<Ranking> solution = new BradleyTerrySolver().solve(problem, context);
            long after = PlainLoops.allocatedBytes();
            if (solution.status() != Status.ITERATION_LIMIT) {
                throw new IllegalStateException(solution.toString());
            }
            return after - before;
        }
    }
}
