package org.stillpoint.equilibrium.internal.layer;

import java.util.List;
import org.stillpoint.api.problem.equilibrium.LayerShape;

/** A layer made from another one of the same states, with an input that is its drive; it is not differentiated by input and parameters. */
public abstract class DerivedLayer implements Layer {

    /** The layer that it is made from. */
    protected final Layer layer;
    private final LayerShape shape;

    /**
     * A layer made from another.
     *
     * @param input the number of components of its input
     */
    protected DerivedLayer(Layer layer, int input) {
        this.layer = layer;
        shape = new LayerShape(layer.shape().state(), input);
    }

    @Override
    public final LayerShape shape() {
        return shape;
    }

    @Override
    public final int driveSize() {
        return shape.input();
    }

    @Override
    public final double operations() {
        return layer.operations();
    }

    @Override
    public final int tangentSize() {
        return layer.tangentSize();
    }

    @Override
    public final List<Parameter> parameters() {
        return List.of();
    }

    /** What kernels of such layers have in common. */
    protected abstract class DerivedKernel implements LayerKernel {

        /** The kernel of the other layer. */
        protected final LayerKernel kernel;

        /** A kernel for up to so many lanes. */
        protected DerivedKernel(int lanes) {
            kernel = layer.kernel(lanes);
        }

        @Override
        public final void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, shape.input() * lanes);
        }

        @Override
        public final void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            throw new UnsupportedOperationException("a layer made from another is not differentiated by its input");
        }

        @Override
        public final void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            throw new UnsupportedOperationException("a layer made from another is not differentiated by parameters");
        }
    }
}
