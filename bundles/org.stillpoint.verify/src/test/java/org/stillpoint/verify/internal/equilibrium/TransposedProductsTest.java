package org.stillpoint.verify.internal.equilibrium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.stillpoint.verify.internal.equilibrium.Layers.parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.problem.equilibrium.ScalarMap;
import org.stillpoint.api.problem.equilibrium.StandardLayer;
import org.stillpoint.testing.Verification;

/** The products (df/dz)'u of every layer against differences of u'f in each component of the state. */
class TransposedProductsTest {

    private final Random random = new Random(3);

    private NamedArray array(int... shape) {
        int length = 1;
        for (int extent : shape) {
            length *= extent;
        }
        return new NamedArray(numbers(length), shape);
    }

    private double[] numbers(int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian() / 2;
        }
        return values;
    }

    private double[] positive(int length) {
        double[] values = numbers(length);
        for (int i = 0; i < length; i++) {
            values[i] = Math.abs(values[i]) + .1;
        }
        return values;
    }

    private List<DataRecord> examples(StandardLayer layer) {
        List<DataRecord> list = new ArrayList<>();
        switch (layer) {
            case DENSE -> {
                for (Activation activation : Activation.values()) {
                    list.add(parameters().array("weight", array(5, 5)).array("input_weight", array(5, 3)).doubles("bias", numbers(5))
                            .text("activation", activation.label()).build());
                }
            }
            case CONVOLUTIONAL -> list.add(parameters().array("weight", array(2, 2, 3, 3)).array("input_weight", array(2, 1, 5, 5))
                    .doubles("bias", numbers(2)).integer("height", 3).integer("width", 4).text("activation", "tanh").build());
            case MONOTONE -> list.add(parameters().array("factor", array(4, 5)).array("skew", array(5, 5)).number("margin", .3)
                    .array("input_weight", array(5, 2)).text("activation", "relu").build());
            case SUBHOMOGENEOUS -> {
                DataRecord.Builder one = parameters().array("weight", array(5, 5)).number("shift", 1.3).number("power", .8)
                        .array("input_weight", array(5, 2));
                list.add(one.build());
                list.add(parameters().fields(one.build()).truth("normalise", true).build());
            }
            case GRAPH -> {
                for (String normalisation : List.of("columns", "rows", "degree")) {
                    list.add(parameters().integer("nodes", 3).ints("edge_from", new int[] {0, 0, 1, 2})
                            .ints("edge_to", new int[] {1, 2, 2, 0})
                            .array("edge_weight", array(4, 2)).number("gamma", .8).text("normalisation", normalisation)
                            .array("input_weight", array(2, 3)).text("activation", "softplus").build());
                }
            }
            case BOLTZMANN -> list.add(parameters().array("factor", array(3, 6)).ints("groups", new int[] {2, 1, 3}).number("margin", .2)
                    .array("input_weight", array(6, 2)).build());
            case HOPFIELD -> list.add(parameters().array("patterns", array(4, 5)).number("beta", 2).build());
            case PROXIMAL -> {
                list.add(parameters().array("operator", array(3, 4)).number("step", .4).number("threshold", .2).build());
                list.add(parameters().array("operator", array(3, 4)).number("step", .4).array("hidden_weight", array(3, 2))
                        .doubles("hidden_bias", numbers(3)).doubles("output_weight", positive(3)).number("quadratic", .1)
                        .number("sharpness", 3).build());
            }
            case SCALAR -> {
                for (ScalarMap map : ScalarMap.values()) {
                    list.add(parameters().text("map", map.label()).build());
                }
            }
        }
        return list;
    }

    private static int inputs(StandardLayer layer, DataRecord parameters) {
        return switch (layer) {
            case DENSE, MONOTONE, SUBHOMOGENEOUS, BOLTZMANN -> parameters.array("input_weight").shape()[1];
            case CONVOLUTIONAL -> 12;
            case GRAPH -> 9;
            case HOPFIELD -> 0;
            case PROXIMAL -> 3;
            case SCALAR -> ScalarMap.of(parameters).inputs();
        };
    }

    @ParameterizedTest
    @EnumSource
    void agreeWithDifferences(StandardLayer layer) throws SolverException {
        List<DataRecord> examples = examples(layer);
        assertTrue(!examples.isEmpty());
        for (DataRecord parameters : examples) {
            double[] input = numbers(inputs(layer, parameters));
            LayerMap map = LayerMaps.of(EquilibriumProblem.of(layer, parameters,
                    input.length == 0 ? Samples.none(1) : Samples.of(input)), Verification.context(1));
            int size = map.shape().state();
            double[] state = layer == StandardLayer.SCALAR ? new double[] {.7} : numbers(size);
            double[] cotangent = numbers(size);
            double[] product = new double[size];
            map.transposedProduct(state, input, cotangent, product);
            double step = 1e-5;
            for (int k = 0; k < size; k++) {
                double[] image = new double[size];
                double difference = 0;
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] moved = state.clone();
                    moved[k] += sign * step;
                    map.apply(moved, 0, input, 0, 1, image);
                    for (int i = 0; i < size; i++) {
                        difference += sign * cotangent[i] * image[i] / (2 * step);
                    }
                }
                assertEquals(difference, product[k], 1e-8, layer + " " + parameters + " " + k);
            }
        }
    }
}
