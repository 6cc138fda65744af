package org.stillpoint.verify.internal.equilibrium;

import java.util.Optional;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** The maps of layers from the definitions at {@link StandardLayer}, or from users' functions. */
final class LayerMaps {

    private LayerMaps() {
    }

    /**
     * The map of the layer of a problem.
     *
     * @throws SolverException if a user's function is not there or refuses its parameters
     */
    static LayerMap of(EquilibriumProblem problem, Functions functions) throws SolverException {
        Optional<StandardLayer> standard = problem.standardLayer();
        DataRecord parameters = problem.parameters();
        if (standard.isEmpty()) {
            return new ServiceMap(functions.function(EquilibriumLayer.class, problem.layer(), parameters));
        }
        LayerShape shape = standard.get().shape(parameters, problem.inputs().size());
        return switch (standard.get()) {
            case DENSE -> new DenseMap(parameters, shape);
            case CONVOLUTIONAL -> new ConvolutionMap(parameters, shape);
            case MONOTONE -> new MonotoneMap(parameters, shape);
            case SUBHOMOGENEOUS -> new SubhomogeneousMap(parameters, shape);
            case GRAPH -> new GraphMap(parameters, shape);
            case BOLTZMANN -> new BoltzmannMap(parameters, shape);
            case HOPFIELD -> new HopfieldMap(parameters, shape);
            case PROXIMAL -> new ProximalMap(parameters, shape);
            case SCALAR -> new OneVariableMap(parameters, shape);
        };
    }
}
