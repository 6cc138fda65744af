package org.stillpoint.verify.internal.equilibrium;

import static org.stillpoint.verify.internal.equilibrium.LinearGuarantee.text;

import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.equilibrium.LearnedProximal;

/** D(z - t A'(A z - x)) contracts by |I - t A'A| times the Lipschitz constant of the denoiser D. */
final class ProximalGuarantee {

    private ProximalGuarantee() {
    }

    static void describe(DataRecord parameters, int size, Guarantee guarantee) {
        if (size > LinearGuarantee.WIDEST) {
            guarantee.remark("the operator is too wide for its eigenvalues");
            return;
        }
        double[] gram = Gram.of(parameters.numbers("operator"), size);
        double largest = Math.max(0, SymmetricBound.largest(gram, size, Double.POSITIVE_INFINITY));
        boolean deficient = parameters.array("operator").shape()[0] < size;
        double least = deficient ? 0 : Math.max(0, -SymmetricBound.largest(negative(gram), size, Double.POSITIVE_INFINITY));
        double step = parameters.number("step");
        double ofStep = Math.max(Math.abs(1 - step * least), Math.abs(1 - step * largest));
        boolean soft = parameters.has("threshold");
        double ofDenoiser = soft ? 1 : lipschitz(ProximalMap.denoiser(parameters));
        double rho = ofStep * ofDenoiser * (1 + 1e-12);
        guarantee.quantity("contraction", rho);
        if (!soft) {
            guarantee.quantity("contractionOfDenoiser", ofDenoiser);
        }
        if (rho < 1) {
            guarantee.reason(text("f contracts by at most %.6g in the Euclidean norm", rho),
                    (state, input, defect) -> LinearGuarantee.norm(defect) / (1 - rho));
        } else if (soft && parameters.number("threshold") > 0 && step * largest < 2) {
            guarantee.remark("fixed points are the minimisers of t |A z - x|^2 / 2 + c |z|_1, of which there is at least one");
        } else {
            guarantee.remark(text("the step and the denoiser bound the contraction by %.6g only", rho));
        }
    }

    /** The largest eigenvalue of A' diag(w k / 4) A, and q. */
    private static double lipschitz(LearnedProximal denoiser) {
        int size = denoiser.size();
        double[] scaled = denoiser.hiddenWeight().clone();
        for (int unit = 0; unit < denoiser.hiddenBias().length; unit++) {
            double factor = Math.sqrt(denoiser.outputWeight()[unit] * denoiser.sharpness() / 4);
            for (int k = 0; k < size; k++) {
                scaled[unit * size + k] *= factor;
            }
        }
        return denoiser.quadratic() + Math.max(0, SymmetricBound.largest(Gram.of(scaled, size), size, Double.POSITIVE_INFINITY));
    }

    private static double[] negative(double[] matrix) {
        double[] negative = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            negative[i] = -matrix[i];
        }
        return negative;
    }
}
