package org.stillpoint.host.internal.context;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Every thread of the host: one timer, and helpers that solvers borrow and that go after a few idle seconds.
 *
 * <p>Threads are created by the timer's thread, whoever needs them: a thread holds on to the protection domains found on the stack
 * of its creator, and those of a solver's bundle would keep its class loader alive after an update.
 */
@Component(service = HostThreads.class)
public final class HostThreads {

    private static final Logger LOGGER = System.getLogger(HostThreads.class.getName());
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final long IDLE_SECONDS = 3;

    private final AtomicInteger timers = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor helpers;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Thread timerThread;

    /** Starts the timer. */
    @Activate
    public HostThreads() {
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            timerThread = create("stillpoint-timer-" + timers.incrementAndGet(), work);
            return timerThread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartCoreThread();
        helpers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                factory("stillpoint-helper-"));
    }

    /** Ends all threads; those that run a solver's code are interrupted. */
    @Deactivate
    public void close() {
        helpers.shutdownNow();
        timer.shutdownNow();
        closed.complete(null);
    }

    /** Makes threads with numbered names that belong to nobody's bundle. */
    public ThreadFactory factory(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            String name = prefix + number.incrementAndGet();
            return Thread.currentThread() == timerThread ? create(name, work) : createOnTimer(name, work);
        };
    }

    /** Has the timer's thread create a thread; what wants one while the timer ends creates it itself. */
    private Thread createOnTimer(String name, Runnable work) {
        CompletableFuture<Thread> created = new CompletableFuture<>();
        try {
            timer.execute(() -> created.complete(create(name, work)));
            CompletableFuture.anyOf(created, closed).join();
        } catch (RejectedExecutionException shutDown) {
            return create(name, work);
        }
        return created.isDone() ? created.join() : create(name, work);
    }

    private static Thread create(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(HostThreads.class.getClassLoader());
        thread.setUncaughtExceptionHandler((dead, failure) -> LOGGER.log(Level.WARNING, "a task on " + dead.getName() + " failed",
                failure));
        return thread;
    }

    /** Calls something short of the host's own once, later. */
    public Future<?> after(Duration delay, Runnable work) {
        return timer.schedule(work, nanoseconds(delay), TimeUnit.NANOSECONDS);
    }

    /** A time in nanoseconds; ten years stand for all longer ones. */
    public static long nanoseconds(Duration time) {
        return time.compareTo(LONGEST) < 0 ? time.toNanos() : LONGEST.toNanos();
    }

    /** Runs code that may be foreign beside the caller. */
    public Executor helpers() {
        return helpers;
    }
}
