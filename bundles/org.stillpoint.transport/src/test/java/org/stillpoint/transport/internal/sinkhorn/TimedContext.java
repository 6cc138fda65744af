package org.stillpoint.transport.internal.sinkhorn;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.LongConsumer;
import org.stillpoint.api.SolveContext;

/** A context that tells when it is asked whether to go on. */
final class TimedContext {

    private TimedContext() {
    }

    static SolveContext of(SolveContext context, LongConsumer asked) {
        return (SolveContext) Proxy.newProxyInstance(SolveContext.class.getClassLoader(), new Class<?>[] {SolveContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("proceed")) {
                        asked.accept(System.nanoTime());
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
