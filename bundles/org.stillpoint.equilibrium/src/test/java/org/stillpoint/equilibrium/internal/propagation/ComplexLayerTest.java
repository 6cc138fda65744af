package org.stillpoint.equilibrium.internal.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stillpoint.api.FunctionFactory;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.LayerShape;
import org.stillpoint.equilibrium.internal.layer.LayerKernel;
import org.stillpoint.equilibrium.internal.layer.dense.DenseLayer;
import org.stillpoint.numerics.VectorKernels;
import org.stillpoint.numerics.random.RandomStream;

/** The continuation of dense layers to complex numbers. */
class ComplexLayerTest {

    private static final int SIZE = 5;
    private static final int LANES = 3;
    private static final int LENGTH = 2 * SIZE * LANES;

    private static DenseLayer dense(String activation) {
        double[] weight = new double[SIZE * SIZE];
        new RandomStream(3).fillGaussian(weight);
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, SIZE, SIZE))
                .text("activation", activation).build();
        return new DenseLayer(parameters, new LayerShape(SIZE, SIZE));
    }

    private static double[] random(int length, long seed, double scale) {
        double[] values = new double[length];
        new RandomStream(seed).fillGaussian(values);
        VectorKernels.scale(scale, values, 0, values, 0, length);
        return values;
    }

    private static double[] images(LayerKernel kernel, double[] states, double[] drives, int lanes) {
        double[] images = new double[states.length];
        kernel.apply(states, drives, lanes, images);
        return images;
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "tanh", "sigmoid"})
    void realStatesStayReal(String activation) {
        DenseLayer layer = dense(activation);
        double[] states = random(LENGTH, 1, 1);
        double[] drives = random(LENGTH, 2, 1);
        Arrays.fill(states, LENGTH / 2, LENGTH, 0);
        Arrays.fill(drives, LENGTH / 2, LENGTH, 0);
        double[] complex = images(new ComplexLayer(layer).kernel(LANES), states, drives, LANES);
        double[] real = new double[LENGTH / 2];
        layer.kernel(LANES).apply(states, drives, LANES, real);
        for (int i = 0; i < LENGTH / 2; i++) {
            assertEquals(real[i], complex[i], 1e-14);
            assertEquals(0, complex[LENGTH / 2 + i]);
        }
    }

    /** exp, sinh and cosh of complex arguments by their real parts. */
    @ParameterizedTest
    @ValueSource(doubles = {0, .3, -2, 20, 800})
    void hyperbolicTangentHasItsValues(double real) {
        double[] weight = {0};
        DataRecord parameters = DataRecord.of(FunctionFactory.PARAMETERS, 1).array("weight", new NamedArray(weight, 1, 1))
                .text("activation", "tanh").build();
        LayerKernel kernel = new ComplexLayer(new DenseLayer(parameters, new LayerShape(1, 1))).kernel(1);
        double imaginary = .7;
        double[] images = images(kernel, new double[2], new double[] {real, imaginary}, 1);
        double below = 1 + Math.cos(2 * imaginary) / Math.cosh(2 * real);
        assertEquals(Math.tanh(2 * real) / below, images[0], 1e-14);
        assertEquals(Math.sin(2 * imaginary) / Math.cosh(2 * real) / below, images[1], 1e-14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "tanh", "sigmoid"})
    void productsEqualDifferencesAndAreAdjoint(String activation) {
        ComplexLayer layer = new ComplexLayer(dense(activation));
        LayerKernel kernel = layer.kernel(LANES);
        double[] states = random(LENGTH, 1, .3);
        double[] drives = random(LENGTH, 2, .3);
        double[] directions = random(LENGTH, 4, 1);
        double[] cotangents = random(LENGTH, 5, 1);
        double[] images = new double[LENGTH];
        double[] tangents = new double[LENGTH];
        kernel.linearise(states, drives, LANES, images, tangents);
        assertArrayEquals(images(kernel, states, drives, LANES), images);
        double[] products = new double[LENGTH];
        kernel.product(tangents, directions, LANES, products);
        double[] up = states.clone();
        double[] down = states.clone();
        VectorKernels.axpy(1e-6, directions, up);
        VectorKernels.axpy(-1e-6, directions, down);
        double[] above = images(kernel, up, drives, LANES);
        double[] below = images(kernel, down, drives, LANES);
        for (int i = 0; i < LENGTH; i++) {
            assertEquals((above[i] - below[i]) / 2e-6, products[i], 1e-8);
        }
        double[] back = new double[LENGTH];
        kernel.transposedProduct(tangents, cotangents, LANES, back);
        assertEquals(VectorKernels.dot(cotangents, products), VectorKernels.dot(back, directions), 1e-12);
    }
}
