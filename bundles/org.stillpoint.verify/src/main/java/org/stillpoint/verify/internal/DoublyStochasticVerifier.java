package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.DoublyStochasticProblem;
import org.stillpoint.api.problem.transport.MatrixBatch;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies projections onto doubly stochastic matrices: entries at least 0, sums 1, and the form that with them is sufficient for the
 * nearest matrix, P = exp(X + f + g) or P = max(X + f + g, 0).
 */
@Component
@VerifierInfo(problem = DoublyStochasticProblem.TYPE)
public final class DoublyStochasticVerifier implements Verifier<DoublyStochasticProblem, MatrixBatch> {

    /** By how many units in the last place of X, f and g a sum of the three, or what a solver takes for it, may be off. */
    private static final double ROUNDING = 8;

    @Override
    public Certificate verify(DoublyStochasticProblem problem, Solution<MatrixBatch> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no doubly stochastic matrix", 0, 1);
            draft.note("There always is one, so the claim " + status + " is wrong.");
        }
        MatrixBatch batch = solution.value();
        int potentials = problem.count() * problem.size();
        if (draft.usable("matrices", batch.matrices(), problem.inputs().length)
                & draft.usable("row potentials", batch.rowPotentials(), potentials)
                & draft.usable("column potentials", batch.columnPotentials(), potentials)) {
            check(problem, batch, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(DoublyStochasticProblem problem, MatrixBatch batch, double tolerance, CertificateDraft draft) {
        int size = problem.size();
        double[] matrices = batch.matrices();
        draft.atLeast("least entry", MatrixSums.least(matrices), 0);
        draft.atMost("marginal error", MatrixSums.largestError(matrices, size), tolerance);
        boolean entropic = problem.divergence() == DoublyStochasticProblem.Divergence.KULLBACK_LEIBLER;
        double furthest = 0;
        PreciseSum sum = new PreciseSum();
        PreciseSum objective = new PreciseSum();
        for (int k = 0; k < matrices.length; k++) {
            double input = problem.inputs()[k];
            double row = batch.rowPotentials()[k / size];
            double column = batch.columnPotentials()[k / (size * size) * size + k % size];
            sum.reset();
            sum.add(input);
            sum.add(row);
            sum.add(column);
            double uncertainty = ROUNDING * (Math.ulp(input) + Math.ulp(row) + Math.ulp(column));
            double least = entry(sum.value() - uncertainty, entropic);
            double largest = entry(sum.value() + uncertainty, entropic);
            furthest = Math.max(furthest, Math.max(least - matrices[k], matrices[k] - largest));
            if (entropic) {
                objective.add(matrices[k] == 0 ? 0 : matrices[k] * (Math.log(matrices[k]) - input - 1));
            } else {
                objective.addProduct((matrices[k] - input) / 2, matrices[k] - input);
            }
        }
        draft.atMost("distance of an entry from what the potentials say", furthest, tolerance);
        draft.quantity(Certificate.OBJECTIVE, objective.value());
    }

    private static double entry(double sum, boolean entropic) {
        return entropic ? Math.exp(sum) : Math.max(sum, 0);
    }
}
