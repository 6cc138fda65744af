package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.problem.recurrence.AffineRecurrence;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies the states of affine recurrences: the residual of every step, and the agreement with a run from the initial state to the end,
 * each state rounded once. Where products of the matrices grow faster than the states do, a small residual does not make the states right;
 * the agreement then tells.
 */
@Component
@VerifierInfo(problem = AffineRecurrence.TYPE)
public final class AffineRecurrenceVerifier implements Verifier<AffineRecurrence, Trajectory> {

    @Override
    public Certificate verify(AffineRecurrence problem, Solution<Trajectory> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        LinearStates.refuseOtherClaims(solution.status(), draft);
        Sequences states = solution.value().path().states();
        if (LinearStates.usable(states, problem.offsets(), draft)) {
            LinearStates run = new LinearStates(states);
            PreciseSum[] sums = PreciseSum.array(problem.size());
            double[] exact = new double[problem.size()];
            double[] errors = new double[problem.size()];
            double[] start = problem.start();
            for (int b = 0; b < states.batch(); b++) {
                run.begin(start, b);
                for (int t = 0; t < states.steps(); t++) {
                    start(problem, b, t, sums);
                    add(problem, b, t, run.before(), run.beforeOffset(), sums);
                    run.defect(b, t, sums);
                    start(problem, b, t, sums);
                    add(problem, b, t, run.exact(), 0, sums);
                    round(sums, exact);
                    for (int k = 0; k < sums.length; k++) {
                        sums[k].reset();
                        sums[k].add(run.error(t, k));
                    }
                    add(problem, b, t, run.errors(), 0, sums);
                    round(sums, errors);
                    run.advance(b, t, exact, errors);
                }
            }
            run.report(true, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    /** b_t. */
    private static void start(AffineRecurrence problem, int sequence, int step, PreciseSum[] sums) {
        for (int k = 0; k < sums.length; k++) {
            sums[k].reset();
            sums[k].add(problem.offsets().values()[problem.offsets().offset(sequence, step) + k]);
        }
    }

    /** Adds J_t h. */
    private static void add(AffineRecurrence problem, int sequence, int step, double[] state, int offset, PreciseSum[] sums) {
        int block = problem.structure().block();
        int units = problem.size() / block;
        int matrix = problem.transitionOffset(sequence, step);
        for (int k = 0; k < sums.length; k++) {
            for (int q = 0; q < block; q++) {
                sums[k].addProduct(problem.transitions()[matrix + (k / units * block + q) * units + k % units],
                        state[offset + q * units + k % units]);
            }
        }
    }

    private static void round(PreciseSum[] sums, double[] values) {
        for (int k = 0; k < sums.length; k++) {
            values[k] = sums[k].value();
        }
    }
}
