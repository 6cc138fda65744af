package org.stillpoint.equilibrium.internal.layer.subhomogeneous;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.Activations;
import org.stillpoint.equilibrium.internal.layer.dense.Drive;
import org.stillpoint.equilibrium.internal.layer.dense.Transposition;
import org.stillpoint.numerics.PanelMatrix;
import org.stillpoint.numerics.PanelProducts;
import org.stillpoint.numerics.VectorKernels;

/**
 * g = (tanh(W z) + h)^p + max(0, U x + b), and f = g or f = g / max g, see
 * {@link org.stillpoint.api.problem.equilibrium.StandardLayer#SUBHOMOGENEOUS}.
 *
 * <p>The drive is max(0, U x + b). A linearisation has d rows of p (tanh t + h)^(p-1) (1 - tanh(t)^2), d of the derivatives of the drive
 * and, where it is normalised, d of f, one of 1 / max g, and one that tells the component that is largest, the first if several are.
 */
public final class SubhomogeneousLayer implements Layer {

    private final LayerShape shape;
    private final int size;
    private final double[] weight;
    private final double shift;
    private final double power;
    private final boolean normalise;
    private final Drive drive;
    private final PanelMatrix matrix;
    private final PanelMatrix transposed;

    /** A layer of checked parameters. */
    public SubhomogeneousLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        size = shape.state();
        weight = parameters.numbers("weight");
        shift = parameters.number("shift");
        power = parameters.has("power") ? parameters.number("power") : 1;
        normalise = parameters.has("normalise") && parameters.truth("normalise");
        drive = new Drive(parameters, size, shape.input());
        matrix = PanelMatrix.of(weight, 0, size, size);
        transposed = PanelMatrix.of(Transposition.of(weight, size, size), 0, size, size);
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return size;
    }

    @Override
    public double operations() {
        return (2.0 * size + (power == 1 ? 20 : 60)) * size;
    }

    @Override
    public int tangentSize() {
        return normalise ? 3 * size + 2 : 2 * size;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("weight", new NamedArray(weight, size, size)));
        drive.addParameters(list);
        return list;
    }

    @Override
    public LayerKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel implements LayerKernel {

        private final PanelProducts products = new PanelProducts();
        private final double[] slopes;
        private final double[] largest;
        private final double[] largestAt;
        private final double[] inner;
        private final double[] outer;

        Kernel(int lanes) {
            slopes = new double[size * lanes];
            largest = new double[lanes];
            largestAt = new double[lanes];
            inner = new double[size * lanes];
            outer = new double[size * lanes];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            drive.compute(products, inputs, lanes, drives);
            Activations.apply(Activation.RELU, drives, size * lanes);
        }

        @Override
        public void apply(double[] states, double[] drives, int lanes, double[] images) {
            evaluate(states, drives, lanes, images, null);
            normalise(images, lanes);
        }

        @Override
        public void linearise(double[] states, double[] drives, int lanes, double[] images, double[] tangents) {
            int length = size * lanes;
            evaluate(states, drives, lanes, images, slopes);
            System.arraycopy(slopes, 0, tangents, 0, length);
            for (int i = 0; i < length; i++) {
                tangents[length + i] = drives[i] > 0 ? 1 : 0;
            }
            normalise(images, lanes);
            if (normalise) {
                System.arraycopy(images, 0, tangents, 2 * length, length);
                for (int lane = 0; lane < lanes; lane++) {
                    tangents[3 * length + lane] = 1 / largest[lane];
                    tangents[3 * length + lanes + lane] = largestAt[lane];
                }
            }
        }

        /** Computes g and, if asked, the derivatives of its first term. */
        private void evaluate(double[] states, double[] drives, int lanes, double[] images, double[] derivatives) {
            int length = size * lanes;
            Arrays.fill(images, 0, length, 0);
            products.addPanel(images, 0, matrix, states, 0, lanes);
            VectorKernels.tanh(images, 0, images, 0, length);
            if (derivatives != null) {
                Activations.derivatives(Activation.TANH, images, length, derivatives);
                for (int i = 0; power != 1 && i < length; i++) {
                    derivatives[i] *= power * Math.pow(images[i] + shift, power - 1);
                }
            }
            for (int i = 0; i < length; i++) {
                double base = images[i] + shift;
                images[i] = (power == 1 ? base : Math.pow(base, power)) + drives[i];
            }
        }

        private void normalise(double[] images, int lanes) {
            if (!normalise) {
                return;
            }
            System.arraycopy(images, 0, largest, 0, lanes);
            Arrays.fill(largestAt, 0, lanes, 0);
            for (int k = 1; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    double value = images[k * lanes + lane];
                    if (value > largest[lane]) {
                        largest[lane] = value;
                        largestAt[lane] = k;
                    }
                }
            }
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    images[k * lanes + lane] /= largest[lane];
                }
            }
        }

        @Override
        public void product(double[] tangents, double[] directions, int lanes, double[] results) {
            int length = size * lanes;
            Arrays.fill(results, 0, length, 0);
            products.addPanel(results, 0, matrix, directions, 0, lanes);
            for (int i = 0; i < length; i++) {
                results[i] *= tangents[i];
            }
            if (!normalise) {
                return;
            }
            for (int lane = 0; lane < lanes; lane++) {
                largest[lane] = results[(int) tangents[3 * length + lanes + lane] * lanes + lane];
            }
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    int at = k * lanes + lane;
                    results[at] = (results[at] - tangents[2 * length + at] * largest[lane]) * tangents[3 * length + lane];
                }
            }
        }

        @Override
        public void transposedProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            Arrays.fill(results, 0, size * lanes, 0);
            products.addPanel(results, 0, transposed, beforePower(tangents, cotangents, lanes), 0, lanes);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            drive.transposedProduct(products, beforeDrive(tangents, cotangents, lanes), lanes, results);
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            products.addOuterProducts(beforePower(tangents, cotangents, lanes), size, states, size, lanes, sums[0]);
            drive.addParameterProducts(products, beforeDrive(tangents, cotangents, lanes), inputs, lanes, sums, 1);
        }

        /** The cotangents of W z. */
        private double[] beforePower(double[] tangents, double[] cotangents, int lanes) {
            double[] unnormalised = unnormalised(tangents, cotangents, lanes);
            for (int i = 0; i < size * lanes; i++) {
                inner[i] = tangents[i] * unnormalised[i];
            }
            return inner;
        }

        /** The cotangents of U x + b. */
        private double[] beforeDrive(double[] tangents, double[] cotangents, int lanes) {
            double[] unnormalised = unnormalised(tangents, cotangents, lanes);
            for (int i = 0; i < size * lanes; i++) {
                inner[i] = tangents[size * lanes + i] * unnormalised[i];
            }
            return inner;
        }

        /** The cotangents of g: those of f, less f'u at the component that is largest, over max g. */
        private double[] unnormalised(double[] tangents, double[] cotangents, int lanes) {
            if (!normalise) {
                return cotangents;
            }
            int length = size * lanes;
            Arrays.fill(largest, 0, lanes, 0);
            for (int k = 0; k < size; k++) {
                for (int lane = 0; lane < lanes; lane++) {
                    largest[lane] += tangents[2 * length + k * lanes + lane] * cotangents[k * lanes + lane];
                    outer[k * lanes + lane] = cotangents[k * lanes + lane] * tangents[3 * length + lane];
                }
            }
            for (int lane = 0; lane < lanes; lane++) {
                outer[(int) tangents[3 * length + lanes + lane] * lanes + lane] -= largest[lane] * tangents[3 * length + lane];
            }
            return outer;
        }
    }
}
