package org.stillpoint.halpern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import org.stillpoint.api.Problem;
import org.stillpoint.api.SolveContext;
import org.stillpoint.api.Solver;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.Recordable;
import org.stillpoint.testing.TestContext;

/** Between two questions whether to go on, a solver works for no longer than a cancel may take to have effect. */
public final class Silence {

    private static final long MOST_NANOS = 50_000_000;
    /** What the compiler or the memory does at the wrong moment is not the solver's, and not there again. */
    private static final int ATTEMPTS = 4;
    /** Processor time, unlike that of the clock, does not grow with what else the machine does. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Silence() {
    }

    public static <P extends Problem, S extends Recordable> void assertShort(Solver<P, S> solver, P problem) throws SolverException {
        long longest = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && longest >= MOST_NANOS; attempt++) {
            longest = Math.min(longest, longest(solver, problem));
        }
        assertTrue(longest < MOST_NANOS, longest * 1e-6 + " ms");
    }

    /** The longest processor time between two questions in one solve, in nanoseconds. */
    private static <P extends Problem, S extends Recordable> long longest(Solver<P, S> solver, P problem) throws SolverException {
        TestContext context = new TestContext();
        long[] last = {THREADS.getCurrentThreadCpuTime()};
        long[] longest = {0};
        SolveContext watched = (SolveContext) Proxy.newProxyInstance(Silence.class.getClassLoader(), new Class<?>[] {SolveContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("proceed")) {
                        long now = THREADS.getCurrentThreadCpuTime();
                        longest[0] = Math.max(longest[0], now - last[0]);
                        last[0] = now;
                    }
                    return method.invoke(context, arguments);
                });
        assertEquals(Status.CONVERGED, solver.solve(problem, watched).status());
        return longest[0];
    }
}
