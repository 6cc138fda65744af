package org.stillpoint.api.problem.recurrence;

import java.util.Objects;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/**
 * One sequence that a named {@link Signal} computes.
 *
 * @param signal the name of the signal's service, or of the factory that makes it
 * @param parameters what the factory makes the signal from; without fields where the signal is a service itself
 * @param steps the number of steps, at least 1
 * @param size the number of components of a step, at least 1
 */
public record GeneratedInput(String signal, DataRecord parameters, int steps, int size) implements RecurrenceInput {

    /** Checks the parts. */
    public GeneratedInput {
        Objects.requireNonNull(signal, "signal");
        Objects.requireNonNull(parameters, "parameters");
        if (steps < 1 || size < 1) {
            throw new DataException("the signal " + signal + " has " + steps + " steps of " + size
                    + " components; expected at least 1 of each");
        }
    }

    /** A signal that is a service itself. */
    public GeneratedInput(String signal, int steps, int size) {
        this(signal, FunctionFactory.NO_PARAMETERS, steps, size);
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public Sequences sequences(Functions functions) throws SolverException {
        double[] values = new double[Math.multiplyExact(steps, size)];
        signal(functions).values(0, steps, values, 0);
        return Sequences.of(values, size);
    }

    /**
     * The signal.
     *
     * @throws SolverException if there is none of that name, or if it has another number of components
     */
    public Signal signal(Functions functions) throws SolverException {
        Signal found = functions.function(Signal.class, signal, parameters);
        if (found.size() != size) {
            throw new SolverException("the signal " + signal + " has " + found.size() + " components, the problem says " + size
                    + "; they must agree");
        }
        return found;
    }
}
