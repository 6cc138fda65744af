package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Gaussian;
import org.stillpoint.api.problem.transport.GaussianPlan;
import org.stillpoint.api.problem.transport.GaussianTransportProblem;
import org.stillpoint.api.problem.transport.QuadraticPotential;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a plan between normal distributions: that it is a distribution, that its marginals are the measures where they must be, that its
 * value is the one stated and no larger than what the potentials prove to be the least, and the Sinkhorn divergence by the values of
 * transport from each measure to itself, where the covariances commute and every eigenvalue has an equation of its own.
 */
@Component
@VerifierInfo(problem = GaussianTransportProblem.TYPE)
public final class GaussianTransportVerifier implements Verifier<GaussianTransportProblem, GaussianPlan> {

    @Override
    public Certificate verify(GaussianTransportProblem problem, Solution<GaussianPlan> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no plan", 0, 1);
            draft.note("There always is a plan between normal distributions, so the claim " + status + " is not certified.");
        }
        GaussianPlan plan = solution.value();
        NormalIntegrals integrals = new NormalIntegrals(problem);
        if (plan.source().dimension() != problem.source().dimension()) {
            draft.atLeast("number of coordinates that fit", 0, problem.source().dimension());
        } else if (!integrals.definite()) {
            draft.atLeast("covariances that are positive definite", 0, 2);
        } else {
            check(problem, plan, integrals, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(GaussianTransportProblem problem, GaussianPlan plan, NormalIntegrals integrals, double tolerance,
            CertificateDraft draft) {
        double scale = problem.scale();
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double value : new SymmetricEigenvalues(NormalIntegrals.joint(plan)).values()) {
            least = Math.min(least, value);
            largest = Math.max(largest, Math.abs(value));
        }
        draft.atLeast("least eigenvalue of the plan's covariance (relative)", least / largest, -tolerance);
        draft.atMost("difference of the marginals' masses (relative)",
                Math.abs(plan.source().mass() - plan.target().mass()) / plan.source().mass(), tolerance);
        if (problem.balanced()) {
            draft.atMost("difference of the marginals from the measures (relative)",
                    Math.max(difference(plan.source(), problem.source(), scale), difference(plan.target(), problem.target(), scale)),
                    tolerance);
        }
        draft.atMost("difference of the map from the conditional means (relative)", mapError(plan), tolerance);
        QuadraticPotential g = problem.sigma() == 0 ? integrals.conjugate(plan.f()) : plan.g();
        double primal = integrals.primal(plan);
        double dual = integrals.dual(plan.f(), g);
        draft.atMost("duality gap (relative)", Math.abs(primal - dual) / scale, tolerance);
        if (problem.sigma() == 0) {
            draft.atMost("difference of the dual value from that of the conjugate potential (relative)",
                    Math.abs(integrals.dual(plan.f(), plan.g()) - dual) / scale, tolerance);
        }
        draft.atMost("difference of the stated value (relative)", Math.abs(plan.value() - primal) / scale, tolerance);
        double masses = problem.source().mass() - problem.target().mass();
        double divergence = primal - (self(problem, problem.source()) + self(problem, problem.target())) / 2
                + problem.sigma() * problem.sigma() * masses * masses;
        draft.atMost("difference of the stated divergence (relative)", Math.abs(plan.divergence() - divergence) / scale, tolerance);
        draft.quantity(Certificate.OBJECTIVE, primal);
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual);
        draft.quantity("divergence", divergence);
        draft.quantity("mass", plan.source().mass());
    }

    private static double difference(Gaussian marginal, Gaussian measure, double scale) {
        double largest = Math.abs(marginal.mass() - measure.mass()) / measure.mass();
        for (int i = 0; i < measure.dimension(); i++) {
            largest = Math.max(largest, Math.abs(marginal.mean()[i] - measure.mean()[i]) / Math.sqrt(scale));
        }
        for (int k = 0; k < measure.covariance().getNumElements(); k++) {
            largest = Math.max(largest, Math.abs(marginal.covariance().data[k] - measure.covariance().data[k]) / scale);
        }
        return largest;
    }

    /** How far the map times the source's covariance is from the cross-covariance. */
    private static double mapError(GaussianPlan plan) {
        int order = plan.source().dimension();
        double error = 0;
        double size = 0;
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                PreciseSum sum = new PreciseSum();
                for (int k = 0; k < order; k++) {
                    sum.addProduct(plan.source().covariance().get(i, k), plan.map().get(j, k));
                }
                sum.add(-plan.crossCovariance().get(i, j));
                error = Math.max(error, Math.abs(sum.value()));
            }
            size = Math.max(size, Math.max(plan.source().covariance().get(i, i), plan.target().covariance().get(i, i)));
        }
        return error / size;
    }

    /**
     * The value of transport from a measure to itself: along an eigenvector of the covariance with eigenvalue l, the slope s of the
     * conditional means solves t s^2 + (1 - t + sigma^2 / l) s = 1, t = gamma / (gamma + 2 sigma^2), and both potentials have the
     * coefficient t (1 - s); the bound of these potentials is largest for the constant at which the marginals' masses are the plan's.
     */
    private static double self(GaussianTransportProblem problem, Gaussian measure) {
        if (problem.sigma() == 0) {
            return 0;
        }
        double sigma2 = problem.sigma() * problem.sigma();
        double damping = problem.balanced() ? 1 : problem.gamma() / (problem.gamma() + 2 * sigma2);
        SymmetricEigenvalues eigen = new SymmetricEigenvalues(NormalIntegrals.rows(measure.covariance()));
        double[] values = eigen.values();
        double[][] vectors = eigen.vectors();
        int order = values.length;
        DMatrixRMaj quadratic = new DMatrixRMaj(order, order);
        double logProduct = 0;
        double logSide = 0;
        for (int k = 0; k < order; k++) {
            double linear = 1 - damping + sigma2 / values[k];
            double slope = 2 / (linear + Math.sqrt(linear * linear + 4 * damping));
            double curvature = damping * (1 - slope);
            double diagonal = 1 / values[k] + (1 - curvature) / sigma2;
            logProduct -= Math.log(values[k] * (diagonal - 1 / sigma2) * values[k] * (diagonal + 1 / sigma2)) / 2;
            logSide -= Math.log1p(2 * values[k] * curvature / problem.gamma()) / 2;
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    quadratic.add(i, j, curvature * vectors[i][k] * vectors[j][k]);
                }
            }
        }
        double logMass = Math.log(measure.mass());
        double epsilon = 2 * sigma2;
        double constant = problem.balanced() ? -epsilon * (logMass + logProduct) / 2
                : problem.gamma() * epsilon * (logSide - logProduct - logMass) / (epsilon + 2 * problem.gamma());
        QuadraticPotential potential = new QuadraticPotential(constant, new double[order], quadratic);
        return new NormalIntegrals(new GaussianTransportProblem(measure, measure, problem.sigma(), problem.gamma()))
                .dual(potential, potential);
    }
}
