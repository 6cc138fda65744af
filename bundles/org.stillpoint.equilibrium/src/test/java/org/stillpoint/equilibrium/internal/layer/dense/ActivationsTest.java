package org.stillpoint.equilibrium.internal.layer.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stillpoint.api.problem.equilibrium.Activation;

class ActivationsTest {

    private static double[] apply(Activation activation, double... t) {
        double[] values = t.clone();
        Activations.apply(activation, values, values.length);
        return values;
    }

    private static double[] derivatives(Activation activation, double... t) {
        double[] derivatives = new double[t.length];
        Activations.derivatives(activation, apply(activation, t), t.length, derivatives);
        return derivatives;
    }

    @Test
    void extremeArgumentsHaveTheirLimits() {
        double[] t = {Double.NEGATIVE_INFINITY, -1e300, -0.0, 0, 1e300, Double.POSITIVE_INFINITY};
        assertArrayEquals(new double[] {-1, -1, -0.0, 0, 1, 1}, apply(Activation.TANH, t));
        assertArrayEquals(new double[] {0, 0, .5, .5, 1, 1}, apply(Activation.SIGMOID, t));
        assertArrayEquals(new double[] {0, 0, 0, 0, 1e300, Double.POSITIVE_INFINITY}, apply(Activation.RELU, t));
        assertArrayEquals(new double[] {0, 0, Math.log(2), Math.log(2), 1e300, Double.POSITIVE_INFINITY}, apply(Activation.SOFTPLUS, t),
                1e-16);
        assertArrayEquals(new double[] {0, 0, 0, 0, 1, 1}, apply(Activation.CLIP, t));
        assertArrayEquals(t, apply(Activation.IDENTITY, t));
        for (Activation activation : Activation.values()) {
            assertTrue(Double.isNaN(apply(activation, Double.NaN)[0]), () -> activation + " of not-a-number");
        }
    }

    @Test
    void derivativesAtKinksAreThoseStated() {
        assertArrayEquals(new double[] {0, 0, 1}, derivatives(Activation.RELU, -1, 0, Double.MIN_VALUE));
        assertArrayEquals(new double[] {0, 1, 0, 0}, derivatives(Activation.CLIP, 0, .5, 1, 2));
    }

    /** log(1 + e^t), from the series of log(1 + x) where e^t is small, and from t + e^-t where it is large. */
    @Test
    void softplusKeepsItsRelativeAccuracy() {
        for (double t = -740; t < -20; t += .37) {
            double e = StrictMath.exp(t);
            double expected = e - e * e / 2;
            assertEquals(expected, apply(Activation.SOFTPLUS, t)[0], 4 * Math.ulp(expected), "t = " + t);
        }
        for (double t = -20; t < 20; t += .0173) {
            double expected = StrictMath.max(0, t) + StrictMath.log1p(StrictMath.exp(-StrictMath.abs(t)));
            assertEquals(expected, apply(Activation.SOFTPLUS, t)[0], 4 * Math.ulp(expected), "t = " + t);
        }
        for (double t = 20; t < 1e4; t *= 1.1) {
            assertEquals(t + StrictMath.exp(-t), apply(Activation.SOFTPLUS, t)[0], 2 * Math.ulp(t), "t = " + t);
        }
    }

    @Test
    void derivativesKeepTheirRelativeAccuracyInTails() {
        for (double t = -700; t < -1; t += 1.3) {
            double expected = 1 / (1 + StrictMath.exp(-t));
            assertEquals(expected, derivatives(Activation.SOFTPLUS, t)[0], 8 * Math.ulp(expected), "t = " + t);
            expected = StrictMath.exp(t) / StrictMath.pow(1 + StrictMath.exp(t), 2);
            assertEquals(expected, derivatives(Activation.SIGMOID, t)[0], 8 * Math.ulp(expected), "t = " + t);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void slopesStayUnderTheStatedConstant(Activation activation) {
        Random random = new Random(4);
        for (double slope : derivatives(activation, random.doubles(2000, -9, 9).toArray())) {
            assertTrue(slope >= 0 && slope <= activation.lipschitz());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void bitsDoNotDependOnThePlace(Activation activation) {
        Random random = new Random(5);
        double[] t = random.doubles(1000, -40, 40).toArray();
        double[] values = apply(activation, t);
        double[] slopes = derivatives(activation, t);
        for (int i = 0; i < t.length; i += 7) {
            assertEquals(values[i], apply(activation, t[i])[0]);
            assertEquals(slopes[i], derivatives(activation, t[i])[0]);
        }
    }
}
