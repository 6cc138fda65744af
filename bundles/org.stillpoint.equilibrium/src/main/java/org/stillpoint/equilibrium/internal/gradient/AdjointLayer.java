package org.stillpoint.equilibrium.internal.gradient;

import java.util.List;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * The affine layer a(u) = J'u + v whose fixed point is the adjoint of another layer with J = df/dz at a state. Its input, and its drive,
 * are the linearisation of the other layer and then v; so whatever solves layers solves adjoints.
 */
final class AdjointLayer implements Layer {

    private final Layer layer;
    private final LayerShape shape;

    AdjointLayer(Layer layer) {
        this.layer = layer;
        shape = new LayerShape(layer.shape().state(), Math.addExact(layer.tangentSize(), layer.shape().state()));
    }

    /** The layer of which this is the adjoint. */
    Layer layer() {
        return layer;
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
        return layer.operations();
    }

    @Override
    public int tangentSize() {
        return layer.tangentSize();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(layer.kernel(lanes));
    }

    private final class Kernel implements LayerKernel {

        private final LayerKernel kernel;

        Kernel(LayerKernel kernel) {
            this.kernel = kernel;
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, shape.input() * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            kernel.transposedProduct(drives, states, lanes, images);
            int cotangents = tangentSize() * lanes;
            for (int i = 0; i < shape.state() * lanes; i++) {
                images[i] += drives[cotangents + i];
            }
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            System.arraycopy(drives, 0, tangents, 0, tangentSize() * lanes);
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            kernel.transposedProduct(tangents, directions, lanes, results);
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            kernel.product(tangents, cotangents, lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            throw new UnsupportedOperationException("an adjoint is not differentiated");
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            throw new UnsupportedOperationException("an adjoint is not differentiated");
        }
    }
}
