package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.DensityPath;
import org.stillpoint.api.problem.transport.GradientFlowProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies paths of Wasserstein gradient flows: masses that are not negative and keep their sum, the condition of optimality of each step,
 * and the free energy. It falls, but for what the entropic cost allows: since masses that stay where they are compete in a step from a to
 * rho, F(rho) - F(a) is at most the debiased cost from a to a less that from a to rho, over 2 tau. Without attraction or repulsion this is
 * checked of the steps in which the energy rises.
 */
@Component
@VerifierInfo(problem = GradientFlowProblem.TYPE)
public final class GradientFlowVerifier implements Verifier<GradientFlowProblem, DensityPath> {

    /** How far masses and energies may be off by rounding, relative to their size. */
    private static final double ROUNDING = 1e-9;

    @Override
    public Certificate verify(GradientFlowProblem problem, Solution<DensityPath> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that a step has no minimiser", 0, 1);
            draft.note("A path cannot prove that there is none, so the claim " + solution.status() + " is not certified.");
        }
        DensityPath path = solution.value();
        boolean usable = draft.usable("masses", path.masses().data, (problem.steps() + 1) * problem.size());
        if (draft.usable("energies", path.energies(), problem.steps() + 1) && usable) {
            check(problem, path, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(GradientFlowProblem problem, DensityPath path, double tolerance, CertificateDraft draft) {
        int size = problem.size();
        double[][] rows = new double[problem.steps() + 1][];
        double least = 0;
        double drift = 0;
        double mass = sum(problem.initial());
        for (int k = 0; k < rows.length; k++) {
            rows[k] = Arrays.copyOfRange(path.masses().data, k * size, (k + 1) * size);
            for (double value : rows[k]) {
                least = Math.min(least, value);
            }
            drift = Math.max(drift, Math.abs(sum(rows[k]) - mass) / mass);
        }
        draft.atMost("difference of the first masses from the initial ones",
                Products.largest(Products.difference(rows[0], problem.initial())), 0);
        draft.atMost("change of the total mass (relative)", drift, ROUNDING);
        draft.atLeast("least mass", least, 0);
        if (!(least >= 0)) {
            return;
        }
        FlowStep step = new FlowStep(problem);
        double residual = 0;
        double rise = 0;
        double unexplained = 0;
        double before = step.energy(rows[0]);
        double wrong = Math.abs(before - path.energies()[0]) / (1 + Math.abs(before));
        for (int k = 1; k < rows.length; k++) {
            residual = Math.max(residual, step.residual(rows[k - 1], rows[k]) / mass);
            double energy = step.energy(rows[k]);
            wrong = Math.max(wrong, Math.abs(energy - path.energies()[k]) / (1 + Math.abs(energy)));
            rise = Math.max(rise, energy - before);
            if (energy - before > ROUNDING * (1 + Math.abs(energy)) && problem.interaction() == 0) {
                double allowed = (step.selfCost(rows[k - 1]) - step.cost()) / (2 * problem.step());
                unexplained = Math.max(unexplained, (energy - before - allowed) / (1 + Math.abs(energy)));
            }
            before = energy;
        }
        draft.atMost("error of the optimality of a step (L1, relative to the mass)", residual, tolerance);
        draft.atMost("error of the energies (relative)", wrong, ROUNDING);
        draft.atMost("rise of the energy beyond what the entropic cost allows (relative)", unexplained, ROUNDING);
        draft.quantity("largestEnergyRise", rise);
        draft.quantity(Certificate.OBJECTIVE, before);
    }

    private static double sum(double[] values) {
        PreciseSum sum = new PreciseSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
