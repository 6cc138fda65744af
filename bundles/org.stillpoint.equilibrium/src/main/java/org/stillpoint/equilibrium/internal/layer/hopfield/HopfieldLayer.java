package org.stillpoint.equilibrium.internal.layer.hopfield;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.PanelSoftmax;
import org.stillpoint.equilibrium.internal.layer.dense.Transposition;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * f(z) = X'p with p = softmax(beta X z), see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#HOPFIELD}. Its Jacobian matrix
 * beta X'(diag p - p p') X is symmetric; a linearisation is p.
 */
public final class HopfieldLayer implements Layer {

    private final LayerShape shape;
    private final int count;
    private final double beta;
    private final double[] patterns;
    private final PanelMatrix matrix;
    private final PanelMatrix transposed;

    /** A layer of checked parameters. */
    public HopfieldLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        patterns = parameters.numbers("patterns");
        count = patterns.length / shape.state();
        beta = parameters.number("beta");
        matrix = PanelMatrix.of(patterns, 0, count, shape.state());
        transposed = PanelMatrix.of(Transposition.of(patterns, count, shape.state()), 0, shape.state(), count);
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return 0;
    }

    @Override
    public double operations() {
        return 4.0 * count * shape.state() + 20.0 * count;
    }

    @Override
    public int tangentSize() {
        return count;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("patterns", new NamedArray(patterns, count, shape.state())));
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final PanelProducts products = new PanelProducts();
        private final PanelSoftmax softmax;
        private final double[] scores;

        Kernel(int lanes) {
            softmax = new PanelSoftmax(lanes);
            scores = new double[count * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            // There is no input.
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            weigh(states, lanes, scores);
            average(scores, lanes, images);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            weigh(states, lanes, tangents);
            average(tangents, lanes, images);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            compare(directions, lanes, scores);
            softmax.multiply(tangents, scores, 0, count, lanes);
            average(scores, lanes, results);
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            product(tangents, cotangents, lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            // There is no input.
        }

        /** By pattern i, u'f has the derivative p_i u + q_i z with q = beta (diag p - p p') X u. */
        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            compare(cotangents, lanes, scores);
            softmax.multiply(tangents, scores, 0, count, lanes);
            products.addOuterProducts(tangents, count, cotangents, shape.state(), lanes, sums[0]);
            products.addOuterProducts(scores, count, states, shape.state(), lanes, sums[0]);
        }

        /** softmax(beta X z). */
        private void weigh(double[] states, int lanes, double[] weights) {
            compare(states, lanes, weights);
            softmax.apply(weights, 0, count, lanes);
        }

        /** beta X v. */
        private void compare(double[] v, int lanes, double[] results) {
            Arrays.fill(results, 0, count * lanes, 0);
            products.addPanel(results, 0, matrix, v, 0, lanes);
            for (int i = 0; i < count * lanes; i++) {
                results[i] *= beta;
            }
        }

        /** X'w. */
        private void average(double[] weights, int lanes, double[] results) {
            Arrays.fill(results, 0, shape.state() * lanes, 0);
            products.addPanel(results, 0, transposed, weights, 0, lanes);
        }
    }
}
