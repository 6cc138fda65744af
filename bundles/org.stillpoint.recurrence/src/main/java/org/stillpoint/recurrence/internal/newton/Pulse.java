package org.stillpoint.recurrence.internal.newton;

import org.stillpoint.recurrence.internal.run.Session;

/** Lets several threads ask whether to go on: the solving one asks the session, the others see what it was told. */
final class Pulse {

    private final Session session;
    private final Thread solving = Thread.currentThread();
    private volatile boolean stopped;

    Pulse(Session session) {
        this.session = session;
    }

    /** Whether to go on. */
    boolean proceed() {
        if (!stopped && Thread.currentThread() == solving) {
            stopped = !session.proceed();
        }
        return !stopped;
    }

    /** Counts iterations, in the solving thread, and asks whether to go on. */
    boolean proceed(long iterations, double sweeps, double residual) {
        if (!stopped) {
            stopped = !session.proceed(iterations, sweeps, residual);
        }
        return !stopped;
    }

    boolean stopped() {
        return stopped;
    }
}
