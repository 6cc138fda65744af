package org.stillpoint.recurrence.internal.path;

import java.util.Set;
import java.util.TreeSet;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;

/** Checks the parameters of functions. */
public final class FunctionParameters {

    /** The parameter that gives the number of variables. */
    static final String DIMENSION = "dimension";

    private FunctionParameters() {
    }

    /** Refuses parameters of other names than those known. */
    public static void allow(String function, DataRecord parameters, Set<String> known) throws SolverException {
        for (String name : parameters.names()) {
            if (!known.contains(name)) {
                throw new SolverException(function + " has no parameter " + name + "; it has " + new TreeSet<>(known));
            }
        }
    }

    /** The number of variables, refused below {@code least}. */
    static int dimension(String function, DataRecord parameters, int least) throws SolverException {
        try {
            long dimension = parameters.integer(DIMENSION);
            if (dimension < least || dimension > Integer.MAX_VALUE) {
                throw new SolverException(function + ": parameter " + DIMENSION + " is " + dimension + "; expected at least " + least);
            }
            return (int) dimension;
        } catch (DataException wrong) {
            throw new SolverException(function + ": " + wrong.getMessage(), wrong);
        }
    }
}
