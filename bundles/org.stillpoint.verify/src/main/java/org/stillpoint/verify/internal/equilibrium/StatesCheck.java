package org.stillpoint.verify.internal.equilibrium;

import java.util.Optional;
import org.stillpoint.api.Status;
import org.stillpoint.api.problem.equilibrium.EquilibriumProblem;
import org.stillpoint.api.problem.equilibrium.EquilibriumStates;
import org.stillpoint.verify.internal.CertificateDraft;

/** The checks of states: their residuals, and what was reported of them. */
final class StatesCheck {

    /** How far a reported residual may be from the measured one, in parts of the larger one or of the tolerance. */
    private static final double AGREEMENT = 1e-3;

    private StatesCheck() {
    }

    /**
     * Checks states.
     *
     * @return what was measured; empty, with a check that fails, if the states have not the size they must have or are not finite
     */
    static Optional<StateMeasurement> check(EquilibriumProblem problem, LayerMap map, EquilibriumStates value, double tolerance,
            CertificateDraft draft) {
        if (!fits(problem, map, value, draft)) {
            return Optional.empty();
        }
        StateMeasurement measured = new StateMeasurement(problem, map, value.states().values());
        judge(problem, measured, value, tolerance, draft);
        return Optional.of(measured);
    }

    /** Whether the states have the size they must have and are finite; a check that fails if not. */
    static boolean fits(EquilibriumProblem problem, LayerMap map, EquilibriumStates value, CertificateDraft draft) {
        boolean fits = equal("components of the input", problem.inputs().size(), map.shape().input(), draft)
                & equal("samples", value.states().count(), problem.batch(), draft)
                & equal("components of a state", value.states().size(), map.shape().state(), draft);
        return fits && draft.usable("the states", value.states().values(), value.states().values().length);
    }

    static boolean equal(String what, int actual, int expected, CertificateDraft draft) {
        if (actual < expected) {
            draft.atLeast(what, actual, expected);
        } else if (actual > expected) {
            draft.atMost(what, actual, expected);
        }
        return actual == expected;
    }

    private static void judge(EquilibriumProblem problem, StateMeasurement measured, EquilibriumStates value, double tolerance,
            CertificateDraft draft) {
        Tally tally = new Tally(tolerance);
        tally.add(problem, measured, value);
        tally.report(problem, draft);
    }

    /** The largest figures of samples, of one problem or of several that measure alike. */
    static final class Tally {

        private final double tolerance;
        private double absolute;
        private double relative;
        private double residual;
        private double rounding;
        private double difference;
        private int within;
        private int untrue;
        private int samples;

        Tally(double tolerance) {
            this.tolerance = tolerance;
        }

        void add(EquilibriumProblem problem, StateMeasurement measured, EquilibriumStates value) {
            for (int sample = 0; sample < problem.batch(); sample++) {
                double own = measured.residual(sample);
                double allowed = own <= tolerance ? 0 : measured.rounding(sample);
                boolean holds = own <= tolerance + allowed;
                absolute = Math.max(absolute, measured.absolute(sample));
                relative = Math.max(relative, measured.relative(sample));
                residual = Math.max(residual, own);
                rounding = holds ? Math.max(rounding, allowed) : rounding;
                within += holds ? 1 : 0;
                untrue += !holds && value.statuses().get(sample) == Status.CONVERGED ? 1 : 0;
                difference = Math.max(difference, difference(value.residuals()[sample], own, measured, sample, tolerance));
            }
            samples += problem.batch();
        }

        void report(EquilibriumProblem problem, CertificateDraft draft) {
            draft.atMost("largest residual of a sample, " + switch (problem.measure()) {
                case ABSOLUTE -> "max |f(z) - z|";
                case RELATIVE -> "max |f(z) - z| / max |f(z)|";
            }, residual, tolerance + rounding);
            draft.atMost("samples said to have converged that have not", untrue, 0);
            draft.atMost("difference of reported residuals from measured ones (relative)", difference, AGREEMENT);
            draft.quantity("samplesWithinTolerance", within);
            draft.quantity("samples", samples);
            draft.quantity("absoluteResidual", absolute);
            draft.quantity("relativeResidual", relative);
        }
    }

    /** The difference of a reported residual from the measured one but for rounding, in parts of the larger one or of the tolerance. */
    private static double difference(double reported, double own, StateMeasurement measured, int sample, double tolerance) {
        double scale = Math.max(tolerance, Math.max(reported, own));
        double difference = Math.abs(reported - own);
        if (Double.isNaN(reported) || difference <= AGREEMENT * scale) {
            return Double.isNaN(reported) || difference == 0 ? 0 : difference / scale;
        }
        return Math.max(0, difference - measured.rounding(sample)) / scale;
    }
}
