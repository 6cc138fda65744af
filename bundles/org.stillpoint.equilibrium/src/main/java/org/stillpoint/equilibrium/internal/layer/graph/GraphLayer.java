package org.stillpoint.equilibrium.internal.layer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedKernel;
import org.stillpoint.equilibrium.internal.layer.dense.ActivationProximal;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;

/**
 * z'_{v,h} = s(gamma (sum over edges e from u to v of a_{e,h} z_{u,h}) + drive_{v,h}), see
 * {@link org.stillpoint.api.problem.equilibrium.StandardLayer#GRAPH}.
 */
public final class GraphLayer implements SplittableLayer {

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
    public boolean projects() {
        return ActivationProximal.projects(activation);
    }

    @Override
    public SplittableKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ActivatedKernel {

        private final int capacity;
        private double[] ownerRoom;

        Kernel(int lanes) {
            super(activation, shape.state(), lanes);
            capacity = lanes;
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            drive.compute(inputs, lanes, drives);
        }

        @Override
        protected void addProduct(double[] v, int lanes, double[] results) {
            arriving.add(v, lanes, results);
        }

        @Override
        protected void addTransposedProduct(double[] u, int lanes, double[] results) {
            leaving.add(u, lanes, results);
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
    }
}
