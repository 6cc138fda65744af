package org.stillpoint.host.internal.context;

import java.util.concurrent.atomic.AtomicReference;
import org.stillpoint.api.Status;

/**
 * The one signal that ends a solve early. A timer of the host raises it at the deadline, so that a solver's loop reads one field
 * and never the clock.
 */
public final class Interruption {

    /** The signal of calls that nothing interrupts. */
    static final Interruption NEVER = new Interruption();

    private static final ThreadLocal<Interruption> OF_THREAD = new ThreadLocal<>();

    private final AtomicReference<Status> status = new AtomicReference<>();

    /** Raises the signal; the first reason counts. */
    public boolean raise(Status reason) {
        return status.compareAndSet(null, reason);
    }

    /** Whether the signal is raised. */
    public boolean raised() {
        return status.get() != null;
    }

    /** Why the signal was raised, null if it was not. */
    public Status reason() {
        return status.get();
    }

    /** Makes this the signal of the solves that the calling thread starts, and thereby of those that they call themselves. */
    public void attach() {
        OF_THREAD.set(this);
    }

    /** Ends {@link #attach}. */
    public static void detach() {
        OF_THREAD.remove();
    }

    /** The signal of the calling thread. */
    static Interruption ofThread() {
        Interruption attached = OF_THREAD.get();
        return attached == null ? NEVER : attached;
    }
}
