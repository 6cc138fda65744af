package org.stillpoint.recurrence.internal.run;

import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.recurrence.GeneratedInput;
import org.stillpoint.api.problem.recurrence.RecurrenceInput;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Signal;

/** Reads stretches of the input of a problem, given or generated. */
final class InputValues {

    private final RecurrenceInput input;
    private final Signal signal;

    InputValues(RecurrenceInput input, Functions functions) throws SolverException {
        this.input = input;
        signal = input instanceof GeneratedInput generated ? generated.signal(functions) : null;
    }

    /** The steps of all sequences from one on: batch x count x components; the problem's own array where it is all of it. */
    double[] read(int first, int count) {
        int size = input.size();
        if (signal != null) {
            double[] values = new double[count * size];
            signal.values(first, count, values, 0);
            return values;
        }
        Sequences given = (Sequences) input;
        if (count == given.steps()) {
            return given.values();
        }
        double[] values = new double[given.batch() * count * size];
        for (int b = 0; b < given.batch(); b++) {
            System.arraycopy(given.values(), given.offset(b, first), values, b * count * size, count * size);
        }
        return values;
    }
}
