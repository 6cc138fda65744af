package org.stillpoint.equilibrium.internal.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.data.NamedArray;

/** What every layer promises of its kernels. */
class LayerContractTest {

    private static final int[] LANES = {1, 2, 3, 8, 9, 16, 31};
    private static final double STEP = 1e-6;

    static Stream<SampleLayers.Sample> samples() {
        return SampleLayers.all().stream();
    }

    /** States and inputs around 1, where all maps are smooth enough for differences. */
    private static double[] values(Random random, int length) {
        return random.doubles(length, .3, 1.4).toArray();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void imagesFollowTheDefinition(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(1);
        for (int round = 0; round < 10; round++) {
            double[] state = random.doubles(sample.state(), -2, 2).toArray();
            double[] input = random.doubles(sample.inputs(), -2, 2).toArray();
            assertArrayEquals(sample.image(state, input), new Panel(sample.layer(), 1, state, input).images, 2e-14);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void productsAgreeWithCentralDifferences(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(2);
        double[] state = values(random, sample.state());
        double[] input = values(random, sample.inputs());
        Panel panel = new Panel(sample.layer(), 1, state, input);
        for (int k = 0; k < state.length; k++) {
            double[] expected = difference(state, k, moved -> sample.image(moved, input));
            assertArrayEquals(expected, panel.product(unit(k, state.length)), 1e-8, "component " + k);
        }
        for (int k = 0; k < input.length; k++) {
            double[] expected = difference(input, k, moved -> sample.image(state, moved));
            for (int i = 0; i < state.length; i++) {
                assertEquals(expected[i], panel.inputProduct(unit(i, state.length))[k], 1e-8, "component " + i + ", input " + k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void transposedProductsAreAdjoint(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(3);
        for (int round = 0; round < 10; round++) {
            Panel panel = new Panel(sample.layer(), 1, values(random, sample.state()), values(random, sample.inputs()));
            double[] v = random.doubles(sample.state(), -1, 1).toArray();
            double[] u = random.doubles(sample.state(), -1, 1).toArray();
            double[] forward = panel.product(v);
            double[] back = panel.transposedProduct(u);
            double size = 0;
            double difference = 0;
            for (int k = 0; k < v.length; k++) {
                difference += u[k] * forward[k] - v[k] * back[k];
                size += Math.abs(u[k] * forward[k]) + Math.abs(v[k] * back[k]);
            }
            assertEquals(0, difference, 1e-14 * Math.max(1, size));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void parameterProductsAgreeWithCentralDifferences(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(4);
        double[] state = values(random, sample.state());
        double[] input = values(random, sample.inputs());
        double[] cotangent = random.doubles(sample.state(), -1, 1).toArray();
        Layer layer = sample.layer();
        double[][] sums = new Panel(layer, 1, state, input).parameterProducts(cotangent);
        for (int index = 0; index < sums.length; index++) {
            Layer.Parameter parameter = layer.parameters().get(index);
            double[] values = sample.parameters().numbers(parameter.name());
            for (int k = 0; k < values.length; k++) {
                double[] expected = difference(values, k, moved -> sample.definition().image(sample.parameters().with(
                        SampleLayers.parameters().array(parameter.name(), new NamedArray(moved, parameter.value().shape())).build()),
                        state, input));
                double sum = 0;
                for (int i = 0; i < expected.length; i++) {
                    sum += cotangent[i] * expected[i];
                }
                assertEquals(sum, sums[index][k], 1e-8, parameter.name() + " " + k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void parametersAreThoseOfTheProblem(SampleLayers.Sample sample) throws SolverException {
        List<Layer.Parameter> parameters = sample.layer().parameters();
        for (Layer.Parameter parameter : parameters) {
            assertEquals(sample.parameters().array(parameter.name()), parameter.value());
        }
        List<String> fixed = List.of("edge_from", "edge_to", "groups");
        assertEquals(sample.parameters().names().stream().filter(name -> sample.parameters().fields().get(name) instanceof NamedArray)
                .filter(name -> !fixed.contains(name)).sorted().toList(), parameters.stream().map(Layer.Parameter::name).sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bitsDoNotDependOnTheLanes(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(5);
        Layer layer = sample.layer();
        for (int lanes : LANES) {
            double[] states = values(random, sample.state() * lanes);
            double[] inputs = values(random, sample.inputs() * lanes);
            double[] directions = values(random, sample.state() * lanes);
            Panel panel = new Panel(layer, lanes, states, inputs);
            for (int lane = 0; lane < lanes; lane++) {
                Panel alone = new Panel(layer, 1, column(states, lanes, lane), column(inputs, lanes, lane));
                double[] direction = column(directions, lanes, lane);
                assertArrayEquals(alone.images, column(panel.images, lanes, lane));
                assertArrayEquals(alone.product(direction), column(panel.product(directions), lanes, lane));
                assertArrayEquals(alone.transposedProduct(direction), column(panel.transposedProduct(directions), lanes, lane));
                assertArrayEquals(alone.inputProduct(direction), column(panel.inputProduct(directions), lanes, lane));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void parameterProductsOfLanesAddUp(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(6);
        Layer layer = sample.layer();
        int lanes = 5;
        double[] states = values(random, sample.state() * lanes);
        double[] inputs = values(random, sample.inputs() * lanes);
        double[] cotangents = values(random, sample.state() * lanes);
        double[][] together = new Panel(layer, lanes, states, inputs).parameterProducts(cotangents);
        double[][] sums = sums(layer);
        for (int lane = 0; lane < lanes; lane++) {
            new Panel(layer, 1, column(states, lanes, lane), column(inputs, lanes, lane))
                    .addParameterProducts(column(cotangents, lanes, lane), sums);
        }
        for (int index = 0; index < sums.length; index++) {
            assertArrayEquals(sums[index], together[index], 1e-13);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void linearisationsGiveTheBitsOfEvaluationsAndStayInTheirPlaces(SampleLayers.Sample sample) throws SolverException {
        Random random = new Random(7);
        Layer layer = sample.layer();
        int lanes = 3;
        // A kernel made for more lanes, and not fresh.
        LayerKernel kernel = layer.kernel(11);
        double[] drives = filled(layer.driveSize() * 11);
        double[] scratch = new double[sample.state() * 11];
        kernel.drive(values(random, sample.inputs() * 11), 11, drives);
        kernel.apply(values(random, sample.state() * 11), drives, 11, scratch);
        double[] states = values(random, sample.state() * lanes + 2);
        double[] inputs = values(random, sample.inputs() * lanes + 2);
        kernel.drive(inputs, lanes, drives);
        double[] evaluated = filled(sample.state() * lanes + 2);
        double[] linearised = filled(sample.state() * lanes + 2);
        double[] tangents = filled(layer.tangentSize() * lanes + 2);
        double[] results = filled(sample.state() * lanes + 2);
        kernel.apply(states, drives, lanes, evaluated);
        kernel.linearise(states, drives, lanes, linearised, tangents);
        kernel.product(tangents, states, lanes, results);
        assertArrayEquals(evaluated, linearised);
        assertArrayEquals(new Panel(layer, lanes, states, inputs).images, Arrays.copyOf(evaluated, sample.state() * lanes));
        for (double[] array : List.of(evaluated, linearised, tangents, results)) {
            assertEquals(-7, array[array.length - 1] / 2 + array[array.length - 2] / 2);
        }
    }

    private static double[] filled(int length) {
        double[] values = new double[length];
        Arrays.fill(values, -7);
        return values;
    }

    private static double[] unit(int k, int length) {
        double[] unit = new double[length];
        unit[k] = 1;
        return unit;
    }

    private interface Image {

        double[] of(double[] moved);
    }

    private static double[] difference(double[] values, int k, Image image) {
        double[] above = values.clone();
        double[] below = values.clone();
        above[k] += STEP;
        below[k] -= STEP;
        double[] difference = image.of(above);
        double[] low = image.of(below);
        for (int i = 0; i < difference.length; i++) {
            difference[i] = (difference[i] - low[i]) / (above[k] - below[k]);
        }
        return difference;
    }

    private static double[] column(double[] panel, int lanes, int lane) {
        double[] column = new double[panel.length / lanes];
        Lanes.gather(panel, lane, lanes, column);
        return column;
    }

    private static double[][] sums(Layer layer) {
        return layer.parameters().stream().map(parameter -> new double[parameter.value().length()]).toArray(double[][]::new);
    }

    /** A linearisation of all lanes at once. */
    private static final class Panel {

        private final Layer layer;
        private final LayerKernel kernel;
        private final int lanes;
        private final double[] states;
        private final double[] inputs;
        private final double[] images;
        private final double[] tangents;

        Panel(Layer layer, int lanes, double[] states, double[] inputs) {
            this.layer = layer;
            this.lanes = lanes;
            this.states = states;
            this.inputs = inputs;
            kernel = layer.kernel(lanes);
            double[] drives = new double[layer.driveSize() * lanes];
            kernel.drive(inputs, lanes, drives);
            images = new double[layer.shape().state() * lanes];
            tangents = new double[layer.tangentSize() * lanes];
            kernel.linearise(states, drives, lanes, images, tangents);
        }

        double[] product(double[] directions) {
            double[] results = new double[images.length];
            kernel.product(tangents, directions, lanes, results);
            return results;
        }

        double[] transposedProduct(double[] cotangents) {
            double[] results = new double[images.length];
            kernel.transposedProduct(tangents, cotangents, lanes, results);
            return results;
        }

        double[] inputProduct(double[] cotangents) {
            double[] results = new double[layer.shape().input() * lanes];
            kernel.inputProduct(tangents, cotangents, lanes, results);
            return results;
        }

        double[][] parameterProducts(double[] cotangents) {
            double[][] sums = sums(layer);
            addParameterProducts(cotangents, sums);
            return sums;
        }

        void addParameterProducts(double[] cotangents, double[][] sums) {
            kernel.addParameterProducts(tangents, states, inputs, cotangents, lanes, sums);
        }
    }
}
