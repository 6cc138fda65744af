package org.stillpoint.equilibrium.internal.layer.proximal;

import java.util.List;
import org.stillpoint.equilibrium.internal.layer.Layer.Parameter;

/** D(v) = sign(v) * max(0, |v| - c), component by component; its derivative where |v| = c is taken to be 0. */
final class SoftThreshold implements Denoiser {

    private static final double OPERATIONS = 4;

    private final double threshold;
    private final int size;

    SoftThreshold(double threshold, int size) {
        this.threshold = threshold;
        this.size = size;
    }

    @Override
    public double operations() {
        return OPERATIONS * size;
    }

    @Override
    public int tangentSize() {
        return size;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Kernel kernel(int lanes) {
        return new ThresholdKernel();
    }

    private final class ThresholdKernel implements Kernel {

        @Override
        public void apply(double[] v, int lanes, double[] images) {
            for (int i = 0; i < size * lanes; i++) {
                images[i] = Math.max(0, v[i] - threshold) + Math.min(0, v[i] + threshold);
            }
        }

        @Override
        public void linearise(double[] v, int lanes, double[] images, double[] tangents) {
            apply(v, lanes, images);
            for (int i = 0; i < size * lanes; i++) {
                tangents[i] = Math.abs(v[i]) > threshold ? 1 : 0;
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            for (int i = 0; i < size * lanes; i++) {
                results[i] = tangents[i] * directions[i];
            }
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] cotangents, int lanes, double[][] sums, int first) {
            // The threshold is no array.
        }
    }
}
