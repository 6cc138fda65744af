package org.stillpoint.verify.internal.recurrence;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.data.DataRecord;
import org.stillpoint.api.problem.recurrence.RecurrenceGradient;
import org.stillpoint.api.problem.recurrence.RecurrenceGradientProblem;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StandardCell;
import org.stillpoint.api.problem.recurrence.TeacherForcing;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies derivatives of losses of recurrences: the loss by a run of its own, and the derivatives by differences of such losses along
 * random directions, in all arrays together and, where that does not take too long, in each of them apart.
 */
@Component
@VerifierInfo(problem = RecurrenceGradientProblem.TYPE)
public final class RecurrenceGradientVerifier implements Verifier<RecurrenceGradientProblem, RecurrenceGradient> {

    private static final double AGREEMENT = 1e-9;
    private static final double DIFFERENCES = 1e-6;
    private static final int DIRECTIONS = 3;
    /** About how many products runs may take before arrays are no longer looked at one by one. */
    private static final double MOST_PRODUCTS = 2e9;
    private static final int RUNS = 4;
    private static final List<StandardCell> UNDIFFERENTIATED = List.of(StandardCell.HOUSEHOLDER, StandardCell.LOGISTIC, StandardCell.EULER,
            StandardCell.RUNGE_KUTTA, StandardCell.IMPLICIT_EULER, StandardCell.MIDPOINT_EXPONENTIAL);

    @Override
    public Certificate verify(RecurrenceGradientProblem problem, Solution<RecurrenceGradient> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Derivatives of recurrences always exist, so the claim " + solution.status() + " is not certified.");
        } else {
            check(problem, solution.value(), context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(RecurrenceGradientProblem given, RecurrenceGradient value, VerificationContext context,
            CertificateDraft draft) throws SolverException {
        Optional<TeacherForcing> forcing = given.forcing();
        double weight = value.forcing();
        if (forcing.isEmpty() && weight != 0) {
            draft.atMost("weight of teacher forcing, of which there is none", Math.abs(weight), 0);
        } else if (forcing.isPresent() && forcing.get().weight().isPresent()) {
            draft.atMost("difference of the weight of teacher forcing", Math.abs(weight - forcing.get().weight().getAsDouble()), 1e-15);
        } else if (forcing.isPresent()) {
            draft.atMost("distance of the weight of teacher forcing from 1/2", Math.abs(weight - 0.5), 0.5);
            draft.note("The weight of teacher forcing is taken as reported: any weight has derivatives.");
        }
        LossRun run = new LossRun(context, forcing.map(TeacherForcing::states), weight);
        GradientDirections directions = new GradientDirections(given.recurrence(), given.loss(), run);
        if (!collect(given.recurrence(), value, context, directions, draft)) {
            return;
        }
        double[] loss = LossRun.loss(given.loss(), run.output(given.recurrence()));
        draft.atMost("difference of the loss (relative to its terms)",
                value.loss() == loss[0] ? 0 : Math.abs(value.loss() - loss[0]) / loss[1], Math.max(AGREEMENT, context.tolerance()));
        draft.quantity("loss", loss[0]);
        double bound = Math.max(DIFFERENCES, context.tolerance());
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            worst = Math.max(worst, directions.errorOfAll(bound));
        }
        draft.atMost("derivatives along random directions: distance from differences (relative)", worst, bound);
        if (RUNS * directions.size() * products(given.recurrence(), context) > MOST_PRODUCTS) {
            draft.note("Runs take so long that arrays were not looked at one by one.");
            return;
        }
        for (int i = 0; i < directions.size(); i++) {
            draft.atMost("derivatives by " + directions.name(i) + ": distance from differences (relative)", directions.error(i, bound),
                    bound);
        }
    }

    private static double products(RecurrenceProblem problem, VerificationContext context) throws SolverException {
        double products = 0;
        for (RecurrentLayer layer : problem.layers()) {
            for (int direction = 0; direction < layer.directions(); direction++) {
                products += StepMaps.of(layer, direction, context).operations();
            }
        }
        return products * problem.batch() * problem.steps();
    }

    /** Puts together what is differentiated by; false, with a check that fails, where an array has not the size it must have. */
    private static boolean collect(RecurrenceProblem problem, RecurrenceGradient value, VerificationContext context,
            GradientDirections directions, CertificateDraft draft) throws SolverException {
        boolean usable = value.layers().size() == problem.layers().size();
        draft.atMost("difference of the number of layers", Math.abs(value.layers().size() - problem.layers().size()), 0);
        int states = 0;
        for (int i = 0; usable && i < problem.layers().size(); i++) {
            RecurrentLayer layer = problem.layers().get(i);
            for (int direction = 0; usable && direction < layer.directions(); direction++) {
                states += StepMaps.of(layer, direction, context).shape().state();
                if (layer.standardCell().isEmpty() || UNDIFFERENTIATED.contains(layer.standardCell().get())) {
                    draft.note("The parameters of the cell " + layer.cell() + " are not differentiated by.");
                    continue;
                }
                if (value.layers().get(i).directions() <= direction) {
                    draft.atLeast("directions of layer " + i, 1, 2);
                    return false;
                }
                DataRecord reported = value.layers().get(i).parameters(direction);
                DataRecord parameters = layer.parameters(direction);
                for (String name : parameters.names()) {
                    double[] numbers = reported.has(name) ? reported.numbers(name) : new double[0];
                    usable &= add(directions, GradientDirections.name(i, direction, name), parameters.numbers(name), numbers, draft);
                }
            }
        }
        Sequences input = problem.input().sequences(context);
        double[] initial = problem.initialState().length == 0 ? new double[problem.batch() * states] : problem.initialState();
        usable = usable && add(directions, "input", input.values(), value.input().values(), draft)
                & add(directions, "initial state", initial, value.initialState(), draft);
        if (usable && problem.readout().isPresent()) {
            usable = add(directions, "readout_weight", problem.readout().get().weight().data, value.readoutWeight().data, draft)
                    & add(directions, "readout_bias", problem.readout().get().bias(), value.readoutBias(), draft);
        }
        return usable;
    }

    private static boolean add(GradientDirections directions, String name, double[] values, double[] derivatives, CertificateDraft draft) {
        directions.add(name, values, derivatives);
        return draft.usable("derivatives by " + name, derivatives, values.length);
    }
}
