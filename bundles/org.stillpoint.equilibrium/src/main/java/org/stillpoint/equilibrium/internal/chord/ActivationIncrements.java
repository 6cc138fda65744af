package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.problem.equilibrium.Activation;
import org.stillpoint.numerics.IncrementKernels;

/**
 * How much an activation changes, s(u + v) - s(u), in single precision: from formulas that keep its accuracy, relative to v, where v is
 * much smaller than u. About u is known what {@link #bases} makes of it. A value's bits do not depend on its place.
 */
final class ActivationIncrements {

    /** The largest number below 1. */
    private static final float BELOW_ONE = 0x1.fffffep-1f;

    private ActivationIncrements() {
    }

    /** Whether {@link #bases} needs u, and not s(u) alone. */
    static boolean needsArgument(Activation activation) {
        return activation == Activation.RELU || activation == Activation.CLIP;
    }

    /**
     * What there has to be known about u: tanh u, or tanh (u / 2) for the logistic function, in both cases kept below 1 so that no
     * quotient is 0 / 0; the image for softplus and, though nothing needs it, for the identity; and else u.
     *
     * @param arguments the values of u, where they are needed
     * @param images the values of s(u)
     */
    static void bases(Activation activation, double[] arguments, double[] images, int length, float[] base, int offset) {
        switch (activation) {
            case TANH -> {
                for (int i = 0; i < length; i++) {
                    base[offset + i] = belowOne((float) images[i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < length; i++) {
                    base[offset + i] = belowOne((float) (2 * images[i] - 1));
                }
            }
            case SOFTPLUS, IDENTITY -> {
                for (int i = 0; i < length; i++) {
                    base[offset + i] = (float) images[i];
                }
            }
            case RELU, CLIP -> {
                for (int i = 0; i < length; i++) {
                    base[offset + i] = (float) arguments[i];
                }
            }
        }
    }

    private static float belowOne(float tanh) {
        return tanh > BELOW_ONE ? BELOW_ONE : tanh < -BELOW_ONE ? -BELOW_ONE : tanh;
    }

    /** The results are s(u + v) - s(u), for values of v and bases of u from the offset on. */
    static void increments(Activation activation, float[] v, float[] base, int offset, int length, float[] results) {
        switch (activation) {
            case IDENTITY -> System.arraycopy(v, offset, results, 0, length);
            case TANH -> IncrementKernels.tanh(1, v, offset, base, offset, results, 0, length);
            case SIGMOID -> IncrementKernels.tanh(.5f, v, offset, base, offset, results, 0, length);
            case RELU -> {
                for (int i = 0; i < length; i++) {
                    float u = base[offset + i];
                    results[i] = Math.max(v[offset + i] + Math.min(u, 0), -Math.max(u, 0));
                }
            }
            case CLIP -> {
                for (int i = 0; i < length; i++) {
                    float u = base[offset + i];
                    float image = Math.min(1, Math.max(0, u));
                    results[i] = Math.min(1 - image, Math.max(-image, v[offset + i] + (u - image)));
                }
            }
            case SOFTPLUS -> {
                for (int i = 0; i < length; i++) {
                    results[i] = (float) Math.log1p(-Math.expm1(-base[offset + i]) * Math.expm1(v[offset + i]));
                }
            }
        }
    }
}
