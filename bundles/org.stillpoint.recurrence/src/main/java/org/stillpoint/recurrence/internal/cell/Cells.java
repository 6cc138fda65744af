package org.stillpoint.recurrence.internal.cell;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.recurrence.internal.cell.dense.ElmanCell;
import org.stillpoint.recurrence.internal.cell.dense.GruCell;
import org.stillpoint.recurrence.internal.cell.dense.LstmCell;
import org.stillpoint.recurrence.internal.cell.differential.DifferentialCell;
import org.stillpoint.recurrence.internal.cell.elementwise.ComplexDiagonal;
import org.stillpoint.recurrence.internal.cell.elementwise.Diagonal;
import org.stillpoint.recurrence.internal.cell.elementwise.Logistic;
import org.stillpoint.recurrence.internal.cell.elementwise.MinGru;
import org.stillpoint.recurrence.internal.cell.elementwise.MinLstm;
import org.stillpoint.recurrence.internal.cell.elementwise.ParaGru;
import org.stillpoint.recurrence.internal.cell.elementwise.ParaLstm;
import org.stillpoint.recurrence.internal.cell.linear.Householder;
import org.stillpoint.recurrence.internal.cell.linear.Linear;

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
        return switch (cell) {
            case ELMAN, ELMAN_RELU -> new ElmanCell(cell, parameters);
            case GRU -> new GruCell(parameters);
            case LSTM -> new LstmCell(parameters);
            case PARA_GRU -> new ParaGru(parameters);
            case PARA_LSTM -> new ParaLstm(parameters);
            case MIN_GRU -> new MinGru(parameters);
            case MIN_LSTM -> new MinLstm(parameters);
            case LINEAR -> new Linear(parameters);
            case DIAGONAL -> new Diagonal(parameters);
            case COMPLEX_DIAGONAL -> new ComplexDiagonal(parameters);
            case HOUSEHOLDER -> new Householder(parameters);
            case LOGISTIC -> new Logistic(parameters);
            case EULER, RUNGE_KUTTA, IMPLICIT_EULER, MIDPOINT_EXPONENTIAL -> new DifferentialCell(cell, parameters, functions);
        };
    }
}
