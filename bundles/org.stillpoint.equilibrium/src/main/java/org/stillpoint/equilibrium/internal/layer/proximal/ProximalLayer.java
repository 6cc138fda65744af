package org.stillpoint.equilibrium.internal.layer.proximal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.api.problem.equilibrium.LearnedProximal;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.Transposition;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.VectorKernels;

/**
 * f = D(z - t A'(A z - x)), see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#PROXIMAL}. The drive is the input; a
 * linearisation is that of D.
 */
public final class ProximalLayer implements Layer {

    private final LayerShape shape;
    private final double[] operator;
    private final double step;
    private final Denoiser denoiser;
    private final PanelMatrix matrix;
    /** -t A'. */
    private final PanelMatrix back;

    /** A layer of checked parameters. */
    public ProximalLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        operator = parameters.numbers("operator");
        step = parameters.number("step");
        denoiser = parameters.has("threshold") ? new SoftThreshold(parameters.number("threshold"), shape.state())
                : new ProximalNetwork(new LearnedProximal(parameters.numbers("hidden_weight"), parameters.numbers("hidden_bias"),
                        parameters.numbers("output_weight"), parameters.number("quadratic"), parameters.number("sharpness")),
                        shape.state());
        matrix = PanelMatrix.of(operator, 0, shape.input(), shape.state());
        double[] transposed = Transposition.of(operator, shape.input(), shape.state());
        VectorKernels.scale(-step, transposed, 0, transposed, 0, transposed.length);
        back = PanelMatrix.of(transposed, 0, shape.state(), shape.input());
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
        return 4.0 * operator.length + denoiser.operations();
    }

    @Override
    public int tangentSize() {
        return denoiser.tangentSize();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("operator", new NamedArray(operator, shape.input(), shape.state())));
        list.addAll(denoiser.parameters());
        return list;
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final PanelProducts products = new PanelProducts();
        private final Denoiser.Kernel denoising;
        private final double[] misfit;
        private final double[] room;
        private final double[] measured;

        Kernel(int lanes) {
            denoising = denoiser.kernel(lanes);
            misfit = new double[shape.input() * lanes];
            room = new double[shape.state() * lanes];
            measured = new double[shape.input() * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, shape.input() * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            descend(states, drives, lanes);
            denoising.apply(room, lanes, images);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            descend(states, drives, lanes);
            denoising.linearise(room, lanes, images, tangents);
        }

        /** z - t A'(A z - x). */
        private void descend(double[] states, double[] x, int lanes) {
            compare(states, x, lanes);
            System.arraycopy(states, 0, room, 0, shape.state() * lanes);
            products.addPanel(room, 0, back, misfit, 0, lanes);
        }

        /** A z - x. */
        private void compare(double[] states, double[] x, int lanes) {
            VectorKernels.scale(-1, x, 0, misfit, 0, shape.input() * lanes);
            products.addPanel(misfit, 0, matrix, states, 0, lanes);
        }

        /** A v. */
        private void measure(double[] v, int lanes) {
            Arrays.fill(measured, 0, shape.input() * lanes, 0);
            products.addPanel(measured, 0, matrix, v, 0, lanes);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            measure(directions, lanes);
            System.arraycopy(directions, 0, room, 0, shape.state() * lanes);
            products.addPanel(room, 0, back, measured, 0, lanes);
            denoising.product(tangents, room, lanes, results);
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            denoising.product(tangents, cotangents, lanes, results);
            measure(results, lanes);
            products.addPanel(results, 0, back, measured, 0, lanes);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            denoising.product(tangents, cotangents, lanes, room);
            measure(room, lanes);
            VectorKernels.scale(step, measured, 0, results, 0, shape.input() * lanes);
        }

        /** With w = D'u, u'f has the derivative -t ((A z - x) w' + (A w) z') by A. */
        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            denoising.product(tangents, cotangents, lanes, room);
            measure(room, lanes);
            compare(states, inputs, lanes);
            VectorKernels.scale(-step, measured, 0, measured, 0, shape.input() * lanes);
            VectorKernels.scale(-step, misfit, 0, misfit, 0, shape.input() * lanes);
            products.addOuterProducts(misfit, shape.input(), room, shape.state(), lanes, sums[0]);
            products.addOuterProducts(measured, shape.input(), states, shape.state(), lanes, sums[0]);
            denoising.addParameterProducts(tangents, cotangents, lanes, sums, 1);
        }
    }
}
