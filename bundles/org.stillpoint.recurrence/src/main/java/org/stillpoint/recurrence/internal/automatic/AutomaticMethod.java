package org.stillpoint.recurrence.internal.automatic;

import java.util.Arrays;
import java.util.Locale;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.Status;
import org.stillpoint.recurrence.internal.cell.Cell;
import org.stillpoint.recurrence.internal.diagnosis.Diagnosis;
import org.stillpoint.recurrence.internal.diagnosis.PrefixDiagnosis;
import org.stillpoint.recurrence.internal.newton.NewtonMethod;
import org.stillpoint.recurrence.internal.newton.NewtonSettings;
import org.stillpoint.recurrence.internal.run.Counters;
import org.stillpoint.recurrence.internal.run.SequenceMethod;
import org.stillpoint.recurrence.internal.run.Session;
import org.stillpoint.recurrence.internal.run.Stretch;
import org.stillpoint.recurrence.internal.run.StretchResult;
import org.stillpoint.recurrence.internal.sequential.SequentialMethod;
import org.stillpoint.recurrence.internal.shooting.MultipleShooting;
import org.stillpoint.recurrence.internal.shooting.ShootingSettings;
import org.stillpoint.recurrence.internal.warm.TrajectoryRepair;

/**
 * Chooses a method for each stretch by a look at its first steps, and says which and why. A stretch that comes with a trajectory is
 * repaired where it needs it.
 */
final class AutomaticMethod implements SequenceMethod {

    /** A prefix is at most one of so many steps, so that looking at it costs little. */
    private static final int PART = 32;
    /** The same for cells whose steps are products with matrices, which take longer side by side. */
    private static final int DENSE_PART = 64;
    /** Newton's method is tried where so few numbers make a step of all sequences. */
    private static final int NEWTON_WIDTH = 2;
    /** Shorter prefixes tell nothing. */
    private static final int SHORTEST_PREFIX = 16;
    /** About how many operations a look may take, and the lanes that it has. */
    private static final double PREFIX_OPERATIONS = 2e9;
    private static final double PREFIX_LANES = 8;
    private static final int MANY_PROCESSORS = 16;
    /** Gains below this are none. */
    private static final double LEAST_GAIN = 1.05;
    /** Newton's method is tried on as many steps. */
    private static final int TRIAL_STEPS = 256;

    private final AutomaticOptions options;
    private final boolean single;
    /** The cell that a method was chosen for: windows of one sequence are all solved by the same. */
    private Cell cell;
    private Method chosen;

    AutomaticMethod(AutomaticOptions options) {
        this.options = options;
        single = options.precision().single();
    }

    @Override
    public StretchResult solve(Stretch stretch, Session session) throws SolverException {
        if (stretch.guessed) {
            StretchResult repaired = TrajectoryRepair.solve(stretch, ShootingSettings.MERGING * session.tolerance(), session);
            session.warn(String.format(Locale.ROOT, "started from the given trajectory: %d of %d steps were computed anew",
                    session.counter(Counters.RECOMPUTED_STEPS), (long) stretch.batch * stretch.steps));
            return repaired;
        }
        if (stretch.cell != cell) {
            cell = stretch.cell;
            chosen = choose(stretch, session);
        }
        StretchResult result = method(chosen).solve(stretch, session);
        if (result.status() == Status.CONVERGED || chosen == Method.SEQUENTIAL || !Double.isFinite(result.residual())
                || result.status().isInterruption()) {
            return result;
        }
        session.warn(chosen.id + " ended " + result.status() + "; the sequence was run step after step instead");
        session.count(Counters.FALLBACKS, 1);
        return method(Method.SEQUENTIAL).solve(stretch, session);
    }

    private Method choose(Stretch stretch, Session session) {
        int prefix = prefix(stretch);
        if (prefix < SHORTEST_PREFIX) {
            session.warn("solved by " + Method.SEQUENTIAL.id + ": " + stretch.steps + " steps are too few to gain anything");
            return Method.SEQUENTIAL;
        }
        Diagnosis diagnosis = PrefixDiagnosis.of(stretch, prefix, session.tolerance());
        Forecast forecast = new Forecast(cell.operations(), dense(), stretch.batch, stretch.steps, diagnosis, 0);
        if (!single && stretch.batch * stretch.size() <= NEWTON_WIDTH && forecast.best(session.parallelism()) == Method.SEQUENTIAL) {
            forecast = forecast.withNewtonSweeps(newtonSweeps(stretch, prefix, session));
        }
        Method method = forecast.best(session.parallelism());
        session.warn("solved by " + method.id + ": " + diagnosis.describe() + reason(forecast, method, session.parallelism()));
        if (options.outlook()) {
            session.warn(outlook(forecast));
        }
        return method;
    }

    private SequenceMethod method(Method method) {
        return switch (method) {
            case SEQUENTIAL -> new SequentialMethod(single);
            case SHOOTING -> (stretch, session) -> new MultipleShooting(stretch, session,
                    ShootingSettings.of(session.tolerance(), options.maxIterations(), single)).run();
            case NEWTON -> new NewtonMethod(NewtonSettings.DEFAULTS.withMaxIterations(options.maxIterations()));
        };
    }

    /** The sweeps that Newton's method takes for a window of the prefix; 0 if it does not get there by itself. */
    private static int newtonSweeps(Stretch stretch, int prefix, Session session) {
        int steps = Math.min(prefix, TRIAL_STEPS);
        Stretch first = Stretch.of(stretch.cell, 1, steps, Arrays.copyOf(stretch.input, steps * stretch.inputSize()),
                Arrays.copyOf(stretch.initial, stretch.size()));
        Session trial = session.trial();
        StretchResult result = new NewtonMethod(NewtonSettings.DEFAULTS).solve(first, trial);
        boolean alone = result.status() == Status.CONVERGED && trial.counter(Counters.FALLBACKS) == 0;
        return alone ? (int) result.iterations() : 0;
    }

    private int prefix(Stretch stretch) {
        double affordable = PREFIX_OPERATIONS / (PREFIX_LANES * stretch.cell.operations());
        return (int) Math.min(Math.min(options.prefix(), stretch.steps / (dense() ? DENSE_PART : PART)), affordable);
    }

    private boolean dense() {
        return cell.jacobianStructure().block() > 2;
    }

    private static String reason(Forecast forecast, Method method, int threads) {
        double gain = forecast.gain(threads);
        String newton = forecast.newtonSweeps() > 0 ? "; Newton's method takes " + forecast.newtonSweeps() + " sweeps a window" : "";
        return newton + (method == Method.SEQUENTIAL ? "; no other method promises less time"
                : String.format(Locale.ROOT, "; expected to be %.2g times faster than step after step", gain));
    }

    private static String outlook(Forecast forecast) {
        double gain = forecast.gain(MANY_PROCESSORS);
        String processors = gain < LEAST_GAIN ? "no method would be faster than step after step"
                : String.format(Locale.ROOT, gain < 10 ? "the best method would be about %.1f times faster than step after step"
                        : "the best method would be about %.0f times faster than step after step", gain);
        long depth = Math.round(forecast.depth());
        return "on " + MANY_PROCESSORS + " processors " + processors + "; a wide accelerator would still wait for "
                + (depth < forecast.steps() ? "about " + depth + " of " : "all ") + forecast.steps() + " steps one after the other";
    }
}
