package org.stillpoint.verify.internal.recurrence;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.GeneratedInput;
import org.stillpoint.api.problem.recurrence.RecurrenceInput;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Signal;

/** The rows of the input of a layer; those of a signal are computed as they are asked for, a window at a time. Used by one thread. */
final class InputRows {

    private static final int WINDOW = 4096;

    private final Signal signal;
    private final int steps;
    private final int size;
    private double[] values;
    private int first;
    private int count;

    private InputRows(Signal signal, double[] values, int steps, int size) {
        this.signal = signal;
        this.values = values;
        this.steps = steps;
        this.size = size;
    }

    static InputRows of(Sequences sequences) {
        return new InputRows(null, sequences.values(), sequences.steps(), sequences.size());
    }

    /**
     * The input of a problem.
     *
     * @throws SolverException if a signal is not there or does not fit
     */
    static InputRows of(RecurrenceInput input, Functions functions) throws SolverException {
        return input instanceof GeneratedInput generated
                ? new InputRows(generated.signal(functions), new double[0], input.steps(), input.size()) : of((Sequences) input);
    }

    int size() {
        return size;
    }

    /** Where the row of a step is in {@link #values}, and after it the rows of the next ones, together {@code rows}. */
    int find(int sequence, int step, int rows) {
        if (signal == null) {
            return (sequence * steps + step) * size;
        }
        if (step < first || step + rows > first + count) {
            // Half of the window lies before the step: the next one asked for may be earlier or later.
            first = Math.max(0, step - WINDOW / 2);
            count = Math.min(steps, Math.max(first + WINDOW, step + rows)) - first;
            if (values.length < count * size) {
                values = new double[count * size];
            }
            signal.values(first, count, values, 0);
        }
        return (step - first) * size;
    }

    /** The array with the rows that were found last. */
    double[] values() {
        return values;
    }
}
