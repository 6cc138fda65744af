package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.GraphNormalisation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** The convergent layer on a directed graph: {@link StandardLayer#GRAPH}. */
final class GraphMap implements LayerMap {

    private final LayerShape shape;
    private final int heads;
    private final int nodes;
    private final int features;
    private final int[] from;
    private final int[] to;
    private final double[] weights;
    private final double gamma;
    private final double[] inputWeight;
    private final double[] bias;
    private final Activation activation;

    GraphMap(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        nodes = (int) parameters.integer("nodes");
        heads = shape.state() / nodes;
        features = shape.input() / nodes;
        from = integers(parameters.numbers("edge_from"));
        to = integers(parameters.numbers("edge_to"));
        weights = weights(parameters, from, to, nodes, heads);
        gamma = parameters.number("gamma");
        inputWeight = parameters.has("input_weight") ? parameters.numbers("input_weight") : null;
        bias = parameters.has("bias") ? parameters.numbers("bias") : new double[heads];
        activation = Activation.of(parameters);
    }

    /** The weights a of the edges, edge by edge: clipped and divided. */
    private static double[] weights(DataRecord parameters, int[] from, int[] to, int nodes, int heads) {
        double[] given = parameters.has("edge_weight") ? parameters.numbers("edge_weight") : null;
        GraphNormalisation normalisation = GraphNormalisation.of(parameters);
        double[] divisors = new double[nodes * heads];
        double[] weights = new double[from.length * heads];
        for (int e = 0; e < from.length; e++) {
            int node = normalisation == GraphNormalisation.ROWS ? to[e] : from[e];
            for (int h = 0; h < heads; h++) {
                double clipped = given == null ? 1 : Math.min(1, Math.max(0, given[e * heads + h]));
                weights[e * heads + h] = clipped;
                divisors[node * heads + h] += normalisation == GraphNormalisation.DEGREE ? 1 : clipped;
            }
        }
        for (int e = 0; e < from.length; e++) {
            int node = normalisation == GraphNormalisation.ROWS ? to[e] : from[e];
            for (int h = 0; h < heads; h++) {
                double divisor = divisors[node * heads + h];
                weights[e * heads + h] = divisor == 0 ? 0 : weights[e * heads + h] / divisor;
            }
        }
        return weights;
    }

    private static int[] integers(double[] values) {
        int[] integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
        }
        return integers;
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public void apply(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        propagate(states, stateOffset, inputs, inputOffset, rows, images);
        Activated.apply(activation, images, rows * shape.state());
    }

    @Override
    public void transposedProduct(double[] state, double[] input, double[] cotangent, double[] result) {
        double[] before = new double[state.length];
        propagate(state, 0, input, 0, 1, before);
        Activated.pullBack(activation, before, cotangent);
        Arrays.fill(result, 0);
        for (int e = 0; e < from.length; e++) {
            for (int h = 0; h < heads; h++) {
                result[from[e] * heads + h] += gamma * weights[e * heads + h] * before[to[e] * heads + h];
            }
        }
    }

    private void propagate(double[] states, int stateOffset, double[] inputs, int inputOffset, int rows, double[] images) {
        int d = shape.state();
        for (int row = 0; row < rows; row++) {
            int image = row * d;
            flow(states, stateOffset + row * d, images, image);
            int x = inputOffset + row * shape.input();
            for (int v = 0; v < nodes; v++) {
                for (int h = 0; h < heads; h++) {
                    images[image + v * heads + h] = gamma * images[image + v * heads + h] + bias[h] + drive(inputs, x, v, h);
                }
            }
        }
    }

    private void flow(double[] states, int state, double[] images, int image) {
        Arrays.fill(images, image, image + shape.state(), 0);
        for (int e = 0; e < from.length; e++) {
            for (int h = 0; h < heads; h++) {
                images[image + to[e] * heads + h] += weights[e * heads + h] * states[state + from[e] * heads + h];
            }
        }
    }

    private double drive(double[] inputs, int x, int node, int head) {
        if (inputWeight == null) {
            return shape.input() == 0 ? 0 : inputs[x + node * heads + head];
        }
        double sum = 0;
        for (int f = 0; f < features; f++) {
            sum += inputWeight[head * features + f] * inputs[x + node * features + f];
        }
        return sum;
    }
}
