package org.stillpoint.recurrence.internal.cell;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** Makes cells from what problems say. */
public final class Cells {

    private Cells() {
    }

    /**
     * The cell of a direction of a layer.
     *
     * @param direction 0 forwards, 1 backwards
     * @throws SolverException if the cell, or a vector field it needs, is not there or refuses its parameters
     */
    public static Cell of(RecurrentLayer layer, int direction, Functions functions) throws SolverException {
        DataRecord parameters = layer.parameters(direction);
        Optional<StandardCell> standard = layer.standardCell();
        if (standard.isPresent()) {
            return of(standard.get(), parameters, functions);
        }
        return of(functions.function(RecurrentCell.class, layer.cell(), parameters));
    }

    /** A user's cell. */
    public static Cell of(RecurrentCell cell) {
        return new ServiceCell(cell);
    }

    private static Cell of(StandardCell cell, DataRecord parameters, Functions functions) throws SolverException {
        throw new SolverException("the cell " + cell.label() + " is not known");
    }
}
