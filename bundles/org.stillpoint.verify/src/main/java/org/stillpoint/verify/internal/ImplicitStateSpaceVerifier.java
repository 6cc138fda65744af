package org.stillpoint.verify.internal;

import org.ejml.data.DMatrixRMaj;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.ImplicitStateSpace;
import org.stillpoint.api.problem.recurrence.ImplicitStates;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/** Verifies implicit state spaces: both equations of every step. */
@Component
@VerifierInfo(problem = ImplicitStateSpace.TYPE)
public final class ImplicitStateSpaceVerifier implements Verifier<ImplicitStateSpace, ImplicitStates> {

    /** By how much the values of two implementations of exp and tanh, and sums in other orders, may differ, relatively. */
    private static final double ROUNDING = 1e-15;

    @Override
    public Certificate verify(ImplicitStateSpace problem, Solution<ImplicitStates> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there are no states", 0, 1);
            draft.note("A continuous map of a box into itself has a fixed point, so the claim " + status + " is wrong.");
        }
        Sequences hidden = solution.value().hidden();
        Sequences z = solution.value().equilibria();
        int rows = problem.input().batch() * problem.input().steps();
        boolean shaped = hidden.batch() == problem.input().batch() && hidden.steps() == problem.input().steps();
        if (!shaped) {
            draft.atLeast("states have the shape of the problem", 0, 1);
            draft.note("The states are " + hidden + "; expected as many sequences and steps as the input has, " + problem.input() + ".");
        }
        if (shaped & draft.usable("states", hidden.values(), rows * problem.states())
                & draft.usable("equilibria", z.values(), rows * problem.equilibriumSize())) {
            check(problem, hidden, z, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(ImplicitStateSpace problem, Sequences hidden, Sequences z, double tolerance, CertificateDraft draft) {
        double ofStates = 0;
        double ofEquilibria = 0;
        double[] start = problem.start();
        double[] input = problem.input().values();
        PreciseSum sum = new PreciseSum();
        for (int b = 0; b < hidden.batch(); b++) {
            for (int t = 0; t < hidden.steps(); t++) {
                int x = problem.input().offset(b, t);
                int h = hidden.offset(b, t);
                int e = z.offset(b, t);
                for (int k = 0; k < hidden.size(); k++) {
                    sum.reset();
                    sum.add(problem.gateBias()[k]);
                    add(problem.gateWeight(), k, z.values(), e, sum);
                    double gate = 1 / (1 + Math.exp(-sum.value()));
                    sum.reset();
                    sum.addProduct(gate, t == 0 ? start[b * hidden.size() + k] : hidden.values()[h - hidden.size() + k]);
                    sum.add(problem.driveBias()[k]);
                    add(problem.driveWeight(), k, z.values(), e, sum);
                    add(problem.driveInput(), k, input, x, sum);
                    sum.add(-hidden.values()[h + k]);
                    ofStates = Math.max(ofStates, Math.abs(sum.value()));
                }
                for (int k = 0; k < z.size(); k++) {
                    sum.reset();
                    sum.add(problem.mixerBias()[k]);
                    add(problem.mixerState(), k, hidden.values(), h, sum);
                    add(problem.mixerInput(), k, input, x, sum);
                    ofEquilibria = Math.max(ofEquilibria, Math.abs(Math.tanh(sum.value()) - z.values()[e + k]));
                }
            }
        }
        double bound = tolerance + ROUNDING;
        draft.atMost("residual of the states (relative)", ofStates / Math.max(1, Products.largest(hidden.values())), bound);
        draft.atMost("residual of the equilibria (relative)", ofEquilibria / Math.max(1, Products.largest(z.values())), bound);
    }

    private static void add(DMatrixRMaj matrix, int row, double[] x, int offset, PreciseSum sum) {
        for (int j = 0; j < matrix.numCols; j++) {
            sum.addProduct(matrix.data[row * matrix.numCols + j], x[offset + j]);
        }
    }
}
