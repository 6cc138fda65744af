package org.stillpoint.verify.internal.equilibrium;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequence;
import org.stillpoint.api.problem.equilibrium.EquilibriumSequenceProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies sequences of equilibria: the residual and the status of each sample at each time, with the parameters of that time. Where these
 * never change, what is known of the layer's fixed points is told as well.
 */
@Component
@VerifierInfo(problem = EquilibriumSequenceProblem.TYPE)
public final class EquilibriumSequenceVerifier implements Verifier<EquilibriumSequenceProblem, EquilibriumSequence> {

    @Override
    public Certificate verify(EquilibriumSequenceProblem problem, Solution<EquilibriumSequence> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        EquilibriumStates value = solution.value().states();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
        } else if (StatesCheck.equal("times", solution.value().times(), problem.times(), draft)) {
            if (problem.changes().isEmpty()) {
                EquilibriumVerifier.check(problem.equilibrium(), value, context, draft);
            } else {
                checkEachTime(problem, solution.value(), context, draft);
            }
        }
        return draft.certificate(context.verifier());
    }

    private static void checkEachTime(EquilibriumSequenceProblem problem, EquilibriumSequence value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        StatesCheck.Tally tally = new StatesCheck.Tally(context.tolerance());
        for (int time = 0; time < problem.times(); time++) {
            EquilibriumProblem now = problem.at(time);
            LayerMap map = LayerMaps.of(now, context);
            EquilibriumStates states = value.at(time);
            if (!StatesCheck.fits(now, map, states, draft)) {
                return;
            }
            tally.add(now, new StateMeasurement(now, map, states.states().values()), states);
        }
        tally.report(problem.equilibrium(), draft);
    }
}
