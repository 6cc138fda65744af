package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/** f(z, x) = s(W z + U x + b), see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#DENSE}. */
public final class DenseLayer implements ActivatedLayer {

    private final LayerShape shape;
    private final double[] weight;
    private final Drive drive;
    private final Activation activation;
    private final PanelMatrix matrix;
    private final PanelMatrix transposed;

    /** A layer of checked parameters. */
    public DenseLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        weight = parameters.numbers("weight");
        drive = new Drive(parameters, shape.state(), shape.input());
        activation = Activation.of(parameters);
        matrix = PanelMatrix.of(weight, 0, shape.state(), shape.state());
        transposed = PanelMatrix.of(Transposition.of(weight, shape.state(), shape.state()), 0, shape.state(), shape.state());
    }

    @Override
    public double[] weight() {
        return weight;
    }

    @Override
    public Activation activation() {
        return activation;
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
        return 2.0 * shape.state() * shape.state() + 20.0 * shape.state();
    }

    @Override
    public int tangentSize() {
        return shape.state();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("weight", new NamedArray(weight, shape.state(), shape.state())));
        drive.addParameters(list);
        return list;
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final PanelProducts products = new PanelProducts();
        private final double[] room;

        Kernel(int lanes) {
            room = new double[shape.state() * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            drive.compute(products, inputs, lanes, drives);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            System.arraycopy(drives, 0, images, 0, shape.state() * lanes);
            products.addPanel(images, 0, matrix, states, 0, lanes);
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
            products.addPanel(results, 0, matrix, directions, 0, lanes);
            for (int i = 0; i < length; i++) {
                results[i] *= tangents[i];
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            Arrays.fill(results, 0, shape.state() * lanes, 0);
            products.addPanel(results, 0, transposed, before(tangents, cotangents, lanes), 0, lanes);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            drive.transposedProduct(products, before(tangents, cotangents, lanes), lanes, results);
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            double[] before = before(tangents, cotangents, lanes);
            products.addOuterProducts(before, shape.state(), states, shape.state(), lanes, sums[0]);
            drive.addParameterProducts(products, before, inputs, lanes, sums, 1);
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
