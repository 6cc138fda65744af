package org.stillpoint.launcher;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns Ctrl-C into an interrupt of one thread, so that a command can end its run in good order, and with a second one not wait for all
 * of that; a third one within two seconds ends the process. The platform has no public way to hear of the signal, so its inner one is reached by name; where
 * that fails, Ctrl-C ends the process at once.
 */
final class Interrupts {

    private static final int EXIT_STATUS = 130;
    private static final long THRICE_NANOSECONDS = 2_000_000_000L;

    private Interrupts() {
    }

    static void deliverTo(Thread thread) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            long never = System.nanoTime() - THRICE_NANOSECONDS;
            AtomicLong last = new AtomicLong(never);
            AtomicLong lastButOne = new AtomicLong(never);
            Object interrupting = Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handler},
                    (self, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.getName().equals("equals") ? self == arguments[0] : null;
                        }
                        long now = System.nanoTime();
                        if (now - lastButOne.getAndSet(last.getAndSet(now)) < THRICE_NANOSECONDS) {
                            Runtime.getRuntime().halt(EXIT_STATUS);
                        }
                        thread.interrupt();
                        return null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance("INT"), interrupting);
        } catch (ReflectiveOperationException | IllegalArgumentException withoutSignals) {
            System.getLogger(Interrupts.class.getName()).log(System.Logger.Level.DEBUG, "Ctrl-C is not intercepted", withoutSignals);
        }
    }
}
