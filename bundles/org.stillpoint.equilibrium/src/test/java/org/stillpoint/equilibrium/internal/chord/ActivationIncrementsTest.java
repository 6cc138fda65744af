package org.stillpoint.equilibrium.internal.chord;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.equilibrium.internal.layer.dense.Activations;
import org.stillpoint.numerics.random.RandomStream;

class ActivationIncrementsTest {

    /** Increments are exact to single precision in their own size, however small beside the argument; but for the kink of clip at 1. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void errorsAreSmallBesideTheIncrement(Activation activation) {
        RandomStream random = new RandomStream(2);
        int count = 20_000;
        float[] increments = new float[count];
        float[] bases = new float[count];
        float[] results = new float[count];
        double[] before = new double[count];
        double[] after = new double[count];
        for (int i = 0; i < count; i++) {
            before[i] = 2 * random.nextGaussian();
            increments[i] = (float) (.3 * random.nextGaussian() * Math.pow(10, -i % 5));
            after[i] = before[i] + increments[i];
        }
        double[] arguments = before.clone();
        Activations.apply(activation, before, count);
        Activations.apply(activation, after, count);
        ActivationIncrements.bases(activation, arguments, before, count, bases, 0);
        ActivationIncrements.increments(activation, increments, bases, 0, count, results);
        for (int i = 0; i < count; i++) {
            double expected = after[i] - before[i];
            double kink = activation == Activation.CLIP ? 0x1p-24 : 0;
            assertEquals(expected, results[i], 1.5e-6 * Math.abs(increments[i]) + 1e-15 + kink, "place " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "SIGMOID"})
    void saturatedUnitsStayFinite(Activation activation) {
        float[] increments = {-100, 100, -100, 100, 0};
        double[] images = {1, 1, -1, -1, 1};
        float[] bases = new float[5];
        float[] results = new float[5];
        ActivationIncrements.bases(activation, new double[0], images, 5, bases, 0);
        ActivationIncrements.increments(activation, increments, bases, 0, 5, results);
        for (float result : results) {
            assertEquals(0, result, 2.01);
        }
    }
}
