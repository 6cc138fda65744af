package org.stillpoint.recurrence.internal.sequential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stillpoint.numerics.parallel.ThreadTeam;

@Timeout(20)
class SharedStepsTest {

    private static final int STEPS = 50;

    @Test
    void everyPartDoesEveryStepOnceAfterAllOthersHaveDoneTheOneBefore() {
        ExecutorService threads = Executors.newCachedThreadPool();
        Executor late = task -> threads.execute(() -> {
            Thread.yield();
            task.run();
        });
        Executor absent = task -> {
        };
        try {
            for (Executor executor : new Executor[] {threads, late, Runnable::run, absent}) {
                for (int count = 1; count <= 3; count++) {
                    AtomicIntegerArray done = new AtomicIntegerArray(count);
                    List<StepPart> parts = new ArrayList<>();
                    for (int part = 0; part < count; part++) {
                        parts.add(new CountedPart(done, part));
                    }
                    try (ThreadTeam team = new ThreadTeam(executor, count)) {
                        SharedSteps steps = new SharedSteps(team, parts);
                        for (int first = 0; first < 4 * STEPS; first += STEPS) {
                            steps.run(first, STEPS);
                        }
                    }
                    for (int part = 0; part < count; part++) {
                        assertEquals(4 * STEPS, done.get(part));
                    }
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aPartThatFailsEndsTheStepsOfAll() {
        ExecutorService threads = Executors.newCachedThreadPool();
        AtomicIntegerArray done = new AtomicIntegerArray(2);
        StepPart failing = new StepPart() {
            @Override
            public void prepare(int first, int count) {
                // Nothing to prepare.
            }

            @Override
            public void step(int step) {
                if (step == STEPS / 2) {
                    throw new ArithmeticException("at the middle");
                }
                done.incrementAndGet(1);
            }
        };
        try (ThreadTeam team = new ThreadTeam(threads, 2)) {
            SharedSteps steps = new SharedSteps(team, List.of(new CountedPart(done, 0), failing));
            assertThrows(IllegalStateException.class, () -> steps.run(0, STEPS));
        } finally {
            threads.shutdown();
        }
    }

    private record CountedPart(AtomicIntegerArray done, int part) implements StepPart {

        @Override
        public void prepare(int first, int count) {
            assertEquals(first, done.get(part));
        }

        @Override
        public void step(int step) {
            assertEquals(step, done.get(part));
            for (int other = 0; other < done.length(); other++) {
                assertTrue(done.get(other) >= step, "part " + other + " is late");
            }
            done.incrementAndGet(part);
        }
    }
}
