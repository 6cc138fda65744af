package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.BridgePlan;
import org.stillpoint.api.problem.transport.SchroedingerBridgeProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies a light Schroedinger bridge: weights of sum 1 and positive spreads, the derivatives of the loss, and the mean and the second
 * moments of the plan's second marginal. Those differ from the moments of the target by sums of the derivatives: with residuals of at most
 * t, the means by at most t times the sum over k of |r_k| + sqrt(epsilon) S_k, and the second moments by at most t times the sum of r_k^2 +
 * 2 sqrt(epsilon) |r_k| S_k + 3 epsilon S_k.
 */
@Component
@VerifierInfo(problem = SchroedingerBridgeProblem.TYPE)
public final class SchroedingerBridgeVerifier implements Verifier<SchroedingerBridgeProblem, BridgePlan> {

    private static final double SUM_TOLERANCE = 1e-9;
    /** What rounding may add to a moment, relative to the magnitudes that it is summed from. */
    private static final double ROUNDING = 1e-12;

    @Override
    public Certificate verify(SchroedingerBridgeProblem problem, Solution<BridgePlan> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        BridgePlan plan = solution.value();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no stationary point", 0, 1);
            draft.note("A plan cannot prove that there is none, so the claim " + solution.status() + " is not certified.");
        }
        int entries = problem.components() * problem.dimension();
        boolean usable = draft.usable("logAlpha", plan.logWeights(), problem.components());
        usable &= draft.usable("r", plan.centres().data, entries) && draft.usable("S", plan.spreads().data, entries);
        if (usable && draft.atMost("difference of epsilon from the problem's", Math.abs(plan.epsilon() - problem.epsilon()), 0)) {
            check(problem, plan, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(SchroedingerBridgeProblem problem, BridgePlan plan, double tolerance, CertificateDraft draft) {
        PreciseSum sum = new PreciseSum();
        for (double logWeight : plan.logWeights()) {
            sum.add(Math.exp(logWeight));
        }
        double least = Double.POSITIVE_INFINITY;
        for (double spread : plan.spreads().data) {
            least = Math.min(least, spread);
        }
        draft.atLeast("least spread", least, Double.MIN_VALUE);
        draft.atMost("sum of the weights less 1", Math.abs(sum.value() - 1), SUM_TOLERANCE);
        if (!(least > 0)) {
            return;
        }
        MixtureMoments moments = new MixtureMoments(problem, plan);
        draft.atMost("largest derivative of the loss", moments.residual(), tolerance);
        double meanExcess = Double.NEGATIVE_INFINITY;
        double squareExcess = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < problem.dimension(); j++) {
            double meanScale = 0;
            double squareScale = 0;
            for (int k = 0; k < problem.components(); k++) {
                double centre = Math.abs(plan.centres().get(k, j));
                double spread = plan.spreads().get(k, j);
                double root = Math.sqrt(problem.epsilon());
                meanScale += centre + root * spread;
                squareScale += centre * centre + 2 * root * centre * spread + 3 * problem.epsilon() * spread;
            }
            double meanDifference = Math.abs(moments.planMean(j) - moments.targetMean(j));
            double squareDifference = Math.abs(moments.planSquare(j) - moments.targetSquare(j));
            double magnitude = Math.abs(moments.targetMean(j)) + Math.sqrt(moments.targetSquare(j));
            meanExcess = Math.max(meanExcess, meanDifference - tolerance * meanScale - ROUNDING * (meanScale + magnitude));
            squareExcess = Math.max(squareExcess, squareDifference - tolerance * squareScale
                    - ROUNDING * (squareScale + moments.targetSquare(j)));
            draft.quantity("meanDifference" + (j + 1), meanDifference);
            draft.quantity("secondMomentDifference" + (j + 1), squareDifference);
        }
        draft.atMost("excess of the mean's difference over what the tolerance allows", meanExcess, 0);
        draft.atMost("excess of the second moments' difference over what the tolerance allows", squareExcess, 0);
        draft.quantity(Certificate.OBJECTIVE, moments.loss());
        if (problem.components() > 1) {
            draft.note("The loss is not convex with several components: this certifies a stationary point.");
        }
    }
}
