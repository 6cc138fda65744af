package org.stillpoint.host.internal.registry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.stillpoint.api.run.SolverDescriptor;
import org.stillpoint.api.run.SolverListener;

/**
 * Tells listeners of solvers, one event after the other in the order in which they were posted. Events are posted under the
 * registry's lock and delivered outside it, by whichever thread comes first.
 */
final class ListenerHub {

    private static final Logger LOGGER = System.getLogger(ListenerHub.class.getName());

    private final List<SolverListener> listeners = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger undelivered = new AtomicInteger();

    void postAdded(SolverDescriptor solver) {
        events.add(() -> listeners.forEach(listener -> tell(listener, to -> to.added(solver))));
    }

    void postRemoved(SolverDescriptor solver) {
        events.add(() -> listeners.forEach(listener -> tell(listener, to -> to.removed(solver))));
    }

    /** The listener hears of the solvers there are, and from then on of all events. */
    void postNewListener(SolverListener listener, List<SolverDescriptor> solvers) {
        events.add(() -> {
            solvers.forEach(solver -> tell(listener, to -> to.added(solver)));
            listeners.add(listener);
        });
    }

    void postListenerGone(SolverListener listener) {
        events.add(() -> listeners.remove(listener));
    }

    /** Delivers what was posted, unless another thread does so already. */
    void deliver() {
        if (undelivered.getAndIncrement() > 0) {
            return;
        }
        int noticed = 1;
        do {
            for (Runnable event = events.poll(); event != null; event = events.poll()) {
                event.run();
            }
            noticed = undelivered.addAndGet(-noticed);
        } while (noticed > 0);
    }

    private static void tell(SolverListener listener, Consumer<SolverListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException | LinkageError failed) {
            LOGGER.log(Level.WARNING, "a solver listener of " + listener.getClass() + " failed", failed);
        }
    }
}
