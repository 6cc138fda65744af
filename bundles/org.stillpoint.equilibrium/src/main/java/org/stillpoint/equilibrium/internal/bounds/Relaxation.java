package org.stillpoint.equilibrium.internal.bounds;

import org.stillpoint.api.problem.equilibrium.Activation;

/**
 * Bounds of an activation over an interval [l, u]: of its values, of its derivative, and lines below and above it. With k the least
 * and K the largest derivative, s(t) - k t does not fall and s(t) - K t does not rise: lines of both slopes through the ends bound s. Of a
 * convex activation the chord lies above, and the tangent in the middle below.
 */
final class Relaxation {

    double leastSlope;
    double largestSlope;
    double lowerSlope;
    double lowerConstant;
    double upperSlope;
    double upperConstant;

    /** Computes the bounds. */
    void of(Activation activation, double l, double u) {
        slopes(activation, l, u);
        double left = value(activation, l);
        double right = value(activation, u);
        double widthOfLeast = right - left - leastSlope * (u - l);
        double widthOfLargest = largestSlope * (u - l) - (right - left);
        boolean least = widthOfLeast <= widthOfLargest;
        lowerSlope = least ? leastSlope : largestSlope;
        upperSlope = lowerSlope;
        lowerConstant = least ? left - leastSlope * l : right - largestSlope * u;
        upperConstant = least ? right - leastSlope * u : left - largestSlope * l;
        if (u > l && (activation == Activation.RELU || activation == Activation.SOFTPLUS)) {
            convex(activation, l, u, left, right);
        }
    }

    private void convex(Activation activation, double l, double u, double left, double right) {
        upperSlope = (right - left) / (u - l);
        upperConstant = Math.max(left - upperSlope * l, right - upperSlope * u);
        if (activation == Activation.RELU) {
            lowerSlope = l >= 0 || u > 0 && u >= -l ? 1 : 0;
            lowerConstant = 0;
        } else {
            double middle = (l + u) / 2;
            double value = value(activation, middle);
            lowerSlope = -Math.expm1(-value);
            lowerConstant = value - lowerSlope * middle;
        }
    }

    private void slopes(Activation activation, double l, double u) {
        double nearest = l > 0 ? l : Math.min(u, 0);
        double farthest = Math.max(Math.abs(l), Math.abs(u));
        switch (activation) {
            case IDENTITY -> {
                leastSlope = 1;
                largestSlope = 1;
            }
            case TANH, SIGMOID -> {
                leastSlope = slope(activation, farthest);
                largestSlope = slope(activation, nearest);
            }
            case SOFTPLUS -> {
                leastSlope = slope(activation, l);
                largestSlope = slope(activation, u);
            }
            case RELU -> {
                leastSlope = l >= 0 && u > 0 ? 1 : 0;
                largestSlope = u > 0 ? 1 : 0;
            }
            case CLIP -> {
                leastSlope = l >= 0 && u <= 1 && u > l ? 1 : 0;
                largestSlope = u > 0 && l < 1 ? 1 : 0;
            }
        }
    }

    /** s(t). */
    static double value(Activation activation, double t) {
        return switch (activation) {
            case IDENTITY -> t;
            case TANH -> Math.tanh(t);
            case SIGMOID -> 1 / (1 + Math.exp(-t));
            case RELU -> Math.max(0, t);
            case SOFTPLUS -> Math.max(0, t) + Math.log1p(Math.exp(-Math.abs(t)));
            case CLIP -> Math.min(1, Math.max(0, t));
        };
    }

    /** s'(t). */
    static double slope(Activation activation, double t) {
        return switch (activation) {
            case IDENTITY -> 1;
            // Not 1 - tanh(t)^2, which is 0 from 20 on: no bound of what is small, but not 0.
            case TANH -> 1 / Math.cosh(t) / Math.cosh(t);
            case SIGMOID -> 1 / (2 + Math.exp(-t) + Math.exp(t));
            case RELU -> t > 0 ? 1 : 0;
            case SOFTPLUS -> 1 / (1 + Math.exp(-t));
            case CLIP -> t > 0 && t < 1 ? 1 : 0;
        };
    }
}
