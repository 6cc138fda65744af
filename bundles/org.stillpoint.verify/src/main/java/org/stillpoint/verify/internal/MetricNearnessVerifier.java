package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.CycleInequalities;
import org.stillpoint.api.problem.MetricNearnessProblem;
import org.stillpoint.api.problem.NearestMetric;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a nearest metric: every triangle inequality holds, the distances are where the multipliers pull them, and inequalities of
 * positive multiplier are tight, which together make it the only answer. Distances are compared with the largest dissimilarity.
 */
@Component
@VerifierInfo(problem = MetricNearnessProblem.TYPE)
public final class MetricNearnessVerifier implements Verifier<MetricNearnessProblem, NearestMetric> {

    /** What rounding may leave of x = d - W^-1 A'z, which a solver updates term by term. */
    private static final double ROUNDING = 1e-11;

    @Override
    public Certificate verify(MetricNearnessProblem problem, Solution<NearestMetric> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        CycleInequalities inequalities = solution.value().inequalities();
        SymmetricDistances distances = SymmetricDistances.of(solution.value().distances(), problem.points(), draft);
        if (distances != null && SymmetricDistances.fits(inequalities, problem.points(), draft)) {
            check(problem, solution.value().distances(), distances, inequalities, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(MetricNearnessProblem problem, DMatrixRMaj x, SymmetricDistances distances, CycleInequalities inequalities,
            double tolerance, CertificateDraft draft) {
        int points = problem.points();
        DMatrixRMaj pull = SymmetricDistances.combination(inequalities, points);
        double scale = Double.MIN_NORMAL;
        double off = 0;
        PreciseSum objective = new PreciseSum();
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                double weight = problem.weights().numRows == 0 ? 1 : problem.weights().get(i, j);
                double change = x.get(i, j) - problem.dissimilarities().get(i, j);
                scale = Math.max(scale, problem.dissimilarities().get(i, j));
                off = Math.max(off, Math.abs(change + pull.get(i, j) / weight));
                objective.addProduct(weight * change, change);
            }
        }
        PreciseSum gap = new PreciseSum();
        double loosest = 0;
        for (int inequality = 0; inequality < inequalities.count(); inequality++) {
            double slack = distances.slack(inequalities, inequality);
            double multiplier = inequalities.multipliers()[inequality];
            gap.addProduct(2 * multiplier, slack);
            loosest = Math.max(loosest, multiplier > 0 ? slack : 0);
        }
        draft.atMost("largest violation of a triangle inequality", distances.violation() / scale, tolerance);
        draft.atMost("largest looseness of an inequality with a multiplier", loosest / scale, tolerance);
        draft.atMost("distances off where the multipliers pull them", off / scale, Math.max(tolerance, ROUNDING));
        draft.quantity(Certificate.OBJECTIVE, objective.value());
        draft.quantity("gap", gap.value());
    }
}
