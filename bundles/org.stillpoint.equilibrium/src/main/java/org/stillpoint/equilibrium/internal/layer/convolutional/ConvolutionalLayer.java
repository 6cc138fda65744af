package org.stillpoint.equilibrium.internal.layer.convolutional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedKernel;
import org.stillpoint.equilibrium.internal.layer.dense.ActivationProximal;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableKernel;
import org.stillpoint.equilibrium.internal.layer.dense.SplittableLayer;

/** f(z, x) = s(W (*) z + U (*) x + b), see {@link org.stillpoint.api.problem.equilibrium.StandardLayer#CONVOLUTIONAL}. */
public final class ConvolutionalLayer implements SplittableLayer {

    private final LayerShape shape;
    private final int channels;
    private final int width;
    private final int pixels;
    private final Correlation weight;
    private final Correlation inputWeight;
    private final double[] bias;
    private final Activation activation;

    /** A layer of checked parameters. */
    public ConvolutionalLayer(DataRecord parameters, LayerShape shape) {
        this.shape = shape;
        int height = (int) parameters.integer("height");
        width = (int) parameters.integer("width");
        pixels = height * width;
        channels = shape.state() / pixels;
        weight = new Correlation(parameters.array("weight"), parameters.numbers("weight"), height, width);
        inputWeight = parameters.has("input_weight")
                ? new Correlation(parameters.array("input_weight"), parameters.numbers("input_weight"), height, width) : null;
        bias = parameters.has("bias") ? parameters.numbers("bias") : null;
        activation = Activation.of(parameters);
    }

    @Override
    public LayerShape shape() {
        return shape;
    }

    @Override
    public int driveSize() {
        return shape.state();
    }

    @Override
    public double operations() {
        return weight.operations() + 20.0 * shape.state();
    }

    @Override
    public int tangentSize() {
        return shape.state();
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> list = new ArrayList<>();
        list.add(new Parameter("weight", weight.array()));
        if (inputWeight != null) {
            list.add(new Parameter("input_weight", inputWeight.array()));
        }
        if (bias != null) {
            list.add(new Parameter("bias", new NamedArray(bias, channels)));
        }
        return list;
    }

    @Override
    public boolean projects() {
        return ActivationProximal.projects(activation);
    }

    @Override
    public SplittableKernel kernel(int lanes) {
        return new Kernel(lanes);
    }

    private final class Kernel extends ActivatedKernel {

        private final double[] rowSums;

        Kernel(int lanes) {
            super(activation, shape.state(), lanes);
            rowSums = new double[Math.multiplyExact(width, lanes)];
        }

        @Override
        public void drive(double[] inputs, int lanes, double[] drives) {
            for (int channel = 0; channel < channels; channel++) {
                Arrays.fill(drives, channel * pixels * lanes, (channel + 1) * pixels * lanes, bias == null ? 0 : bias[channel]);
            }
            if (inputWeight != null) {
                inputWeight.add(inputs, lanes, drives);
            } else {
                for (int i = 0; i < shape.input() * lanes; i++) {
                    drives[i] += inputs[i];
                }
            }
        }

        @Override
        protected void addProduct(double[] v, int lanes, double[] results) {
            weight.add(v, lanes, results);
        }

        @Override
        protected void addTransposedProduct(double[] u, int lanes, double[] results) {
            weight.addTransposed(u, lanes, results);
        }

        @Override
        public void inputProduct(double[] tangents, double[] cotangents, int lanes, double[] results) {
            double[] before = before(tangents, cotangents, lanes);
            if (inputWeight != null) {
                Arrays.fill(results, 0, shape.input() * lanes, 0);
                inputWeight.addTransposed(before, lanes, results);
            } else {
                System.arraycopy(before, 0, results, 0, shape.input() * lanes);
            }
        }

        @Override
        public void addParameterProducts(double[] tangents, double[] states, double[] inputs, double[] cotangents, int lanes,
                double[][] sums) {
            double[] before = before(tangents, cotangents, lanes);
            weight.addProducts(before, states, lanes, rowSums, sums[0]);
            int next = 1;
            if (inputWeight != null) {
                inputWeight.addProducts(before, inputs, lanes, rowSums, sums[next++]);
            }
            for (int channel = 0; bias != null && channel < channels; channel++) {
                Arrays.fill(rowSums, 0, lanes, 0);
                for (int pixel = channel * pixels; pixel < (channel + 1) * pixels; pixel++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        rowSums[lane] += before[pixel * lanes + lane];
                    }
                }
                for (int lane = 0; lane < lanes; lane++) {
                    sums[next][channel] += rowSums[lane];
                }
            }
        }
    }
}
