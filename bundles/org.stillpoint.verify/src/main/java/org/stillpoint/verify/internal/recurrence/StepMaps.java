package org.stillpoint.verify.internal.recurrence;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrentCell;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.StandardCell;

/** The maps of cells from the definitions at {@link StandardCell}, or from users' functions. */
public final class StepMaps {

    private StepMaps() {
    }

    /**
     * The map of a direction of a layer.
     *
     * @param direction 0 forwards, 1 backwards
     * @throws SolverException if a user's function is not there or refuses its parameters
     */
    public static StepMap of(RecurrentLayer layer, int direction, Functions functions) throws SolverException {
        DataRecord parameters = layer.parameters(direction);
        Optional<StandardCell> standard = layer.standardCell();
        if (standard.isEmpty()) {
            return new ServiceStep(functions.function(RecurrentCell.class, layer.cell(), parameters));
        }
        StandardCell cell = standard.get();
        return switch (cell) {
            case ELMAN, ELMAN_RELU, GRU, LSTM -> new GatedStep(cell, parameters);
            case PARA_GRU, PARA_LSTM, MIN_GRU, MIN_LSTM -> new ElementwiseStep(cell, parameters);
            case LINEAR, DIAGONAL, COMPLEX_DIAGONAL -> new LinearStep(cell, parameters);
            case HOUSEHOLDER -> new ReflectionStep(parameters);
            case LOGISTIC -> new LogisticStep(parameters);
            case EULER, RUNGE_KUTTA, IMPLICIT_EULER -> new DifferentialStep(cell, parameters, Fields.of(parameters, functions));
            case MIDPOINT_EXPONENTIAL -> new ExponentialStep(parameters, Fields.differentiable(parameters, functions));
        };
    }
}
