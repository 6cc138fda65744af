package org.stillpoint.equilibrium;

import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;

/**
 * A user's layer without derivatives, from a function.
 *
 * @param stateSize the components of a state
 * @param inputSize the components of an input
 * @param map the function
 */
public record MapLayer(int stateSize, int inputSize, Map map) implements EquilibriumLayer {

    /** The name under which problems ask for it. */
    public static final String NAME = "map";

    /** A function of a state and an input. */
    @FunctionalInterface
    public interface Map {

        /** Writes f(z, x) into the result. */
        void apply(double[] state, double[] input, double[] result);
    }

    /** A problem of the layer of that name. */
    public static EquilibriumProblem problem(Samples inputs, double... start) {
        return EquilibriumProblem.of(NAME, DataRecord.of(FunctionFactory.PARAMETERS, 1).build(), inputs).withStart(start);
    }

    @Override
    public void apply(double[] state, double[] input, double[] result) {
        map.apply(state, input, result);
    }
}
