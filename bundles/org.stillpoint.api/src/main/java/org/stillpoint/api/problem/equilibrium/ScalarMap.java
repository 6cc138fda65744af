package org.stillpoint.api.problem.equilibrium;

import org.stillpoint.api.data.DataException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.internal.ParameterShapes;

/** The maps of one variable of {@link StandardLayer#SCALAR}. */
public enum ScalarMap {
    /** cos z. */
    COSINE("cosine", 0),
    /** x exp(-z). */
    EXPONENTIAL("exponential", 1),
    /** M + e sin z for the input [M, e]: Kepler's equation for the eccentric anomaly. */
    KEPLER("kepler", 2),
    /** (z + x / z) / 2, whose fixed points are the square roots of x. */
    SQUARE_ROOT("square-root", 1);

    private static final String FIELD = "map";

    private final String label;
    private final int inputs;

    ScalarMap(String label, int inputs) {
        this.label = label;
        this.inputs = inputs;
    }

    /** The name in problems. */
    public String label() {
        return label;
    }

    /** The number of components of the input. */
    public int inputs() {
        return inputs;
    }

    /**
     * The map that the parameters of a layer name.
     *
     * @throws DataException if it is missing or unknown
     */
    public static ScalarMap of(DataRecord parameters) {
        return ParameterShapes.named(parameters, FIELD, values(), ScalarMap::label);
    }
}
