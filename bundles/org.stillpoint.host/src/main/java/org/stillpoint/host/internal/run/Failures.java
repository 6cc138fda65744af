package org.stillpoint.host.internal.run;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.run.SolverGoneException;

/** Says what went wrong inside a solver: for the user in a sentence, for its author in the log. */
final class Failures {

    private static final Logger LOGGER = System.getLogger(Failures.class.getName());

    private Failures() {
    }

    static String explain(String solver, Throwable thrown) {
        if (thrown instanceof SolverException || thrown instanceof SolverGoneException) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof OutOfMemoryError) {
            // Nothing that needs memory: the arrays of the solver may still be reachable.
            return "a solver ran out of memory; give the host more with -Xmx";
        }
        LOGGER.log(Level.WARNING, "solver " + solver + " failed", thrown);
        StackTraceElement[] trace = thrown.getStackTrace();
        return "solver " + solver + " failed: " + describe(thrown) + (trace.length > 0 ? " at " + trace[0] : "");
    }

    private static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException noMessage) {
            return thrown.getClass().getName();
        }
    }
}
