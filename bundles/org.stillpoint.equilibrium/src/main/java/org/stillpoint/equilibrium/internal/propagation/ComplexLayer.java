package org.stillpoint.equilibrium.internal.propagation;

import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.layer.dense.Transposition;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;

/**
 * The continuation of a layer s(W z + drive) with an analytic s to complex states and drives: 2 d real components, first the real and then
 * the imaginary parts. The drive is the input. A linearisation is s', real and imaginary parts.
 */
final class ComplexLayer implements Layer {

    private final int size;
    private final Activation activation;
    private final double operations;
    private final PanelMatrix matrix;
    private final PanelMatrix transposed;

    ComplexLayer(ActivatedLayer layer) {
        size = layer.shape().state();
        activation = layer.activation();
        operations = 2 * layer.operations() + 100.0 * size;
        matrix = PanelMatrix.of(layer.weight(), 0, size, size);
        transposed = PanelMatrix.of(Transposition.of(layer.weight(), size, size), 0, size, size);
    }

    /** Whether a layer has such a continuation. */
    static boolean isAnalytic(Layer layer) {
        return layer instanceof ActivatedLayer activated && switch (activated.activation()) {
            case IDENTITY, TANH, SIGMOID -> true;
            case RELU, SOFTPLUS, CLIP -> false;
        };
    }

    @Override
    public LayerShape shape() {
        return new LayerShape(2 * size, 2 * size);
    }

    @Override
    public int driveSize() {
        return 2 * size;
    }

    @Override
    public double operations() {
        return operations;
    }

    @Override
    public int tangentSize() {
        return 2 * size;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final PanelProducts products = new PanelProducts();
        private final double[] room;

        Kernel(int lanes) {
            room = new double[2 * size * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            System.arraycopy(inputs, 0, drives, 0, 2 * size * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            int half = size * lanes;
            System.arraycopy(drives, 0, images, 0, 2 * half);
            multiply(matrix, states, lanes, images);
            switch (activation) {
                case TANH -> tanh(images, half);
                case SIGMOID -> sigmoid(images, half);
                default -> {
                }
            }
        }

        /** Adds the products of a real matrix with both parts. */
        private void multiply(PanelMatrix real, double[] x, int lanes, double[] result) {
            int half = size * lanes;
            products.addPanel(result, 0, real, x, 0, lanes);
            products.addPanel(result, half, real, x, half, lanes);
        }

        /** tanh(a + i b) = (t + i (1 - t^2) sin b cos b) / (cos^2 b + t^2 sin^2 b) with t = tanh a. */
        private void tanh(double[] values, int half) {
            for (int i = 0; i < half; i++) {
                double t = Math.tanh(values[i]);
                double sine = Math.sin(values[half + i]);
                double cosine = Math.cos(values[half + i]);
                double square = cosine * cosine + t * t * sine * sine;
                values[i] = t / square;
                values[half + i] = (1 - t) * (1 + t) * sine * cosine / square;
            }
        }

        /** (1 + tanh(t / 2)) / 2. */
        private void sigmoid(double[] values, int half) {
            for (int i = 0; i < 2 * half; i++) {
                values[i] /= 2;
            }
            tanh(values, half);
            for (int i = 0; i < half; i++) {
                values[i] = (1 + values[i]) / 2;
                values[half + i] /= 2;
            }
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            apply(states, drives, lanes, images);
            int half = size * lanes;
            for (int i = 0; i < half; i++) {
                double real = images[i];
                double imaginary = images[half + i];
                switch (activation) {
                    case TANH -> {
                        tangents[i] = 1 - real * real + imaginary * imaginary;
                        tangents[half + i] = -2 * real * imaginary;
                    }
                    case SIGMOID -> {
                        tangents[i] = real * (1 - real) + imaginary * imaginary;
                        tangents[half + i] = imaginary * (1 - 2 * real);
                    }
                    default -> {
                        tangents[i] = 1;
                        tangents[half + i] = 0;
                    }
                }
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            int half = size * lanes;
            Arrays.fill(results, 0, 2 * half, 0);
            multiply(matrix, directions, lanes, results);
            for (int i = 0; i < half; i++) {
                double real = results[i];
                results[i] = tangents[i] * real - tangents[half + i] * results[half + i];
                results[half + i] = tangents[i] * results[half + i] + tangents[half + i] * real;
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            int half = size * lanes;
            for (int i = 0; i < half; i++) {
                room[i] = tangents[i] * cotangents[i] + tangents[half + i] * cotangents[half + i];
                room[half + i] = tangents[i] * cotangents[half + i] - tangents[half + i] * cotangents[i];
            }
            Arrays.fill(results, 0, 2 * half, 0);
            multiply(transposed, room, lanes, results);
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
