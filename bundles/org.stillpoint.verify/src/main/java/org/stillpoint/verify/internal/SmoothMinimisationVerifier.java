package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.ScalarFunction;
import org.stillpoint.api.problem.recurrence.SmoothMinimisation;
import org.stillpoint.api.problem.recurrence.StationaryPoint;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies stationary points: the norm of the gradient, the value, and that the gradient agrees with differences of values, all evaluated
 * anew.
 */
@Component
@VerifierInfo(problem = SmoothMinimisation.TYPE)
public final class SmoothMinimisationVerifier implements Verifier<SmoothMinimisation, StationaryPoint> {

    /** How far values may be off by rounding, relative to their size. */
    private static final double ROUNDING = 1e-12;
    /** The step of central differences relative to the size of the component, and how far they may be off. */
    private static final double DIFFERENCE = Math.cbrt(Math.ulp(1.0));
    private static final double AGREEMENT = 1e-3;

    @Override
    public Certificate verify(SmoothMinimisation problem, Solution<StationaryPoint> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no stationary point", 0, 1);
            draft.note("A point cannot prove that there is none, so the claim " + solution.status() + " is not certified.");
        }
        ScalarFunction function = problem.function(context);
        double[] point = solution.value().point();
        if (draft.usable("point", point, function.dimension())) {
            check(function, problem.start(), point, solution.value().value(), context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(ScalarFunction function, double[] start, double[] point, double claimed, double tolerance,
            CertificateDraft draft) {
        double[] gradient = new double[point.length];
        function.gradient(point.clone(), gradient);
        draft.atMost("norm of the gradient", norm(gradient), tolerance);
        double value = function.value(point.clone());
        draft.atMost("error of the value (relative)", Math.abs(value - claimed) / (1 + Math.abs(value)), ROUNDING);
        double[] atStart = new double[start.length];
        function.gradient(start.clone(), atStart);
        draft.atMost("difference of the gradient at the start from differences of values (relative)",
                disagreement(function, start, atStart), AGREEMENT);
        draft.quantity(Certificate.OBJECTIVE, value);
    }

    private static double disagreement(ScalarFunction function, double[] point, double[] gradient) {
        double[] place = point.clone();
        double[] wrong = new double[point.length];
        for (int j = 0; j < point.length; j++) {
            double step = DIFFERENCE * Math.max(1, Math.abs(point[j]));
            place[j] = point[j] + step;
            double above = function.value(place);
            double upper = place[j];
            place[j] = point[j] - step;
            wrong[j] = (above - function.value(place)) / (upper - place[j]) - gradient[j];
            place[j] = point[j];
        }
        return norm(wrong) / Math.max(1, norm(gradient));
    }

    private static double norm(double[] values) {
        PreciseSum sum = new PreciseSum();
        for (double value : values) {
            sum.add(value * value);
        }
        return Math.sqrt(sum.value());
    }
}
