package org.stillpoint.verify.internal.recurrence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.stillpoint.api.Solution;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.recurrence.RecurrenceProblem;
import org.stillpoint.api.problem.recurrence.RecurrentLayer;
import org.stillpoint.api.problem.recurrence.Sequences;
import org.stillpoint.api.problem.recurrence.StatePath;
import org.stillpoint.api.problem.recurrence.Trajectory;
import org.stillpoint.api.verify.Certificate;
import org.stillpoint.api.verify.VerificationContext;
import org.stillpoint.api.verify.Verifier;
import org.stillpoint.api.verify.VerifierInfo;
import org.stillpoint.verify.internal.CertificateDraft;

/**
 * Verifies trajectories: the residual of every step, and the agreement with a sequential run, over all steps where that costs little,
 * otherwise over segments, the first and the last steps among them, each from the trajectory's own state before it. Layers are run on what
 * the trajectory says of those below. What the agreement may come to follows from how the problem amplifies errors of single steps. A
 * small residual alone is no answer: where neighbouring states separate, the states may be far from those of a sequential run, and the
 * certificate says so. Over all steps the agreement is measured, whatever the amplification; where only segments are run, the amplification
 * of the measured residual has to stay small, or nothing vouches for the rest. Where few steps are kept, the steps between them are run
 * again. Implicit steps are solved here once more, starting from the claimed states.
 */
@Component
@VerifierInfo(problem = RecurrenceProblem.TYPE)
public final class RecurrenceVerifier implements Verifier<RecurrenceProblem, Trajectory> {

    /** Neighbours that separate by more than e to this over the run make it a chaotic one. */
    private static final double SEPARATION = 7;

    /** A measured path with what it is called in checks. */
    private record Measured(String prefix, StepMap map, PathReport report) {
    }

    @Override
    public Certificate verify(RecurrenceProblem problem, Solution<Trajectory> solution, VerificationContext context)
            throws SolverException {
        CertificateDraft draft = new CertificateDraft();
        if (solution.status() == Status.INFEASIBLE || solution.status() == Status.UNBOUNDED) {
            draft.atLeast("evidence of the claim " + solution.status(), 0, 1);
            draft.note("Every recurrence has a solution and no objective, so the claim " + solution.status() + " is not certified.");
        } else {
            check(problem, solution.value(), context, draft);
        }
        return draft.certificate(context.verifier());
    }

    private static void check(RecurrenceProblem problem, Trajectory trajectory, VerificationContext context, CertificateDraft draft)
            throws SolverException {
        int layers = problem.layers().size();
        if (trajectory.layers().size() != layers) {
            draft.atMost("difference of the number of layers", Math.abs(trajectory.layers().size() - layers), 0);
            return;
        }
        List<Measured> measured = new ArrayList<>();
        InputRows input = InputRows.of(problem.input(), context);
        int initialOffset = 0;
        for (int i = 0; i < layers; i++) {
            RecurrentLayer layer = problem.layers().get(i);
            List<StatePath> paths = trajectory.layers().get(i);
            if (paths.size() != layer.directions()) {
                draft.atMost("difference of the number of directions of layer " + i, Math.abs(paths.size() - layer.directions()), 0);
                return;
            }
            for (int direction = 0; direction < paths.size(); direction++) {
                StepMap map = StepMaps.of(layer, direction, context);
                int values = problem.batch() * map.shape().state();
                boolean given = problem.initialState().length > 0;
                String prefix = layers == 1 && paths.size() == 1 ? "" : "layer " + i + (direction == 0 ? ": " : " backwards: ");
                if (!fits(prefix, problem, map, input, paths.get(direction), draft)) {
                    return;
                }
                if (given && initialOffset + values > problem.initialState().length) {
                    draft.atLeast(prefix + "values of initialState", problem.initialState().length, initialOffset + values);
                    return;
                }
                double[] initial = given ? Arrays.copyOfRange(problem.initialState(), initialOffset, initialOffset + values)
                        : new double[values];
                initialOffset += values;
                measured.add(new Measured(prefix, map, new PathMeasurement(map, paths.get(direction).states(), problem.steps(),
                        problem.keepEvery(), direction == 1, input, initial).measure()));
            }
            input = InputRows.of(StatePath.hidden(paths));
        }
        report(problem, measured, context.tolerance(), draft);
        ReadoutCheck.check(problem, trajectory, draft);
    }

    /** Whether a path has the sizes it must have and finite states; where not, a check that fails says so. */
    private static boolean fits(String prefix, RecurrenceProblem problem, StepMap map, InputRows input, StatePath path,
            CertificateDraft draft) {
        Sequences states = path.states();
        return equal(prefix + "components of the input", input.size(), map.shape().input(), draft)
                & equal(prefix + "sequences", states.batch(), problem.batch(), draft)
                & equal(prefix + "kept steps", states.steps(), problem.keptSteps(), draft)
                & equal(prefix + "components of the state", states.size(), map.shape().state(), draft)
                & equal(prefix + "components of the output", path.hiddenSize(), map.shape().hidden(), draft)
                && draft.usable(prefix + "the states", states.values(), states.values().length);
    }

    private static boolean equal(String what, int actual, int expected, CertificateDraft draft) {
        if (actual < expected) {
            draft.atLeast(what, actual, expected);
        } else if (actual > expected) {
            draft.atMost(what, actual, expected);
        }
        return actual == expected;
    }

    private static void report(RecurrenceProblem problem, List<Measured> measured, double tolerance, CertificateDraft draft) {
        double residual = 0;
        double rounding = 0;
        double amplification = 0;
        double exponent = Double.NEGATIVE_INFINITY;
        for (Measured path : measured) {
            residual = Math.max(residual, path.report().residual());
            rounding = Math.max(rounding, Agreement.rounding(path.map().operations() / path.map().shape().state()));
            rounding = Math.max(rounding, Math.min(Agreement.LARGEST_ROUNDING, path.report().rounding()));
            amplification = Math.max(amplification, path.report().amplification());
            exponent = Math.max(exponent, path.report().exponent());
        }
        double stepTolerance = tolerance + rounding;
        if (problem.keepEvery() == 1) {
            draft.atMost("residual (relative)", residual, stepTolerance);
        }
        for (Measured path : measured) {
            report(path, problem, stepTolerance, draft);
        }
        draft.quantity("amplification", amplification);
        draft.quantity("lyapunovExponent", exponent);
        measured.stream().filter(path -> path.report().exponent() * problem.steps() > SEPARATION)
                .forEach(path -> draft.note(chaos(path, problem.steps())));
    }

    private static void report(Measured path, RecurrenceProblem problem, double stepTolerance, CertificateDraft draft) {
        PathReport report = path.report();
        if (problem.keepEvery() > 1) {
            draft.atMost(path.prefix() + "agreement from " + (report.whole() ? "each kept step" : "sampled kept steps")
                    + " to the next (relative)", report.betweenKept(),
                    Agreement.bound(report.betweenKeptAmplification(), stepTolerance));
        }
        if (report.whole()) {
            draft.atMost(path.prefix() + "agreement with a sequential run (relative)", report.agreement(),
                    Agreement.bound(report.agreementAmplification(), stepTolerance));
            return;
        }
        if (problem.keepEvery() == 1) {
            draft.atMost(path.prefix() + "agreement with sequential runs over segments (relative)", report.agreement(),
                    Agreement.bound(report.agreementAmplification(), stepTolerance));
        }
        double measured = problem.keepEvery() == 1 ? report.residual() : report.betweenKept();
        draft.atMost(path.prefix() + "error of the states by amplification of the residual (relative)",
                report.amplification() * (measured + Agreement.ROUNDING), Math.max(Agreement.LARGEST, stepTolerance));
    }

    private static String chaos(Measured path, int steps) {
        PathReport report = path.report();
        String determined = report.determined() < steps ? "Double precision determines the states up to about step " + report.determined()
                + " of " + steps + "; beyond, a sequential run depends on its rounding." : "Double precision determines all of them.";
        return String.format(Locale.ROOT, "%sNeighbouring states separate (largest Lyapunov exponent %+.3g for each step): a small "
                + "residual does not tell how far the states are from those of a sequential run. %s", path.prefix(), report.exponent(),
                determined);
    }
}
