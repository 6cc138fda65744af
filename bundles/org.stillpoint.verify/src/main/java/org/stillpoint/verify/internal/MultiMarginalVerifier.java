package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Measure;
import org.stillpoint.api.problem.transport.MultiMarginalPlan;
import org.stillpoint.api.problem.transport.MultiMarginalProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies multi-marginal transport: the marginals of the plan that the potentials determine, entry by entry. */
@Component
@VerifierInfo(problem = MultiMarginalProblem.TYPE)
public final class MultiMarginalVerifier implements Verifier<MultiMarginalProblem, MultiMarginalPlan> {

    @Override
    public Certificate verify(MultiMarginalProblem problem, Solution<MultiMarginalPlan> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no plan", 0, 1);
            draft.note("There always is a plan between measures of one mass, so the claim " + status + " is not certified.");
        }
        MultiMarginalPlan plan = solution.value();
        int count = problem.marginals().size();
        boolean usable = draft.atMost("marginals without potentials, or potentials without marginal",
                Math.abs(plan.potentials().size() - count), 0);
        for (int k = 0; k < count && usable; k++) {
            usable = draft.usable("f" + k, plan.potentials().get(k), problem.marginals().get(k).size());
        }
        if (usable) {
            check(problem, plan, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(MultiMarginalProblem problem, MultiMarginalPlan plan, double tolerance, CertificateDraft draft) {
        int count = problem.marginals().size();
        PreciseSum[][] marginals = new PreciseSum[count][];
        for (int k = 0; k < count; k++) {
            marginals[k] = PreciseSum.array(problem.marginals().get(k).size());
        }
        int[] place = new int[count];
        PreciseSum cost = new PreciseSum();
        PreciseSum excess = new PreciseSum();
        for (double entryCost : problem.costs()) {
            double product = 1;
            double exponent = -entryCost;
            for (int k = 0; k < count; k++) {
                product *= problem.marginals().get(k).weights()[place[k]];
                exponent += plan.potentials().get(k)[place[k]];
            }
            double entry = product == 0 ? 0 : product * Math.exp(exponent / problem.epsilon());
            cost.addProduct(entry, entryCost);
            excess.add(entry);
            excess.add(-product);
            for (int k = 0; k < count; k++) {
                marginals[k][place[k]].add(entry);
            }
            for (int k = count - 1; k >= 0 && ++place[k] == marginals[k].length; k--) {
                place[k] = 0;
            }
        }
        double error = 0;
        PreciseSum dual = new PreciseSum();
        dual.addProduct(-problem.epsilon(), excess.value());
        for (int k = 0; k < count; k++) {
            Measure measure = problem.marginals().get(k);
            for (int i = 0; i < marginals[k].length; i++) {
                marginals[k][i].add(-measure.weights()[i]);
                error += Math.abs(marginals[k][i].value());
                dual.addProduct(measure.weights()[i], plan.potentials().get(k)[i]);
            }
        }
        draft.atMost("marginal error", error, tolerance);
        draft.quantity(Certificate.OBJECTIVE, cost.value());
        draft.quantity(Certificate.DUAL_OBJECTIVE, dual.value());
    }
}
