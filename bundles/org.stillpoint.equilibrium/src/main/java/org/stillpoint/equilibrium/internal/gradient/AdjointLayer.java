package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.equilibrium.internal.layer.DerivedLayer;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;

/**
 * The affine layer a(u) = J'u + v whose fixed point is the adjoint of another layer with J = df/dz at a state. Its input, and its drive,
 * are the linearisation of the other layer and then v; so whatever solves layers solves adjoints.
 */
final class AdjointLayer extends DerivedLayer {

    AdjointLayer(Layer layer) {
        super(layer, Math.addExact(layer.tangentSize(), layer.shape().state()));
    }

    /** The layer of which this is the adjoint. */
    Layer layer() {
        return layer;
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
            kernel.transposedProduct(drives, states, lanes, images);
            int cotangents = tangentSize() * lanes;
            for (int i = 0; i < shape().state() * lanes; i++) {
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
    }
}
