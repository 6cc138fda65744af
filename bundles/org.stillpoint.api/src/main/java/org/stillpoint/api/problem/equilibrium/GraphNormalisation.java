package org.stillpoint.api.problem.equilibrium;

import java.util.Locale;
import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.ParameterShapes;

/** By what the weights of the edges of a {@link StandardLayer#GRAPH} are divided. */
public enum GraphNormalisation {
    /** The sum of the weights of the edges that leave the same node. */
    COLUMNS,
    /** The sum of the weights of the edges that arrive at the same node. */
    ROWS,
    /** The number of the edges that leave the same node. */
    DEGREE;

    private static final String FIELD = "normalisation";

    /** The name in problems. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The normalisation that the parameters of a layer name, {@link #COLUMNS} if they name none.
     *
     * @throws DataException if it is unknown
     */
    public static GraphNormalisation of(DataRecord parameters) {
        if (!parameters.has(FIELD)) {
            return COLUMNS;
        }
        return ParameterShapes.named(parameters, FIELD, values(), GraphNormalisation::label);
    }
}
