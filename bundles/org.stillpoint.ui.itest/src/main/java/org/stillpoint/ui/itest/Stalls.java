package org.stillpoint.ui.itest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/**
 * Asks the thread of the windows for an answer all the time. Measures how long it keeps an event waiting, and while it does, looks at its
 * stack: how long it was in code of the views, other than to paint, be it at work or waiting. Where it is at work its processor time
 * counts, so that a machine that is busy with other things is not taken for a view that is slow.
 */
final class Stalls extends Thread {

    private static final String OWN = Stalls.class.getPackageName() + ".";
    private static final String VIEWS = "org.stillpoint.ui.internal.";
    private static final String LOOP = "readAndDispatch";
    private static final long PAUSE_MILLISECONDS = 20;
    private static final long SAMPLE_MILLISECONDS = 50;
    private static final double MILLISECOND = 1e6;
    private static final int FRAMES = 12;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Display display;
    private volatile long longest;
    private volatile double held;
    private volatile String where = "";

    Stalls(Display display) {
        super("stalls");
        setDaemon(true);
        this.display = display;
    }

    /** What was measured, a line for each figure, and the stack of the longest time in the views. */
    String report() {
        return Math.round(longest / MILLISECOND) + " ms without the windows' thread at most\n" + Math.round(held)
                + " ms of them at most in code of the views outside painting" + (held == 0 ? "" : ", here:\n" + where) + "\n";
    }

    @Override
    public void run() {
        try {
            while (!display.isDisposed()) {
                CountDownLatch served = new CountDownLatch(1);
                long asked = System.nanoTime();
                display.asyncExec(served::countDown);
                watch(served, display.getThread());
                longest = Math.max(longest, System.nanoTime() - asked);
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException | SWTException ended) {
            // The tests are over, or the display is.
        }
    }

    private void watch(CountDownLatch served, Thread windows) throws InterruptedException {
        long wall = System.nanoTime();
        long processor = threads.getThreadCpuTime(windows.getId());
        double inViews = 0;
        while (!served.await(SAMPLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
            StackTraceElement[] stack = windows.getStackTrace();
            Thread.State state = windows.getState();
            long wallNow = System.nanoTime();
            long processorNow = threads.getThreadCpuTime(windows.getId());
            if (isInViews(stack)) {
                inViews += (waits(stack, state) ? wallNow - wall : processorNow - processor) / MILLISECOND;
                if (inViews > held) {
                    held = inViews;
                    where = Arrays.stream(stack).limit(FRAMES).map(frame -> "    " + frame).collect(Collectors.joining("\n"));
                }
            }
            wall = wallNow;
            processor = processorNow;
        }
    }

    /** Whether the event that is being served is in code of the views, called by them and not by tests, other than to paint. */
    private static boolean isInViews(StackTraceElement[] stack) {
        boolean inViews = false;
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (frame.getMethodName().equals(LOOP) || !inViews && type.startsWith(OWN)) {
                return inViews;
            }
            boolean ofViews = type.startsWith(VIEWS);
            if (ofViews && frame.getMethodName().startsWith("paint")) {
                return false;
            }
            inViews |= ofViews;
        }
        return inViews;
    }

    /** Whether a thread waits: for another one, or for a file. */
    private static boolean waits(StackTraceElement[] stack, Thread.State state) {
        return state != Thread.State.RUNNABLE || stack.length > 0
                && (stack[0].getClassName().startsWith("sun.nio.") || stack[0].getClassName().startsWith("java.io."));
    }
}
