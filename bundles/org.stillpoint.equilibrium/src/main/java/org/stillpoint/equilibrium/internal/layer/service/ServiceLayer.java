package org.stillpoint.equilibrium.internal.layer.service;

import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerFailure;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/** A user's layer, evaluated lane by lane. A linearisation of it is the state and the input. */
public final class ServiceLayer implements Layer {

    /** What is assumed of a user's layer for each component. */
    private static final double OPERATIONS_PER_COMPONENT = 50;

    final EquilibriumLayer layer;
    private final String name;
    private final LayerShape shape;
    private final int parameters;
    private final boolean differences;

    /**
     * A user's layer.
     *
     * @param name its name in the problem
     * @param differences whether its derivatives may be approximated by forward differences if it brings none
     * @throws SolverException if its sizes are impossible
     */
    public ServiceLayer(String name, EquilibriumLayer layer, boolean differences) throws SolverException {
        this.name = name;
        this.layer = layer;
        this.differences = differences;
        shape = new LayerShape(layer.stateSize(), layer.inputSize());
        parameters = layer instanceof DifferentiableLayer differentiable ? differentiable.parameterSize() : 0;
        if (shape.state() < 1 || shape.input() < 0 || parameters < 0) {
            throw new SolverException("the layer " + name + " has " + shape.state() + " components, " + shape.input() + " inputs and "
                    + parameters + " parameters; expected at least one component, and no negative number");
        }
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.input();
    }

    @Override
    public double operations() {
        return OPERATIONS_PER_COMPONENT * shape.state();
    }

    @Override
    public boolean differentiable() {
        return differences || layer instanceof DifferentiableLayer;
    }

    @Override
    public void requireDerivatives() throws SolverException {
        if (!differentiable()) {
            throw new SolverException("the layer " + name + " brings no derivatives, which this method needs; expected a "
                    + "DifferentiableLayer, or the option differences for their approximation by forward differences");
        }
    }

    @Override
    public int tangentSize() {
        return shape.state() + shape.input();
    }

    @Override
    public List<Parameter> parameters() {
        return parameters == 0 ? List.of() : List.of(new Parameter("parameters", new NamedArray(new double[parameters], parameters)));
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return layer instanceof DifferentiableLayer differentiable ? new ProductKernel(this, differentiable)
                : new DifferenceKernel(this, lanes);
    }

    /** Evaluates the layer for one sample. */
    void evaluate(double[] state, double[] input, double[] image) {
        try {
            layer.apply(state, input, image);
        } catch (RuntimeException thrown) {
            throw failure(thrown);
        }
    }

    LayerFailure failure(RuntimeException thrown) {
        return new LayerFailure(name, thrown);
    }
}
