package org.stillpoint.numerics.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadTeamTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(10, TimeUnit.SECONDS);
    }

    @Test
    void everyChunkOfEveryLoopIsDoneOnce() {
        int[] counts = new int[100];
        int[] expected = new int[100];
        try (ThreadTeam team = new ThreadTeam(executor, 3)) {
            for (int loop = 0; loop < 20_000; loop++) {
                int chunks = loop % 101;
                team.run(chunk -> counts[chunk]++, chunks);
                for (int chunk = 0; chunk < chunks; chunk++) {
                    expected[chunk]++;
                }
            }
        }
        assertArrayEquals(expected, counts);
    }

    @Test
    void helpersTakePart() throws InterruptedException {
        ConcurrentHashMap<Thread, Boolean> threads = new ConcurrentHashMap<>();
        CountDownLatch two = new CountDownLatch(2);
        try (ThreadTeam team = new ThreadTeam(executor, 2)) {
            team.run(chunk -> {
                threads.put(Thread.currentThread(), true);
                two.countDown();
                await(two);
            }, 2);
        }
        assertEquals(2, threads.size());
    }

    @Test
    void helpersThatWereSummonedWaitAtHand() {
        AtomicInteger asked = new AtomicInteger();
        Executor counting = task -> {
            asked.incrementAndGet();
            executor.execute(task);
        };
        int[] counts = new int[50];
        try (ThreadTeam team = new ThreadTeam(counting, 3); ThreadTeam alone = new ThreadTeam(counting, 1)) {
            team.summon();
            assertEquals(2, asked.get());
            alone.summon();
            assertEquals(2, asked.get());
            team.run(chunk -> counts[chunk]++, counts.length);
        }
        assertEquals(50, Arrays.stream(counts).sum());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theCallerDoesAllWhereNobodyComes() {
        int[] counts = new int[10];
        try (ThreadTeam team = new ThreadTeam(work -> { }, 8)) {
            team.run(chunk -> counts[chunk]++, 10);
        }
        try (ThreadTeam team = new ThreadTeam(work -> {
            throw new RejectedExecutionException("no threads");
        }, 8)) {
            team.run(chunk -> counts[chunk]++, 10);
        }
        int[] expected = new int[10];
        Arrays.fill(expected, 2);
        assertArrayEquals(expected, counts);
    }

    @Test
    void failuresReachTheCallerAndTheTeamWorksOn() {
        int[] counts = new int[4];
        try (ThreadTeam team = new ThreadTeam(executor, 2)) {
            ArithmeticException problem = new ArithmeticException("a chunk");
            IllegalStateException seen = assertThrows(IllegalStateException.class, () -> team.run(chunk -> {
                if (chunk == 3) {
                    throw problem;
                }
            }, 4));
            assertSame(problem, seen.getCause());
            team.run(chunk -> counts[chunk]++, 4);
        }
        assertArrayEquals(new int[] {1, 1, 1, 1}, counts);
    }

    @Test
    void refusesNumbersOfChunksThatItCannotCount() {
        try (ThreadTeam team = new ThreadTeam(executor, 1)) {
            assertThrows(IllegalArgumentException.class, () -> team.run(chunk -> { }, -1));
            assertThrows(IllegalArgumentException.class, () -> team.run(chunk -> { }, ThreadTeam.MOST_CHUNKS + 1));
        }
    }
}
