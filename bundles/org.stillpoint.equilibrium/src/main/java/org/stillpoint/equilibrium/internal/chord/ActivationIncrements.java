package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.problem.equilibrium.Activation;

/**
 * How much an activation changes, s(u + v) - s(u), in single precision: from formulas that keep its accuracy, relative to v, where v is
 * much smaller than u. About u is known what {@link #base} makes of it. A value's bits do not depend on its place. Most loops have neither
 * branches nor calls, so that the compiler puts them on vector registers.
 */
final class ActivationIncrements {

    /** From here on tanh is 1 in single precision. */
    private static final float SATURATION = 9;
    /** The largest number below 1. */
    private static final float BELOW_ONE = 0x1.fffffep-1f;
    /** tanh v = v P(v^2) / Q(v^2) with a relative error below 2.1e-8 up to the saturation; P(0) = Q(0) = 1. */
    private static final float P1 = 0.1338105f;
    private static final float P2 = 0.0034956173f;
    private static final float P3 = 2.0609527e-5f;
    private static final float P4 = 1.3355206e-8f;
    private static final float Q1 = 0.46714365f;
    private static final float Q2 = 0.025877096f;
    private static final float Q3 = 0.0003285681f;
    private static final float Q4 = 7.7767965e-7f;

    private ActivationIncrements() {
    }

    /** Whether {@link #base} needs u, and not s(u) alone. */
    static boolean needsArgument(Activation activation) {
        return activation == Activation.RELU || activation == Activation.CLIP;
    }

    /**
     * What there has to be known about u: tanh u, or tanh (u / 2) for the logistic function, in both cases kept below 1 so that no
     * quotient is 0 / 0; the image for softplus; and else u.
     */
    static float base(Activation activation, double argument, double image) {
        return switch (activation) {
            case TANH -> belowOne(image);
            case SIGMOID -> belowOne(2 * image - 1);
            case SOFTPLUS -> (float) image;
            case IDENTITY, RELU, CLIP -> (float) argument;
        };
    }

    private static float belowOne(double tanh) {
        return Math.max(-BELOW_ONE, Math.min(BELOW_ONE, (float) tanh));
    }

    /** result = s(u + v) - s(u) - w. */
    static void defects(Activation activation, float[] v, float[] base, float[] w, int length, float[] result) {
        switch (activation) {
            case IDENTITY -> {
                for (int i = 0; i < length; i++) {
                    result[i] = v[i] - w[i];
                }
            }
            case TANH -> tanh(v, base, w, length, result);
            case SIGMOID -> sigmoid(v, base, w, length, result);
            case RELU -> {
                for (int i = 0; i < length; i++) {
                    result[i] = Math.max(v[i] + Math.min(base[i], 0), -Math.max(base[i], 0)) - w[i];
                }
            }
            case CLIP -> {
                for (int i = 0; i < length; i++) {
                    float image = Math.min(1, Math.max(0, base[i]));
                    result[i] = Math.min(1 - image, Math.max(-image, v[i] + (base[i] - image))) - w[i];
                }
            }
            case SOFTPLUS -> {
                for (int i = 0; i < length; i++) {
                    result[i] = (float) Math.log1p(-Math.expm1(-base[i]) * Math.expm1(v[i])) - w[i];
                }
            }
        }
    }

    /** With t = tanh u and T = tanh v, tanh(u + v) - t = (1 - t^2) T / (1 + t T). */
    private static void tanh(float[] v, float[] t, float[] w, int length, float[] result) {
        for (int i = 0; i < length; i++) {
            float x = Math.max(-SATURATION, Math.min(SATURATION, v[i]));
            float y = x * x;
            float p = x * (1 + y * (P1 + y * (P2 + y * (P3 + y * P4))));
            float q = 1 + y * (Q1 + y * (Q2 + y * (Q3 + y * Q4)));
            result[i] = (1 - t[i]) * (1 + t[i]) * p / (q + t[i] * p) - w[i];
        }
    }

    /** The logistic function is (1 + tanh(u / 2)) / 2. */
    private static void sigmoid(float[] v, float[] t, float[] w, int length, float[] result) {
        for (int i = 0; i < length; i++) {
            float x = Math.max(-SATURATION, Math.min(SATURATION, .5f * v[i]));
            float y = x * x;
            float p = x * (1 + y * (P1 + y * (P2 + y * (P3 + y * P4))));
            float q = 1 + y * (Q1 + y * (Q2 + y * (Q3 + y * Q4)));
            result[i] = .5f * (1 - t[i]) * (1 + t[i]) * p / (q + t[i] * p) - w[i];
        }
    }
}
