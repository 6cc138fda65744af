package org.stillpoint.recurrence.internal.signal;

import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;

/** Checks the parameters of signals. */
final class SignalParameters {

    private SignalParameters() {
    }

    static void allow(DataRecord parameters, String signal, Set<String> names) throws SolverException {
        for (String name : parameters.names()) {
            if (!names.contains(name)) {
                throw new SolverException(signal + ": unknown parameter " + name + "; expected " + String.join(", ", new TreeSet<>(names)));
            }
        }
    }
}
