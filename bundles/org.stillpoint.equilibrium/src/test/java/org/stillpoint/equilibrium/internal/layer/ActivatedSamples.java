package org.stillpoint.equilibrium.internal.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.StandardLayer;

/** Dense, monotone and convolutional layers with random parameters, each with its definition written out. */
final class ActivatedSamples {

    private ActivatedSamples() {
    }

    static List<SampleLayers.Sample> all() {
        List<SampleLayers.Sample> all = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            addDense(all, activation);
            addMonotone(all, activation);
            addConvolutional(all, activation);
        }
        return all;
    }

    private static void addDense(List<SampleLayers.Sample> all, Activation activation) {
        Random random = new Random(11);
        for (int inputs : new int[] {0, 5, 2}) {
            DataRecord.Builder parameters = SampleLayers.parameters().array("weight", SampleLayers.matrix(random, 5, 5, .3));
            all.add(new SampleLayers.Sample("dense " + activation.label() + " n=" + inputs, StandardLayer.DENSE,
                    drive(parameters, random, 5, inputs).text("activation", activation.label()).build(), 5, inputs,
                    ActivatedSamples::dense));
        }
    }

    private static void addMonotone(List<SampleLayers.Sample> all, Activation activation) {
        Random random = new Random(12);
        for (int rank : activation == Activation.TANH ? new int[] {2, 4, 7} : new int[] {2}) {
            int inputs = rank == 2 ? 3 : rank == 4 ? 4 : 0;
            DataRecord.Builder parameters = SampleLayers.parameters().array("factor", SampleLayers.matrix(random, rank, 4, .4))
                    .number("margin", .3);
            if (rank != 4) {
                parameters.array("skew", SampleLayers.matrix(random, 4, 4, .3));
            }
            all.add(new SampleLayers.Sample("monotone " + activation.label() + " r=" + rank, StandardLayer.MONOTONE,
                    drive(parameters, random, 4, inputs).text("activation", activation.label()).build(), 4, inputs,
                    ActivatedSamples::monotone));
        }
    }

    private static DataRecord.Builder drive(DataRecord.Builder parameters, Random random, int d, int inputs) {
        if (inputs != 0 && inputs != d) {
            parameters.array("input_weight", SampleLayers.matrix(random, d, inputs, .3));
        }
        return inputs == 0 ? parameters.doubles("bias", random.doubles(d, .1, .2).toArray()) : parameters;
    }

    private static double[] dense(DataRecord parameters, double[] z, double[] x) {
        double[] t = SampleLayers.product(parameters, "weight", z);
        double[] drive = SampleLayers.drive(parameters, z.length, x);
        for (int i = 0; i < t.length; i++) {
            t[i] = activate(parameters, t[i] + drive[i]);
        }
        return t;
    }

    private static double[] monotone(DataRecord parameters, double[] z, double[] x) {
        double[] factor = parameters.numbers("factor");
        double[] image = SampleLayers.product(parameters, "factor", z);
        double[] t = SampleLayers.drive(parameters, z.length, x);
        for (int i = 0; i < t.length; i++) {
            t[i] += (1 - parameters.number("margin")) * z[i];
            for (int k = 0; k < image.length; k++) {
                t[i] -= factor[k * t.length + i] * image[k];
            }
            for (int j = 0; parameters.has("skew") && j < t.length; j++) {
                t[i] += (parameters.numbers("skew")[i * t.length + j] - parameters.numbers("skew")[j * t.length + i]) * z[j];
            }
        }
        for (int i = 0; i < t.length; i++) {
            t[i] = activate(parameters, t[i]);
        }
        return t;
    }

    private static double activate(DataRecord parameters, double t) {
        return switch (Activation.of(parameters)) {
            case IDENTITY -> t;
            case TANH -> Math.tanh(t);
            case SIGMOID -> 1 / (1 + Math.exp(-t));
            case RELU -> t > 0 ? t : 0;
            case SOFTPLUS -> Math.log1p(Math.exp(t));
            case CLIP -> t < 0 ? 0 : t > 1 ? 1 : t;
        };
    }

    /** Channels, height, width, extent of the kernels, images of the input (0 for none, -1 for an input as large as the state). */
    private static final int[][] IMAGES = {{1, 1, 1, 1, 0}, {1, 3, 4, 3, -1}, {2, 4, 3, 3, 1}, {2, 2, 3, 5, 3}, {1, 2, 2, 7, 0}};

    private static void addConvolutional(List<SampleLayers.Sample> all, Activation activation) {
        Random random = new Random(13);
        for (int[] sizes : activation == Activation.TANH ? IMAGES : new int[][] {IMAGES[1]}) {
            int channels = sizes[0];
            int pixels = sizes[1] * sizes[2];
            int images = sizes[4];
            int extent = sizes[3];
            DataRecord.Builder parameters = SampleLayers.parameters().integer("height", sizes[1]).integer("width", sizes[2])
                    .text("activation", activation.label()).array("weight", kernels(random, channels, channels, extent));
            if (images > 0) {
                parameters.array("input_weight", kernels(random, channels, images, images));
            }
            if (channels == 2) {
                parameters.doubles("bias", random.doubles(channels, .1, .2).toArray());
            }
            int inputs = images > 0 ? images * pixels : images < 0 ? channels * pixels : 0;
            all.add(new SampleLayers.Sample("convolutional " + activation.label() + " " + channels + " x " + sizes[1] + " x "
                    + sizes[2] + " by "
                    + extent, StandardLayer.CONVOLUTIONAL, parameters.build(), channels * pixels, inputs, ActivatedSamples::convolutional));
        }
    }

    private static NamedArray kernels(Random random, int to, int from, int extent) {
        return new NamedArray(random.doubles((long) to * from * extent * extent, -.1, .15).toArray(), to, from, extent, extent);
    }

    private static double[] convolutional(DataRecord parameters, double[] z, double[] x) {
        double[] t = x.length > 0 && !parameters.has("input_weight") ? x.clone() : new double[z.length];
        int channels = parameters.array("weight").shape()[0];
        for (int i = 0; parameters.has("bias") && i < t.length; i++) {
            t[i] += parameters.numbers("bias")[i / (t.length / channels)];
        }
        correlate(parameters, "weight", z, t);
        if (parameters.has("input_weight")) {
            correlate(parameters, "input_weight", x, t);
        }
        for (int i = 0; i < t.length; i++) {
            t[i] = activate(parameters, t[i]);
        }
        return t;
    }

    /** Adds a correlation, pixel by pixel. */
    private static void correlate(DataRecord parameters, String name, double[] z, double[] t) {
        int[] shape = parameters.array(name).shape();
        double[] kernels = parameters.numbers(name);
        int height = (int) parameters.integer("height");
        int width = (int) parameters.integer("width");
        int k = shape[2];
        for (int at = 0; at < t.length; at++) {
            int o = at / (height * width);
            int p = at / width % height;
            int q = at % width;
            for (int i = 0; i < shape[1]; i++) {
                for (int tap = 0; tap < k * k; tap++) {
                    int row = p + tap / k - (k - 1) / 2;
                    int column = q + tap % k - (k - 1) / 2;
                    if (row >= 0 && row < height && column >= 0 && column < width) {
                        t[at] += kernels[(o * shape[1] + i) * k * k + tap] * z[(i * height + row) * width + column];
                    }
                }
            }
        }
    }
}
