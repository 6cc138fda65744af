package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianBarycenterProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies a barycentre of normal distributions: its mean, and that its covariance solves its equation. */
@Component
@VerifierInfo(problem = GaussianBarycenterProblem.TYPE)
public final class GaussianBarycenterVerifier implements Verifier<GaussianBarycenterProblem, Gaussian> {

    @Override
    public Certificate verify(GaussianBarycenterProblem problem, Solution<Gaussian> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no barycentre", 0, 1);
            draft.note("There always is a barycentre, so the claim " + status + " is not certified.");
        }
        if (draft.usable("mean", solution.value().mean(), problem.dimension())) {
            check(problem, solution.value(), context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(GaussianBarycenterProblem problem, Gaussian value, double tolerance, CertificateDraft draft) {
        int order = problem.dimension();
        double[][] covariance = NormalIntegrals.rows(value.covariance());
        double least = Double.POSITIVE_INFINITY;
        for (double eigenvalue : new SymmetricEigenvalues(covariance).values()) {
            least = Math.min(least, eigenvalue);
        }
        draft.atLeast("least eigenvalue of the covariance", least, Double.MIN_VALUE);
        draft.atMost("difference of the mass from 1", Math.abs(value.mass() - 1), 0);
        double[][] root = root(covariance);
        double[][] difference = new double[order][order];
        double[] away = new double[order];
        double objective = 0;
        double trace = 0;
        for (int i = 0; i < order; i++) {
            away[i] = value.mean()[i];
            trace += covariance[i][i];
            for (int j = 0; j < order; j++) {
                difference[i][j] = -covariance[i][j];
            }
        }
        for (int k = 0; k < problem.measures().size(); k++) {
            Gaussian measure = problem.measures().get(k);
            double weight = problem.weights()[k];
            double[][] part = root(product(product(root, NormalIntegrals.rows(measure.covariance())), root));
            for (int i = 0; i < order; i++) {
                double apart = value.mean()[i] - measure.mean()[i];
                objective += weight * (apart * apart + covariance[i][i] + measure.covariance().get(i, i) - 2 * part[i][i]);
                away[i] -= weight * measure.mean()[i];
                for (int j = 0; j < order; j++) {
                    difference[i][j] += weight * part[i][j];
                }
            }
        }
        double[] all = new double[order * order];
        double[] own = new double[order * order];
        for (int i = 0; i < order; i++) {
            System.arraycopy(difference[i], 0, all, i * order, order);
            System.arraycopy(covariance[i], 0, own, i * order, order);
        }
        draft.atMost("difference of both sides of the covariance's equation, and of the mean (relative)",
                Products.norm(all) / Products.norm(own) + Products.norm(away) / Math.sqrt(trace), tolerance);
        draft.quantity(Certificate.OBJECTIVE, objective);
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] result = new double[left.length][left.length];
        PreciseSum sum = new PreciseSum();
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < left.length; j++) {
                sum.reset();
                for (int k = 0; k < left.length; k++) {
                    sum.addProduct(left[i][k], right[k][j]);
                }
                result[i][j] = sum.value();
            }
        }
        return result;
    }

    /** The root of a matrix that is symmetric but for rounding. */
    private static double[][] root(double[][] matrix) {
        int order = matrix.length;
        double[][] symmetric = new double[order][order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                symmetric[i][j] = (matrix[i][j] + matrix[j][i]) / 2;
            }
        }
        SymmetricEigenvalues eigen = new SymmetricEigenvalues(symmetric);
        double[] values = eigen.values();
        double[][] vectors = eigen.vectors();
        double[][] result = new double[order][order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                for (int k = 0; k < order; k++) {
                    result[i][j] += vectors[i][k] * Math.sqrt(Math.max(values[k], 0)) * vectors[j][k];
                }
            }
        }
        return result;
    }
}
