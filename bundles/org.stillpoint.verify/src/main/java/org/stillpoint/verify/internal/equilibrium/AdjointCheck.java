package org.stillpoint.verify.internal.equilibrium;

import java.util.Random;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradient;
import org.stillpoint.api.problem.equilibrium.EquilibriumGradientProblem;
import org.stillpoint.verify.internal.CertificateDraft;

/** The checks of an adjoint u = J'u + v, its products made from the definition of the layer. */
final class AdjointCheck {

    /** How far a reported residual may be from the measured one, in parts of the larger one or of the tolerance. */
    private static final double AGREEMENT = 1e-3;
    private static final int CHANGES = 4;
    private static final double MARGIN = 4;
    private static final double LARGEST_ROUNDING = 1e-10;
    /** What central differences in place of derivatives may leave. */
    private static final double DIFFERENCES = 1e-8;

    private final EquilibriumGradientProblem problem;
    private final LayerMap map;
    private final EquilibriumGradient value;
    private final double[] state;
    private final double[] input;
    private final double[] adjoint;
    private final double[] product;

    AdjointCheck(EquilibriumGradientProblem problem, LayerMap map, EquilibriumGradient value) {
        this.problem = problem;
        this.map = map;
        this.value = value;
        state = new double[map.shape().state()];
        input = new double[map.shape().input()];
        adjoint = new double[state.length];
        product = new double[state.length];
    }

    void check(double tolerance, CertificateDraft draft) {
        double largest = 0;
        double excused = 0;
        int untrue = 0;
        double difference = 0;
        double inexact = map.exactProducts() ? 0 : DIFFERENCES;
        for (int sample = 0; sample < problem.equilibrium().batch(); sample++) {
            load(sample);
            double residual = residual(sample);
            double reported = value.adjointResiduals()[sample];
            boolean close = Double.isNaN(reported) || Math.abs(reported - residual) <= AGREEMENT * Math.max(tolerance, residual);
            double rounding = residual <= tolerance && close ? 0 : Math.max(inexact, rounding(sample, residual));
            largest = Math.max(largest, residual);
            boolean holds = residual <= tolerance + rounding;
            excused = holds ? Math.max(excused, residual <= tolerance ? 0 : rounding) : excused;
            untrue += !holds && value.adjointStatuses().get(sample) == Status.CONVERGED ? 1 : 0;
            double excess = close ? 0 : Math.max(0, Math.abs(reported - residual) - rounding);
            difference = Math.max(difference, excess == 0 ? 0 : excess / Math.max(tolerance, Math.max(reported, residual)));
        }
        draft.atMost("largest residual of an adjoint, max |J'u + v - u| / max |J'u + v|", largest, tolerance + excused);
        draft.atMost("adjoints said to have converged that have not", untrue, 0);
        draft.atMost("difference of reported residuals of adjoints from measured ones (relative)", difference, AGREEMENT);
        if (!map.exactProducts()) {
            draft.note("The layer brings no derivatives; those of the adjoint were checked by central differences of the layer.");
        }
    }

    private void load(int sample) {
        System.arraycopy(value.states().states().values(), sample * state.length, state, 0, state.length);
        System.arraycopy(problem.equilibrium().inputs().values(), sample * input.length, input, 0, input.length);
        System.arraycopy(value.adjoint().values(), sample * adjoint.length, adjoint, 0, adjoint.length);
    }

    private double residual(int sample) {
        map.transposedProduct(state, input, adjoint, product);
        int cotangent = problem.cotangent().offset(sample);
        double defect = 0;
        double size = 0;
        for (int k = 0; k < product.length; k++) {
            double image = product[k] + problem.cotangent().values()[cotangent + k];
            defect = Math.max(defect, Math.abs(image - adjoint[k]));
            size = Math.max(size, Math.abs(image));
        }
        return defect == 0 ? 0 : defect / size;
    }

    /** By how much the residual changes when each component of the state and the adjoint changes by a unit in the last place. */
    private double rounding(int sample, double residual) {
        Random random = new Random(sample);
        double largest = 0;
        for (int i = 0; i < CHANGES; i++) {
            change(state, random);
            change(adjoint, random);
            largest = Math.max(largest, Math.abs(residual(sample) - residual));
            load(sample);
        }
        return Math.min(LARGEST_ROUNDING, MARGIN * (largest + 0x1p-52));
    }

    private static void change(double[] values, Random random) {
        for (int k = 0; k < values.length; k++) {
            values[k] *= 1 + (random.nextBoolean() ? Math.ulp(1.0) : -Math.ulp(1.0));
        }
    }
}
