package org.stillpoint.equilibrium.internal.propagation;

import java.util.List;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * A layer that takes its drive as input, so that the drive can be nudged, and after it a push p that is added to the image:
 * F(z, drive) + p, or F(z, drive) where there is none.
 */
final class DrivenLayer implements Layer {

    private final Layer layer;
    private final LayerShape shape;
    private final boolean pushed;

    /**
     * A layer with given drives.
     *
     * @param pushed whether there is a push
     */
    DrivenLayer(Layer layer, boolean pushed) {
        this.layer = layer;
        this.pushed = pushed;
        shape = new LayerShape(layer.shape().state(), layer.driveSize() + (pushed ? layer.shape().state() : 0));
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
    public boolean differentiable() {
        return layer.differentiable();
    }

    @Override
    public void requireDerivatives() throws SolverException {
        layer.requireDerivatives();
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
            kernel.apply(states, drives, lanes, images);
            push(drives, lanes, images);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            kernel.linearise(states, drives, lanes, images, tangents);
            push(drives, lanes, images);
        }

        private void push(double[] drives, int lanes, double[] images) {
            int first = layer.driveSize() * lanes;
            for (int i = 0; pushed && i < shape.state() * lanes; i++) {
                images[i] += drives[first + i];
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            kernel.product(tangents, directions, lanes, results);
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            kernel.transposedProduct(tangents, cotangents, lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            throw new UnsupportedOperationException("a nudged layer is not differentiated by its drive");
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            throw new UnsupportedOperationException("a nudged layer is not differentiated by parameters");
        }
    }
}
