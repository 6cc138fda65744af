package org.stillpoint.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.stillpoint.api.History;
import org.stillpoint.api.Problem;
import org.stillpoint.api.Progress;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.run.Run;
import org.stillpoint.api.run.RunRequest;
import org.stillpoint.api.run.RunResult;
import org.stillpoint.api.run.RunState;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.Verdict;

class RetentionTest {

    private static final int SIZE = 1000;
    private static final long BYTES = 8L * SIZE;

    /** A run whose solution has a thousand components; not done without a solution. */
    private record TestRun(long id, Problem problem, boolean done, CompletableFuture<RunResult> end) implements Run {

        @Override
        public RunRequest request() {
            return RunRequest.of(problem).build();
        }

        @Override
        public SolverDescriptor solver() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunState state() {
            return done ? RunState.DONE : RunState.RUNNING;
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public History history() {
            return History.EMPTY;
        }

        @Override
        public void cancel() {
        }

        @Override
        public Optional<RunResult> result() {
            Solution<?> solution = Solution.of(Status.ITERATION_LIMIT, new FixedPoint(new double[SIZE])).build();
            return done ? Optional.of(new RunResult(id, null, Map.of(), Verdict.NOT_CERTIFIED, Optional.of(solution), Optional.empty(),
                    Optional.empty(), List.of(), Instant.EPOCH, 0, 0, 0, "java")) : Optional.empty();
        }

        @Override
        public RunResult await() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<RunResult> await(Duration time) {
            return result();
        }

        @Override
        public CompletionStage<RunResult> completion() {
            return end;
        }
    }

    private static Problem problem() {
        return new FixedPointProblem("halpern.rotation", new double[SIZE]);
    }

    private static SessionRun run(long id, Problem problem, boolean done) {
        return new SessionRun(new TestRun(id, problem, done, new CompletableFuture<>()));
    }

    private static List<Long> kept(int mostRuns, long mostBytes, List<SessionRun> runs, List<Problem> open) {
        List<SessionRun> left = new ArrayList<>(runs);
        left.removeAll(new Retention(mostRuns, mostBytes).surplus(runs, open));
        return left.stream().map(SessionRun::id).toList();
    }

    @Test
    void theOldestEndedRunsGoBeyondANumber() {
        Problem problem = problem();
        List<SessionRun> runs = List.of(run(1, problem, false), run(2, problem, true), run(3, problem, true), run(4, problem, false),
                run(5, problem, true));
        assertEquals(List.of(1L, 3L, 4L, 5L), kept(2, Long.MAX_VALUE, runs, List.of()));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), kept(3, Long.MAX_VALUE, runs, List.of()));
    }

    @Test
    void theOldestEndedRunsGoBeyondTheMemory() {
        Problem problem = problem();
        List<SessionRun> runs = List.of(run(1, problem, true), run(2, problem, true), run(3, problem, true));
        assertEquals(List.of(2L, 3L), kept(40, 3 * BYTES + 500, runs, List.of()), "a problem and two solutions");
        assertEquals(List.of(1L, 2L, 3L), kept(40, 3 * BYTES + 500, runs, List.of(problem)), "an open problem does not count");
        assertEquals(List.of(3L), kept(40, 10, runs, List.of()), "the newest is always kept");
    }

    @Test
    void problemsOfTheirOwnCount() {
        List<SessionRun> runs = List.of(run(1, problem(), true), run(2, problem(), true), run(3, problem(), true));
        assertEquals(List.of(2L, 3L), kept(40, 4 * BYTES + 500, runs, List.of()));
    }

    @Test
    void sizesOfAllKindsOfFieldsCount() {
        DataRecord record = DataRecord.of("r", 1).doubles("a", new double[100]).ints("b", new int[100]).text("c", "x".repeat(100))
                .record("d", DataRecord.of("s", 1).longs("e", new long[100]).build()).integer("f", 1).build();
        assertEquals(800 + 400 + 100 + 800 + 8, Retention.bytes(record));
    }

    @Test
    void theSessionLetsThemGoWhenARunHasEnded() {
        Session session = new Session(null, new Retention(2, Long.MAX_VALUE));
        List<TestRun> begun = new ArrayList<>();
        List<String> told = new ArrayList<>();
        session.addListener(new SessionListener() {
            @Override
            public void runsChanged() {
                told.add("runs");
            }
        });
        for (long id = 1; id <= 5; id++) {
            TestRun run = new TestRun(id, problem(), true, new CompletableFuture<>());
            begun.add(run);
            session.started(List.of(run));
        }
        told.clear();
        begun.get(4).end.complete(null);
        assertEquals(List.of(4L, 5L), session.runs().stream().map(SessionRun::id).toList());
        assertEquals(List.of("runs"), told);
        assertTrue(session.selection().stream().allMatch(run -> run.id() == 5));
    }
}
