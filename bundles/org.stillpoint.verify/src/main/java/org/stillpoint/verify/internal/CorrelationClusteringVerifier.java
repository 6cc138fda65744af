package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.Clustering;
import org.stillpoint.api.problem.CorrelationClusteringProblem;
import org.stillpoint.api.problem.CycleInequalities;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies the relaxation behind a correlation clustering - a metric with values in [0, 1] whose cost meets the bound that the multipliers
 * prove - and counts what the clusters cost above that bound. Costs are compared with the sum of the magnitudes of all opinions.
 */
@Component
@VerifierInfo(problem = CorrelationClusteringProblem.TYPE)
public final class CorrelationClusteringVerifier implements Verifier<CorrelationClusteringProblem, Clustering> {

    @Override
    public Certificate verify(CorrelationClusteringProblem problem, Solution<Clustering> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Clustering value = solution.value();
        int points = problem.points();
        SymmetricDistances distances = SymmetricDistances.of(value.distances(), points, draft);
        boolean labelled = draft.atMost("labels beyond or short of the points", Math.abs((double) value.labels().length - points), 0);
        if (distances != null && labelled && SymmetricDistances.fits(value.inequalities(), points, draft)) {
            check(problem, value, distances, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(CorrelationClusteringProblem problem, Clustering value, SymmetricDistances distances, double tolerance,
            CertificateDraft draft) {
        CycleInequalities inequalities = value.inequalities();
        int points = problem.points();
        DMatrixRMaj combination = SymmetricDistances.combination(inequalities, points);
        PreciseSum cost = new PreciseSum();
        PreciseSum relaxed = new PreciseSum();
        PreciseSum bound = new PreciseSum();
        double magnitudes = Double.MIN_NORMAL;
        double outside = 0;
        for (int i = 0; i < points; i++) {
            for (int j = i + 1; j < points; j++) {
                double opinion = problem.opinions().get(i, j);
                double distance = value.distances().get(i, j);
                boolean together = value.labels()[i] == value.labels()[j];
                double disagreement = Math.max(-opinion, 0);
                cost.add(together ? disagreement : Math.max(opinion, 0));
                relaxed.addProduct(opinion, distance);
                relaxed.add(disagreement);
                bound.add(Math.min(opinion + combination.get(i, j), 0));
                bound.add(disagreement);
                magnitudes += Math.abs(opinion);
                outside = Math.max(outside, Math.max(-distance, distance - 1));
            }
        }
        draft.atMost("largest violation of a triangle inequality", distances.violation(), tolerance);
        draft.atMost("largest distance beyond [0, 1]", outside, tolerance);
        draft.atMost("cost of the relaxation off the bound", Math.abs(relaxed.value() - bound.value()) / magnitudes, tolerance);
        draft.quantity(Certificate.OBJECTIVE, cost.value());
        draft.quantity("lower bound", bound.value());
        draft.quantity("gap", cost.value() - bound.value());
    }
}
