package org.stillpoint.verify.internal;

import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.AttentionOutput;
import org.stillpoint.api.problem.recurrence.LinearAttention;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;

/**
 * Verifies linear attention by its definition, a sum over all pairs, on every row, or on rows spread over the sequences where there are too
 * many; the first and the last row of each sequence are always among them.
 */
@Component
@VerifierInfo(problem = LinearAttention.TYPE)
public final class LinearAttentionVerifier implements Verifier<LinearAttention, AttentionOutput> {

    /** How many products are worth it. */
    private static final double MOST_PRODUCTS = 1e8;

    @Override
    public Certificate verify(LinearAttention problem, Solution<AttentionOutput> solution, VerificationContext context) {
        CertificateDraft draft = new CertificateDraft();
        Status status = solution.status();
        if (status == Status.INFEASIBLE || status == Status.UNBOUNDED) {
            draft.atLeast("evidence that there is no output", 0, 1);
            draft.note("Attention has a closed form, so the claim " + status + " is wrong.");
        }
        Sequences output = solution.value().output();
        Sequences expected = problem.values();
        if (output.batch() != expected.batch() || output.steps() != expected.steps() || output.size() != expected.size()) {
            draft.atLeast("the output has the shape of the values", 0, 1);
            draft.note("The output is " + output + "; expected the shape of " + expected + ".");
        } else if (draft.usable("output", output.values(), expected.values().length)) {
            compare(problem, output, context.tolerance(), draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void compare(LinearAttention problem, Sequences output, double tolerance, CertificateDraft draft) {
        int steps = output.steps();
        double pairs = (double) steps * (steps + 1) / 2 * output.batch();
        int rows = (int) Math.max(2, Math.min(steps, MOST_PRODUCTS / pairs / (problem.queries().size() + output.size() + 1) * steps));
        rows = Math.min(rows, steps);
        double difference = 0;
        for (int b = 0; b < output.batch(); b++) {
            for (int i = 0; i < rows; i++) {
                int row = rows == 1 ? steps - 1 : (int) ((long) (steps - 1) * i / (rows - 1));
                difference = Math.max(difference, difference(problem, b, row, output));
            }
        }
        draft.atMost("difference from the sum over all pairs", difference / Math.max(1, Products.largest(output.values())), tolerance);
        draft.quantity("rowsCompared", (double) rows * output.batch());
    }

    private static double difference(LinearAttention problem, int sequence, int row, Sequences output) {
        int features = problem.queries().size();
        int query = problem.queries().offset(sequence, row);
        PreciseSum[] sums = PreciseSum.array(output.size());
        PreciseSum total = new PreciseSum();
        PreciseSum product = new PreciseSum();
        for (int j = 0; j <= row; j++) {
            int key = problem.keys().offset(sequence, j);
            product.reset();
            for (int k = 0; k < features; k++) {
                product.addProduct(problem.featureMap().apply(problem.queries().values()[query + k]),
                        problem.featureMap().apply(problem.keys().values()[key + k]));
            }
            double weight = product.value();
            total.add(weight);
            for (int k = 0; k < sums.length; k++) {
                sums[k].addProduct(weight, problem.values().values()[problem.values().offset(sequence, j) + k]);
            }
        }
        double difference = 0;
        for (int k = 0; k < sums.length; k++) {
            double expected = sums[k].value() / (problem.normalised() ? total.value() : 1);
            difference = Math.max(difference, Math.abs(expected - output.values()[output.offset(sequence, row) + k]));
        }
        return difference;
    }
}
