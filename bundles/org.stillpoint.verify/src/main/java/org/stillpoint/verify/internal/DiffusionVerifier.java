package org.stillpoint.verify.internal;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.DiffusionSamples;
import org.stillpoint.api.problem.recurrence.DiffusionSamplingProblem;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies samples of diffusions: it solves the probability-flow equation in the time itself by an extrapolation method of high order, for
 * all points, or for a part of them at equal distances where they are many, and compares.
 */
@Component
@VerifierInfo(problem = DiffusionSamplingProblem.TYPE)
public final class DiffusionVerifier implements Verifier<DiffusionSamplingProblem, DiffusionSamples> {

    private static final int MOST_POINTS = 64;
    /** The error of a step of the comparison, as a part of the tolerance, and the least that makes sense. */
    private static final double PART = 1e-4;
    private static final double LEAST = 1e-14;

    @Override
    public Certificate verify(DiffusionSamplingProblem problem, Solution<DiffusionSamples> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no path", 0, 1);
            draft.note("Every start has exactly one path, so the claim " + solution.status() + " is not certified.");
        }
        DiffusionSamples samples = solution.value();
        int count = problem.samples();
        int dimension = problem.data().dimension();
        int times = problem.times().length;
        if (draft.usable("points", samples.values(), times * count * dimension)) {
            check(problem, samples.values(), context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(DiffusionSamplingProblem problem, double[] values, double tolerance, CertificateDraft draft) {
        int count = problem.samples();
        int dimension = problem.data().dimension();
        int compared = Math.min(count, MOST_POINTS);
        double[] errors = new double[problem.times().length];
        Extrapolation method = new Extrapolation(new ProbabilityFlow(problem.data(), problem.schedule()), dimension,
                Math.max(LEAST, Math.min(1, tolerance) * PART));
        int missed = 0;
        for (int i = 0; i < compared; i++) {
            int point = (int) ((long) i * count / compared);
            double[] x = Arrays.copyOfRange(problem.start().data, point * dimension, (point + 1) * dimension);
            double time = problem.startTime();
            for (int k = 0; k < errors.length; k++) {
                if (!method.solve(time, problem.times()[k], x)) {
                    missed++;
                    break;
                }
                time = problem.times()[k];
                for (int j = 0; j < dimension; j++) {
                    errors[k] = Math.max(errors[k], Math.abs(x[j] - values[(k * count + point) * dimension + j]));
                }
            }
        }
        draft.atMost("points whose path could not be followed", missed, 0);
        double largest = 0;
        for (int k = 0; k < errors.length; k++) {
            double[] points = Arrays.copyOfRange(values, k * count * dimension, (k + 1) * count * dimension);
            largest = Math.max(largest, errors[k] / Math.max(1, Products.largest(points)));
        }
        draft.atMost("largest error of a component of a point (relative)", largest, tolerance);
        draft.quantity("pointsCompared", compared);
        if (compared < count) {
            draft.note("Of " + count + " points, " + compared + " were compared.");
        }
    }
}
