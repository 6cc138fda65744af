package org.stillpoint.verify.internal.recurrence;

import org.ejml.data.DMatrixRMaj;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.verify.internal.CertificateDraft;

/** Checks that the output is the readout of the last layer, but for rounding. */
final class ReadoutCheck {

    private ReadoutCheck() {
    }

    static void check(RecurrenceProblem problem, Trajectory trajectory, CertificateDraft draft) {
        if (problem.readout().isEmpty() || trajectory.output().isEmpty()) {
            if (problem.readout().isPresent()) {
                draft.atLeast("number of outputs", 0, 1);
            } else if (trajectory.output().isPresent()) {
                draft.atMost("number of outputs", 1, 0);
            }
            return;
        }
        Readout readout = problem.readout().get();
        Sequences hidden = StatePath.hidden(trajectory.layers().get(trajectory.layers().size() - 1));
        Sequences output = trajectory.output().get();
        if (hidden.size() != readout.weight().numCols || output.size() != readout.size() || output.steps() != hidden.steps()
                || output.batch() != hidden.batch()) {
            draft.atMost("shape of the output that is wrong", 1, 0);
            draft.note("The output is " + output + ", the last layer " + hidden + ", the readout " + readout.size() + " x "
                    + readout.weight().numCols + ".");
            return;
        }
        draft.atMost("error of the output (relative to its terms)", error(readout, hidden, output),
                2 * Agreement.ROUNDING * (2 + hidden.size()));
    }

    private static double error(Readout readout, Sequences hidden, Sequences output) {
        DMatrixRMaj weight = readout.weight();
        double largest = 0;
        for (int row = 0; row < output.batch() * output.steps(); row++) {
            for (int i = 0; i < readout.size(); i++) {
                double sum = readout.bias()[i];
                double terms = Math.abs(sum);
                for (int k = 0; k < hidden.size(); k++) {
                    double term = weight.data[i * weight.numCols + k] * hidden.values()[row * hidden.size() + k];
                    sum += term;
                    terms += Math.abs(term);
                }
                double difference = Math.abs(output.values()[row * output.size() + i] - sum);
                largest = Math.max(largest, difference == 0 ? 0 : difference / terms);
            }
        }
        return largest;
    }
}
