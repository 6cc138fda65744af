package org.stillpoint.equilibrium.internal.propagation;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.layer.DerivedLayer;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * A layer that takes its drive as input, so that the drive can be nudged, and after it a push p that is added to the image:
 * F(z, drive) + p, or F(z, drive) where there is none.
 */
final class DrivenLayer extends DerivedLayer {

    private final boolean pushed;

    /**
     * A layer with given drives.
     *
     * @param pushed whether there is a push
     */
    DrivenLayer(Layer layer, boolean pushed) {
        super(layer, layer.driveSize() + (pushed ? layer.shape().state() : 0));
        this.pushed = pushed;
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
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends DerivedKernel {

        Kernel(int lanes) {
            super(lanes);
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
            for (int i = 0; pushed && i < shape().state() * lanes; i++) {
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
    }
}
