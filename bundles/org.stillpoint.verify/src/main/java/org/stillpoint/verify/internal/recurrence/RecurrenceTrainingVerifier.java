package org.stillpoint.verify.internal.recurrence;

import java.util.Arrays;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.Readout;
import org.stillpoint.api.problem.recurrence.RecurrenceTrainingProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.SequenceLoss;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.TrainedRecurrence;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies trained weights: runs the recurrence with them over all steps, and compares the losses with those reported last and with the
 * goal. What is certified is that the weights have these losses on these steps.
 */
@Component
@VerifierInfo(problem = RecurrenceTrainingProblem.TYPE)
public final class RecurrenceTrainingVerifier implements Verifier<RecurrenceTrainingProblem, TrainedRecurrence> {

    /** To what part losses over one trajectory agree whatever the order of the sums. */
    private static final double AGREEMENT = 1e-9;

    @Override
    public Certificate verify(RecurrenceTrainingProblem problem, Solution<TrainedRecurrence> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        TrainedRecurrence value = solution.value();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("That a loss cannot be reached has no proof here, so the claim " + solution.status() + " is not certified.");
        } else if (fits(problem, value, draft)) {
            check(problem, value, context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static boolean fits(RecurrenceTrainingProblem problem, TrainedRecurrence value, CertificateDraft draft) {
        boolean fits = value.layers().size() == problem.layers().size() && value.readout().isPresent() == problem.readout().isPresent();
        for (int i = 0; fits && i < value.layers().size(); i++) {
            RecurrentLayer expected = problem.layers().get(i);
            RecurrentLayer actual = value.layers().get(i);
            fits = actual.cell().equals(expected.cell()) && actual.directions() == 1 && sameShapes(expected.forward(), actual.forward());
        }
        if (fits && problem.readout().isPresent()) {
            Readout expected = problem.readout().get();
            Readout actual = value.readout().get();
            fits = actual.weight().numRows == expected.weight().numRows && actual.weight().numCols == expected.weight().numCols;
        }
        draft.atMost("weights of another form than the problem's", fits ? 0 : 1, 0);
        int losses = value.epochs().length;
        int validations = problem.validated() ? losses : 0;
        if (losses == 0) {
            draft.atLeast("number of losses", 0, 1);
        }
        return fits & losses > 0 & draft.usable("training losses", value.trainingLosses(), losses)
                & draft.usable("validation losses", value.validationLosses(), validations);
    }

    private static boolean sameShapes(DataRecord expected, DataRecord actual) {
        return expected.names().equals(actual.names()) && expected.names().stream()
                .allMatch(name -> Arrays.equals(expected.array(name).shape(), actual.array(name).shape())
                        && Arrays.stream(actual.numbers(name)).allMatch(Double::isFinite));
    }

    private static void check(RecurrenceTrainingProblem problem, TrainedRecurrence value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        Sequences output = new LossRun(context, Optional.empty(), 0).output(value.recurrence(problem.input()));
        SequenceLoss definition = SequenceLoss.ofTarget(problem.target());
        int steps = problem.input().steps();
        double training = LossRun.loss(definition, output, 0, problem.trainingSteps())[0];
        compare("training", training, value.trainingLosses(), draft);
        double criterion = training;
        if (problem.validated()) {
            criterion = LossRun.loss(definition, output, problem.trainingSteps(), steps)[0];
            compare("validation", criterion, value.validationLosses(), draft);
        }
        if (problem.goal() > 0) {
            draft.atMost((problem.validated() ? "validation" : "training") + " loss in parts of the goal", criterion / problem.goal(),
                    context.tolerance());
        } else {
            draft.atLeast("goal of the problem that is positive", 0, 1);
            draft.note("The problem has no goal, so none is reached; the losses are those of the weights.");
        }
    }

    private static void compare(String name, double loss, double[] reported, CertificateDraft draft) {
        double last = reported[reported.length - 1];
        draft.atMost("difference of the " + name + " loss from the one reported (relative)",
                loss == last ? 0 : Math.abs(loss - last) / Math.abs(loss), AGREEMENT);
        draft.quantity(name + "Loss", loss);
    }
}
