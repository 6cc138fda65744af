package org.stillpoint.equilibrium.internal.layer;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.DifferentiableLayer;
import org.stillpoint.api.problem.equilibrium.EquilibriumLayer;
import org.stillpoint.api.problem.equilibrium.LayerShape;

/** A user's layer, evaluated lane by lane. A linearisation of it is the state and the input. */
final class ServiceLayer implements Layer {

    /** What is assumed of a user's layer for each component. */
    private static final double OPERATIONS_PER_COMPONENT = 50;

    private final EquilibriumLayer layer;
    private final LayerShape shape;
    private final int parameters;
    private final boolean differences;

    ServiceLayer(String name, EquilibriumLayer layer, boolean differences) throws SolverException {
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
    public int tangentSize() {
        return shape.state() + shape.input();
    }

    @Override
    public List<Parameter> parameters() {
        return parameters == 0 ? List.of() : List.of(new Parameter("parameters", new NamedArray(new double[parameters], parameters)));
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel();
    }

    private final class Kernel implements LayerKernel {

        private final double[] state = new double[shape.state()];
        private final double[] input = new double[shape.input()];
        private final double[] image = new double[shape.state()];
        private final double[] vector = new double[shape.state()];
        private final double[] result = new double[shape.state()];
        private final double[] inputResult = new double[shape.input()];
        private final double[] parameterResult = new double[parameters];

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, input.length * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            for (int lane = 0; lane < lanes; lane++) {
                Lanes.gather(states, lane, lanes, state);
                Lanes.gather(drives, lane, lanes, input);
                layer.apply(state, input, image);
                Lanes.scatter(image, images, lane, lanes);
            }
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            System.arraycopy(states, 0, tangents, 0, state.length * lanes);
            System.arraycopy(drives, 0, tangents, state.length * lanes, input.length * lanes);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            for (int lane = 0; lane < lanes; lane++) {
                point(tangents, lane, lanes);
                Lanes.gather(directions, lane, lanes, vector);
                if (layer instanceof DifferentiableLayer differentiable) {
                    differentiable.stateProduct(state, input, vector, result);
                } else {
                    difference();
                }
                Lanes.scatter(result, results, lane, lanes);
            }
        }

        /** The forward difference (f(z + h v) - f(z)) / h, with h so that the step is some 1e-8 of the state, or of 1. */
        private void difference() {
            double largest = 0;
            double scale = 1;
            for (int k = 0; k < state.length; k++) {
                largest = Math.max(largest, Math.abs(vector[k]));
                scale = Math.max(scale, Math.abs(state[k]));
            }
            if (largest == 0) {
                Arrays.fill(result, 0);
                return;
            }
            double step = 0x1p-26 * scale / largest;
            layer.apply(state, input, image);
            for (int k = 0; k < state.length; k++) {
                state[k] += step * vector[k];
            }
            layer.apply(state, input, result);
            for (int k = 0; k < state.length; k++) {
                result[k] = (result[k] - image[k]) / step;
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            for (int lane = 0; lane < lanes; lane++) {
                point(tangents, lane, lanes);
                Lanes.gather(cotangents, lane, lanes, vector);
                differentiable().stateTransposedProduct(state, input, vector, result);
                Lanes.scatter(result, results, lane, lanes);
            }
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            for (int lane = 0; lane < lanes; lane++) {
                point(tangents, lane, lanes);
                Lanes.gather(cotangents, lane, lanes, vector);
                differentiable().inputTransposedProduct(state, input, vector, inputResult);
                Lanes.scatter(inputResult, results, lane, lanes);
            }
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            for (int lane = 0; parameters > 0 && lane < lanes; lane++) {
                point(tangents, lane, lanes);
                Lanes.gather(cotangents, lane, lanes, vector);
                differentiable().parameterTransposedProduct(state, input, vector, parameterResult);
                for (int k = 0; k < parameters; k++) {
                    sums[0][k] += parameterResult[k];
                }
            }
        }

        private void point(double[] tangents, int lane, int lanes) {
            for (int k = 0; k < state.length; k++) {
                state[k] = tangents[k * lanes + lane];
            }
            for (int k = 0; k < input.length; k++) {
                input[k] = tangents[(state.length + k) * lanes + lane];
            }
        }

        private DifferentiableLayer differentiable() {
            if (layer instanceof DifferentiableLayer differentiable) {
                return differentiable;
            }
            throw new UnsupportedOperationException("a user's layer that brings no vector-Jacobian product");
        }
    }
}
