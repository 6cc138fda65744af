package org.stillpoint.equilibrium.internal.layer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.Activations;

/**
 * z'_{v,h} = s(gamma (sum over edges e from u to v of a_{e,h} z_{u,h}) + drive_{v,h}), see
 * {@link org.stillpoint.api.problem.equilibrium.StandardLayer#GRAPH}.
 */
public final class GraphLayer implements Layer {

    private final LayerShape shape;
    private final int heads;
    private final double gamma;
    private final Activation activation;
    private final GraphWeights weights;
    private final NodeDrive drive;
    private final EdgeList arriving;
    private final EdgeList leaving;

    /** A layer of checked parameters. */
    public GraphLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        int nodes = (int) parameters.integer("nodes");
        heads = shape.state() / nodes;
        int[] from = nodes(parameters, "edge_from");
        int[] to = nodes(parameters, "edge_to");
        gamma = parameters.number("gamma");
        activation = Activation.of(parameters);
        weights = new GraphWeights(parameters, nodes, from, to, heads);
        drive = new NodeDrive(parameters, nodes, heads, shape.input());
        arriving = new EdgeList(nodes, from, to, weights.entries, heads, gamma);
        leaving = new EdgeList(nodes, to, from, weights.entries, heads, gamma);
    }

    private static int[] nodes(DataRecord parameters, String name) {
        return Arrays.stream(parameters.numbers(name)).mapToInt(node -> (int) node).toArray();
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.state();
    }

    @Override
    public double operations() {
        return 2.0 * weights.entries.length + 20.0 * shape.state();
    }

    @Override
    public int tangentSize() {
        return shape.state();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        if (weights.given != null) {
            list.add(new Parameter("edge_weight", new NamedArray(weights.given, weights.given.length / heads, heads)));
        }
        drive.addParameters(list);
        return list;
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final double[] room;
        private final int capacity;
        private double[] ownerRoom;

        Kernel(int lanes) {
            capacity = lanes;
            room = new double[shape.state() * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            drive.compute(inputs, lanes, drives);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            System.arraycopy(drives, 0, images, 0, shape.state() * lanes);
            arriving.add(states, lanes, images);
            Activations.apply(activation, images, shape.state() * lanes);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            Activations.derivatives(activation, images, shape.state() * lanes, tangents);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            int length = shape.state() * lanes;
            Arrays.fill(results, 0, length, 0);
            arriving.add(directions, lanes, results);
            for (int i = 0; i < length; i++) {
                results[i] *= tangents[i];
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            Arrays.fill(results, 0, shape.state() * lanes, 0);
            leaving.add(before(tangents, cotangents, lanes), lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            drive.transposedProduct(before(tangents, cotangents, lanes), lanes, results);
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            double[] before = before(tangents, cotangents, lanes);
            if (weights.given != null) {
                ownerRoom = ownerRoom == null ? weights.room(capacity) : ownerRoom;
                weights.addProducts(gamma, before, states, lanes, ownerRoom, sums[0]);
            }
            drive.addParameterProducts(before, inputs, lanes, sums, weights.given == null ? 0 : 1);
        }

        /** The cotangents before the activation. */
        private double[] before(double[] tangents, double[] cotangents, int lanes) {
            for (int i = 0; i < shape.state() * lanes; i++) {
                room[i] = tangents[i] * cotangents[i];
            }
            return room;
        }
    }
}
