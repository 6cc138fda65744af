package org.stillpoint.verify.internal.equilibrium;

import static org.stillpoint.verify.internal.equilibrium.LinearGuarantee.text;

import org.stillpoint.api.data.DataRecord;

/**
 * The constant of subhomogeneous layers, mu = p sup |t| (1 - tanh(t)^2) / (tanh t + h) over all t, and over t from 0 on alone: where no
 * weight is negative, W z of a positive state has no negative component. Then f contracts by that in Thompson's metric
 * max |log(z_i / y_i)|, by twice that if it is normalised. Every fixed point is positive, as every value of f is.
 */
final class Subhomogeneity {

    private static final double FARTHEST = 20;
    private static final int POINTS = 4000;
    private static final int REFINEMENTS = 60;

    private Subhomogeneity() {
    }

    static void describe(DataRecord parameters, Guarantee guarantee) {
        double shift = parameters.number("shift");
        double power = parameters.has("power") ? parameters.number("power") : 1;
        boolean normalise = parameters.has("normalise") && parameters.truth("normalise");
        double positive = power * supremum(shift, 1);
        guarantee.quantity("subhomogeneity", Math.max(positive, power * supremum(shift, -1)));
        for (double weight : parameters.numbers("weight")) {
            if (weight < 0) {
                guarantee.remark("weights are negative, for which the theory of subhomogeneous maps says nothing");
                return;
            }
        }
        guarantee.quantity("subhomogeneityOfPositiveStates", positive);
        double rho = (normalise ? 2 : 1) * positive;
        if (rho < 1) {
            guarantee.claim("Exactly one fixed point, which is positive");
            guarantee.reason(text("no weight is negative, and f contracts by at most %.6g in Thompson's metric of positive states", rho),
                    (state, input, defect) -> distance(state, defect, rho));
        } else {
            guarantee.remark(text("the constant of subhomogeneity of positive states is %.6g; below %s is wanted", positive,
                    normalise ? "1/2" : "1"));
        }
    }

    /** From d(z, z*) at most d(z, f(z)) / (1 - rho). */
    private static double distance(double[] state, double[] defect, double rho) {
        double farthest = 0;
        double largest = 0;
        for (int i = 0; i < state.length; i++) {
            if (!(state[i] > Math.abs(defect[i]))) {
                return Double.POSITIVE_INFINITY;
            }
            farthest = Math.max(farthest, -Math.log1p(-Math.abs(defect[i]) / state[i]));
            largest = Math.max(largest, state[i]);
        }
        return largest * Math.expm1(farthest / (1 - rho));
    }

    /** sup over t >= 0 of t (1 - tanh(t)^2) / (sign tanh t + h): where it is largest on a grid, sharpened by a search around it. */
    static double supremum(double shift, int sign) {
        int best = 0;
        for (int i = 0; i <= POINTS; i++) {
            best = value(i * FARTHEST / POINTS, shift, sign) > value(best * FARTHEST / POINTS, shift, sign) ? i : best;
        }
        double low = Math.max(0, best - 1) * FARTHEST / POINTS;
        double high = (best + 1) * FARTHEST / POINTS;
        for (int i = 0; i < REFINEMENTS; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (value(left, shift, sign) < value(right, shift, sign)) {
                low = left;
            } else {
                high = right;
            }
        }
        return value((low + high) / 2, shift, sign) * (1 + 1e-12);
    }

    private static double value(double t, double shift, int sign) {
        double cosh = Math.cosh(t);
        return t / (cosh * cosh) / (sign * Math.tanh(t) + shift);
    }
}
