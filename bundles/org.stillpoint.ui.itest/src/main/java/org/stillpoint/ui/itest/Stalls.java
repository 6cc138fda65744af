package org.stillpoint.ui.itest;

import java.util.concurrent.CountDownLatch;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;

/** Measures how long the thread of the windows leaves an event waiting at most. */
final class Stalls extends Thread {

    private static final long PAUSE_MILLISECONDS = 20;
    private static final long NANOSECONDS = 1_000_000;

    private final Display display;
    private volatile long longest;

    Stalls(Display display) {
        super("stalls");
        setDaemon(true);
        this.display = display;
    }

    long longest() {
        return longest / NANOSECONDS;
    }

    @Override
    public void run() {
        try {
            while (!display.isDisposed()) {
                CountDownLatch served = new CountDownLatch(1);
                long asked = System.nanoTime();
                display.asyncExec(served::countDown);
                served.await();
                longest = Math.max(longest, System.nanoTime() - asked);
                Thread.sleep(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException | SWTException ended) {
            // The tests are over, or the display is.
        }
    }
}
