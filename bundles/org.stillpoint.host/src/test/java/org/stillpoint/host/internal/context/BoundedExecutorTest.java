package org.stillpoint.host.internal.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.host.internal.testing.StartedThreads;

class BoundedExecutorTest {

    private final StartedThreads started = new StartedThreads();
    private final HostThreads threads = new HostThreads();

    @AfterEach
    void close() {
        threads.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void runsEveryTaskAndNeverMoreThanTheLimitAtATime(int limit) throws Exception {
        BoundedExecutor executor = new BoundedExecutor(threads.helpers(), limit);
        int tasks = 2000;
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            // Seldom: where other processes want the processor, each yield lets them have it for a while.
            boolean yielding = i % 50 == 0;
            executor.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                if (yielding) {
                    Thread.yield();
                }
                running.decrementAndGet();
                done.countDown();
            });
        }
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertTrue(most.get() <= limit, most + " at a time");
        executor.close();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> { }));
    }

    @Test
    void failingTaskDoesNotStopTheOthers() throws Exception {
        BoundedExecutor executor = new BoundedExecutor(threads.helpers(), 1);
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        executor.execute(done::countDown);
        assertTrue(done.await(5, TimeUnit.SECONDS));
    }

    @Test
    void threadsBelongToTheHostAndEndWithIt() throws Exception {
        Thread thread = threads.factory("stillpoint-test-").newThread(() -> { });
        assertEquals("stillpoint-test-1", thread.getName());
        assertTrue(thread.isDaemon());
        assertEquals(HostThreads.class.getClassLoader(), thread.getContextClassLoader());
        CountDownLatch fired = new CountDownLatch(1);
        threads.after(Duration.ofMillis(5), fired::countDown);
        assertTrue(fired.await(5, TimeUnit.SECONDS));
        threads.after(Duration.ofDays(1_000_000), fired::countDown);
        threads.close();
        assertEquals(List.of(), started.awaitEnd());
    }

    @Test
    void nobodyWaitsForeverForAThreadOfAHostThatEnds() throws Exception {
        for (int attempt = 0; attempt < 50; attempt++) {
            HostThreads ending = new HostThreads();
            ThreadFactory factory = ending.factory("stillpoint-test-");
            CountDownLatch begun = new CountDownLatch(50);
            Thread maker = new Thread(() -> {
                for (int made = 0; made < 500; made++) {
                    assertEquals("stillpoint-test-" + (made + 1), factory.newThread(() -> { }).getName());
                    begun.countDown();
                }
            });
            maker.setDaemon(true);
            maker.start();
            assertTrue(begun.await(10, TimeUnit.SECONDS));
            ending.close();
            maker.join(10_000);
            assertFalse(maker.isAlive(), () -> List.of(maker.getStackTrace()).toString());
        }
    }
}
