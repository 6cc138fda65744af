package org.stillpoint.verify.internal.equilibrium;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivative;
import org.stillpoint.api.problem.equilibrium.ImplicitDerivativeProblem;
import org.stillpoint.api.problem.equilibrium.OptimalityMap;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies derivatives of solutions by evaluations of the conditions F alone: F at the solution; A'u = v, -B'u and A w = -B t by
 * differences of F along random directions, so that products which a map gets wrong show.
 */
@Component
@VerifierInfo(problem = ImplicitDerivativeProblem.TYPE)
public final class ImplicitDerivativeVerifier implements Verifier<ImplicitDerivativeProblem, ImplicitDerivative> {

    private static final double DIFFERENCES = 1e-6;

    @Override
    public Certificate verify(ImplicitDerivativeProblem problem, Solution<ImplicitDerivative> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Nothing is minimised, and nothing can show that there are no derivatives, so the claim " + solution.status()
                    + " is not certified.");
            return draft.certificate(context.verifier());
        }
        OptimalityMap map = context.function(OptimalityMap.class, problem.map(), problem.parameters());
        boolean fits = StatesCheck.equal("components of x", problem.x().length, map.solutionSize(), draft)
                & StatesCheck.equal("components of theta", problem.theta().length, map.parameterSize(), draft);
        if (fits && usable(problem, solution.value(), draft)) {
            check(problem, solution.value(), map, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static boolean usable(ImplicitDerivativeProblem problem, ImplicitDerivative value, CertificateDraft draft) {
        return rows("adjoints", value.adjoints(), problem.cotangents().count(), problem.x().length, draft)
                & rows("gradients", value.gradients(), problem.cotangents().count(), problem.theta().length, draft)
                & rows("derivatives", value.derivatives(), problem.tangents().count(), problem.x().length, draft);
    }

    private static boolean rows(String name, Samples rows, int count, int size, CertificateDraft draft) {
        return StatesCheck.equal("rows of " + name, rows.count(), count, draft)
                && (count == 0 || StatesCheck.equal("components of " + name, rows.size(), size, draft))
                        & draft.usable(name, rows.values(), rows.values().length);
    }

    private static void check(ImplicitDerivativeProblem problem, ImplicitDerivative value, OptimalityMap map, double tolerance,
            CertificateDraft draft) throws SolverException {
        ConditionDifferences differences = new ConditionDifferences(problem, map, Math.max(DIFFERENCES, tolerance));
        double residual = differences.largestCondition();
        draft.atMost("largest component of the conditions |F(x, theta)| at the solution", residual, tolerance);
        draft.atMost("difference of the reported one (relative)", reportedError(value.solutionResidual(), residual, tolerance), 1e-3);
        int untrue = 0;
        for (int i = 0; i < value.residuals().length; i++) {
            untrue += value.statuses().get(i) == Status.CONVERGED && !(value.residuals()[i] <= tolerance) ? 1 : 0;
        }
        draft.atMost("equations said to have converged whose reported residuals are above the tolerance", untrue, 0);
        double adjoint = 0;
        double gradient = 0;
        for (int row = 0; row < problem.cotangents().count(); row++) {
            adjoint = Math.max(adjoint, differences.adjointError(row(value.adjoints(), row), row(problem.cotangents(), row)));
            gradient = Math.max(gradient, differences.gradientError(row(value.adjoints(), row), row(value.gradients(), row)));
        }
        double derivative = 0;
        for (int row = 0; row < problem.tangents().count(); row++) {
            derivative = Math.max(derivative, differences.derivativeError(row(value.derivatives(), row), row(problem.tangents(), row)));
        }
        if (problem.cotangents().count() > 0) {
            draft.atMost("adjoints: v'd along random directions d, distance from differences of u'F (relative)", adjoint,
                    differences.tolerance());
            draft.atMost("gradients along random directions: distance from differences of -u'F (relative)", gradient,
                    differences.tolerance());
        }
        if (problem.tangents().count() > 0) {
            draft.atMost("derivatives: change of F along (w, t), relative to that along t alone", derivative, differences.tolerance());
        }
    }

    private static double reportedError(double reported, double measured, double tolerance) {
        return Math.abs(reported - measured) / Math.max(tolerance, Math.max(reported, measured));
    }

    private static double[] row(Samples samples, int row) {
        double[] values = new double[samples.size()];
        System.arraycopy(samples.values(), samples.offset(row), values, 0, values.length);
        return values;
    }
}
