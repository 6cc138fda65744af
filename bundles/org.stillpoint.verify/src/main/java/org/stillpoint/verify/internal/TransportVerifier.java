package org.stillpoint.verify.internal;

import java.util.SplittableRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.transport.Regulariser;
import org.stillpoint.api.problem.transport.TransportPlan;
import org.stillpoint.api.problem.transport.TransportProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies transport plans and their potentials, and the claims that no plan keeps the marginal rules or that the value has no bound. */
@Component
@VerifierInfo(problem = TransportProblem.TYPE)
public final class TransportVerifier implements Verifier<TransportProblem, TransportPlan> {

    /** The most pairs of points of which every one is looked at, some seconds' worth. */
    private static final long ALL_PAIRS = 250_000_000;

    private final long allPairs;

    /** Looks at all pairs of points unless there are very many, and then at samples. */
    @Activate
    public TransportVerifier() {
        this(ALL_PAIRS);
    }

    TransportVerifier(long allPairs) {
        this.allPairs = allPairs;
    }

    @Override
    public Certificate verify(TransportProblem problem, Solution<TransportPlan> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        TransportCosts costs = new TransportCosts(problem, context);
        if (!(costs.scale() > 0) || problem.regulariser() != Regulariser.NONE && !(costs.epsilon() > 0)) {
            draft.atLeast("unit of the costs", Math.min(costs.scale(), costs.epsilon()), Double.MIN_VALUE);
            return draft.certificate(context.verifier());
        }
        if (solution.status() == Status.INFEASIBLE) {
            TransportClaims.infeasible(problem, context.tolerance(), draft);
        } else if (solution.status() == Status.UNBOUNDED) {
            TransportClaims.unbounded(problem, costs, draft);
        } else {
            optimal(problem, solution.value(), costs, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private void optimal(TransportProblem problem, TransportPlan value, TransportCosts costs, double tolerance,
            CertificateDraft draft) {
        if (fits("f", value.f(), costs.sources(), draft) & fits("g", value.g(), costs.targets(), draft)) {
            int wrong = new MarginalSide(problem.source(), problem.sourceRule(), problem.regulariser(), value.f()).unusablePotentials()
                    + new MarginalSide(problem.target(), problem.targetRule(), problem.regulariser(), value.g()).unusablePotentials()
                    + (Double.isFinite(value.massPotential()) ? 0 : 1);
            if (wrong > 0) {
                draft.atMost("potentials that are not finite, where there may be mass", wrong, 0);
            } else if (!value.explicit() && (problem.regulariser() == Regulariser.NONE || problem.regulariser() == Regulariser.SPARSE)) {
                draft.atLeast("plans, where the potentials do not determine one", 0, 1);
            } else if ((long) costs.sources() * costs.targets() > allPairs && GridOptimality.suits(problem, value)) {
                new GridOptimality(problem, value, costs, tolerance, draft).check();
            } else if ((long) costs.sources() * costs.targets() > allPairs) {
                new SampledOptimality(problem, value, costs, tolerance, draft).check(allPairs / 4, new SplittableRandom().nextLong());
            } else {
                new TransportOptimality(problem, value, costs, tolerance, draft).check();
            }
        }
    }

    private static boolean fits(String name, double[] values, int length, CertificateDraft draft) {
        return values.length == length || draft.atMost("number of values of " + name + " less " + length,
                Math.abs(values.length - length), 0);
    }
}
