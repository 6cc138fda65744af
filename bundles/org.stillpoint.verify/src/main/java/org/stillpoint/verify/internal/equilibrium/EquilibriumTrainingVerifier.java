package org.stillpoint.verify.internal.equilibrium;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.data.NamedArray;
import org.stillpoint.api.problem.equilibrium.EquilibriumModel;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumTrainingProblem.Loss;
import org.stillpoint.api.problem.equilibrium.TrainedEquilibrium;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies trained layers: that the states are fixed points of the layers with their weights, and that their outputs have the criterion
 * reported and reach the goal. What is certified is how these weights do on these rows; whether the layers have exactly one fixed point for
 * every input is told beside that.
 */
@Component
@VerifierInfo(problem = EquilibriumTrainingProblem.TYPE)
public final class EquilibriumTrainingVerifier implements Verifier<EquilibriumTrainingProblem, TrainedEquilibrium> {

    /** To what part criteria agree whatever the order of the sums. */
    private static final double AGREEMENT = 1e-9;

    @Override
    public Certificate verify(EquilibriumTrainingProblem problem, Solution<TrainedEquilibrium> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        TrainedEquilibrium value = solution.value();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("That a criterion cannot be reached has no proof here, so the claim " + solution.status() + " is not certified.");
        } else if (fits(problem, value, draft)) {
            draft.atMost("residual of the states (largest component, relative)", residual(problem, value, context),
                    EquilibriumTrainingProblem.STATE_TOLERANCE);
            checkCriterion(problem, value, context, draft);
            for (int model = 0; model < value.models().size(); model++) {
                draft.note((value.models().size() == 1 ? "" : "Model of fold " + (model + 1) + ": ")
                        + Guarantees.of(problem.equilibrium(value.models().get(model)), value.states().size()).words());
            }
        }
        return draft.certificate(context.verifier());
    }

    private static boolean fits(EquilibriumTrainingProblem problem, TrainedEquilibrium value, CertificateDraft draft) {
        boolean fits = value.models().size() == problem.models()
                && value.states().count() == problem.models() * problem.inputs().count();
        for (EquilibriumModel model : value.models()) {
            fits = fits && model.outputs() == problem.start().outputs() && model.width() == problem.start().width()
                    && sameForm(problem.start().parameters(), model.parameters());
        }
        fits = fits && value.states().size() == problem.layer().shape(problem.start().parameters(), problem.inputs().size()).state();
        draft.atMost("weights or states of another form than the problem's", fits ? 0 : 1, 0);
        return fits;
    }

    /** Whether all arrays of weights are arrays of the same shapes in the problem. */
    private static boolean sameForm(DataRecord expected, DataRecord actual) {
        return actual.names().stream().allMatch(name -> expected.fields().get(name) instanceof NamedArray array
                && Arrays.equals(array.shape(), actual.array(name).shape()));
    }

    private static double residual(EquilibriumTrainingProblem problem, TrainedEquilibrium value, VerificationContext context)
            throws SolverException {
        int samples = problem.inputs().count();
        int size = value.states().size();
        double largest = 0;
        double[] images = new double[size];
        for (int model = 0; model < value.models().size(); model++) {
            EquilibriumProblem equilibrium = problem.equilibrium(value.models().get(model));
            LayerMap map = LayerMaps.of(equilibrium, context);
            for (int sample = 0; sample < samples; sample++) {
                int from = (model * samples + sample) * size;
                map.apply(value.states().values(), from, problem.inputs().values(), problem.inputs().offset(sample), 1, images);
                double defect = 0;
                double scale = 1;
                for (int k = 0; k < size; k++) {
                    defect = Math.max(defect, Math.abs(images[k] - value.states().values()[from + k]));
                    scale = Math.max(scale, Math.abs(value.states().values()[from + k]));
                }
                largest = Math.max(largest, defect / scale);
            }
        }
        return largest;
    }

    private static void checkCriterion(EquilibriumTrainingProblem problem, TrainedEquilibrium value, VerificationContext context,
            CertificateDraft draft) {
        double sum = 0;
        double training = 0;
        int judged = 0;
        int trained = 0;
        for (int model = 0; model < value.models().size(); model++) {
            for (int row = 0; row < problem.rows(); row++) {
                double part = problem.criterion(row, value.output(model, row));
                if (problem.judges(row, model)) {
                    sum += part;
                    judged++;
                }
                if (problem.trains(row, model)) {
                    training += part;
                    trained++;
                }
            }
        }
        double criterion = sum / judged;
        draft.atMost("difference of the criterion from the one reported (relative)",
                criterion == value.criterion() ? 0 : Math.abs(criterion - value.criterion()) / Math.abs(criterion), AGREEMENT);
        String what = problem.loss() == Loss.CROSS_ENTROPY ? "wrongClasses" : "meanSquare";
        draft.quantity(what, criterion);
        draft.quantity(what + "InTraining", training / trained);
        if (problem.goal() > 0) {
            draft.atMost("criterion in parts of the goal", criterion / problem.goal(), context.tolerance());
        } else {
            draft.atLeast("goal of the problem that is positive", 0, 1);
            draft.note("The problem has no goal, so none is reached; the criterion is that of the weights.");
        }
    }
}
