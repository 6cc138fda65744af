package org.stillpoint.equilibrium.internal.layer.dense;

import java.util.Arrays;
import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.numerics.VectorKernels;

/** Activations and their derivatives over arrays; the bits of a value do not depend on its place. */
public final class Activations {

    private Activations() {
    }

    /** Replaces t by s(t). */
    public static void apply(Activation activation, double[] t, int length) {
        switch (activation) {
            case IDENTITY -> {
            }
            case TANH -> VectorKernels.tanh(t, 0, t, 0, length);
            case SIGMOID -> VectorKernels.sigmoid(t, 0, t, 0, length);
            case RELU -> {
                for (int i = 0; i < length; i++) {
                    t[i] = Math.max(0, t[i]);
                }
            }
            case SOFTPLUS -> VectorKernels.softplus(t, 0, t, 0, length);
            case CLIP -> {
                for (int i = 0; i < length; i++) {
                    t[i] = Math.min(1, Math.max(0, t[i]));
                }
            }
        }
    }

    /** The derivatives s'(t) from the values s(t). */
    public static void derivatives(Activation activation, double[] values, int length, double[] derivatives) {
        switch (activation) {
            case IDENTITY -> Arrays.fill(derivatives, 0, length, 1);
            case TANH -> {
                for (int i = 0; i < length; i++) {
                    derivatives[i] = (1 - values[i]) * (1 + values[i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < length; i++) {
                    derivatives[i] = values[i] * (1 - values[i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < length; i++) {
                    derivatives[i] = values[i] > 0 ? 1 : 0;
                }
            }
            case SOFTPLUS -> {
                // 1 - exp(-s) = 2 h / (1 + h) for h = tanh(s / 2), with full relative accuracy where s is small.
                VectorKernels.scale(.5, values, 0, derivatives, 0, length);
                VectorKernels.tanh(derivatives, 0, derivatives, 0, length);
                for (int i = 0; i < length; i++) {
                    derivatives[i] = 2 * derivatives[i] / (1 + derivatives[i]);
                }
            }
            case CLIP -> {
                for (int i = 0; i < length; i++) {
                    derivatives[i] = values[i] > 0 && values[i] < 1 ? 1 : 0;
                }
            }
        }
    }
}
