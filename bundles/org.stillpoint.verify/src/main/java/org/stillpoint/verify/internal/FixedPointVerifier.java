package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.FixedPoint;
import org.stillpoint.api.problem.FixedPointProblem;
import org.stillpoint.api.problem.Operator;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies fixed points by evaluating the named operator once more: ||x - T x|| at most the tolerance. */
@Component
@VerifierInfo(problem = FixedPointProblem.TYPE)
public final class FixedPointVerifier implements Verifier<FixedPointProblem, FixedPoint> {

    @Override
    public Certificate verify(FixedPointProblem problem, Solution<FixedPoint> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no fixed point", 0, 1);
            draft.note("A point cannot prove that an operator has no fixed point, so the claim " + status + " is not certified.");
        }
        double[] x = solution.value().x();
        if (draft.usable("x", x, problem.dimension())) {
            checkResidual(problem, x, context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void checkResidual(FixedPointProblem problem, double[] x, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        Operator operator = context.function(Operator.class, problem.operator());
        int dimension = operator.dimension();
        if (dimension != 0 && dimension != x.length) {
            draft.atLeast("agreement of the operator's dimension with the problem's", 0, 1);
            draft.note("The operator " + problem.operator() + " has dimension " + dimension + ", the problem " + x.length + ".");
            return;
        }
        double[] image = new double[x.length];
        operator.apply(x.clone(), image);
        double[] difference = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            difference[i] = x[i] - image[i];
        }
        double residual = Products.norm(difference);
        draft.atMost("residual ||x - T x||", residual, context.tolerance());
        draft.quantity("relativeResidual", residual / (1 + Products.norm(x)));
    }
}
