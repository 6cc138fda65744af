package org.stillpoint.equilibrium.internal.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.Functions;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.options.NearestName;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.equilibrium.internal.layer.boltzmann.BoltzmannLayer;
import org.stillpoint.equilibrium.internal.layer.convolutional.ConvolutionalLayer;
import org.stillpoint.equilibrium.internal.layer.dense.DenseLayer;
import org.stillpoint.equilibrium.internal.layer.dense.MonotoneLayer;
import org.stillpoint.equilibrium.internal.layer.graph.GraphLayer;
import org.stillpoint.equilibrium.internal.layer.hopfield.HopfieldLayer;
import org.stillpoint.equilibrium.internal.layer.proximal.ProximalLayer;
import org.stillpoint.equilibrium.internal.layer.scalar.ScalarLayer;
import org.stillpoint.equilibrium.internal.layer.service.ServiceLayer;
import org.stillpoint.equilibrium.internal.layer.subhomogeneous.SubhomogeneousLayer;

/** Makes layers from what problems say. */
public final class Layers {

    private Layers() {
    }

    /**
     * The layer of a problem.
     *
     * @param differences whether the derivatives of a user's layer that brings none may be approximated by forward differences
     * @throws SolverException if the layer is not there or does not fit the inputs
     */
    public static Layer of(EquilibriumProblem problem, Functions functions, boolean differences) throws SolverException {
        Optional<StandardLayer> standard = problem.standardLayer();
        Layer layer = standard.isPresent() ? of(standard.get(), problem)
                : new ServiceLayer(problem.layer(), service(problem, functions), differences);
        if (layer.shape().input() != problem.inputs().size()) {
            throw new SolverException("the layer " + problem.layer() + " takes " + layer.shape().input() + " inputs; the problem has "
                    + problem.inputs().size());
        }
        return layer;
    }

    /** The user's layer of a problem; where there is none, the name may be a slip in that of a standard layer. */
    private static EquilibriumLayer service(EquilibriumProblem problem, Functions functions) throws SolverException {
        Class<?> type = problem.parameters().names().isEmpty() ? EquilibriumLayer.class : FunctionFactory.class;
        try {
            functions.function(type, problem.layer());
        } catch (SolverException missing) {
            if (type == FunctionFactory.class && isService(problem.layer(), functions)) {
                throw new SolverException("the layer " + problem.layer() + " takes no parameters; the problem gives it "
                        + String.join(", ", problem.parameters().names()), missing);
            }
            List<String> labels = Arrays.stream(StandardLayer.values()).map(StandardLayer::label).toList();
            throw new SolverException("no standard layer is named '" + problem.layer() + "': the nearest of " + String.join(", ", labels)
                    + " is " + NearestName.of(problem.layer(), labels).orElseThrow() + "; and " + missing.getMessage(), missing);
        }
        return functions.function(EquilibriumLayer.class, problem.layer(), problem.parameters());
    }

    private static boolean isService(String name, Functions functions) {
        try {
            functions.function(EquilibriumLayer.class, name);
            return true;
        } catch (SolverException missing) {
            return false;
        }
    }

    private static Layer of(StandardLayer layer, EquilibriumProblem problem) throws SolverException {
        LayerShape shape = layer.shape(problem.parameters(), problem.inputs().size());
        return switch (layer) {
            case BOLTZMANN -> new BoltzmannLayer(problem.parameters(), shape);
            case DENSE -> new DenseLayer(problem.parameters(), shape);
            case CONVOLUTIONAL -> new ConvolutionalLayer(problem.parameters(), shape);
            case MONOTONE -> new MonotoneLayer(problem.parameters(), shape);
            case GRAPH -> new GraphLayer(problem.parameters(), shape);
            case HOPFIELD -> new HopfieldLayer(problem.parameters(), shape);
            case PROXIMAL -> new ProximalLayer(problem.parameters(), shape);
            case SCALAR -> new ScalarLayer(problem.parameters());
            case SUBHOMOGENEOUS -> new SubhomogeneousLayer(problem.parameters(), shape);
            default -> throw new SolverException("the layer " + layer.label() + " is not available");
        };
    }
}
