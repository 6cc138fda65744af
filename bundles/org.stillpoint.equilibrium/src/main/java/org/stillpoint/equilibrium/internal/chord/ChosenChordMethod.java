package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.Counter;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.Session;

/**
 * Plain iterations or the chord method, whichever a {@link Forecast} finds cheaper, in mixed precision; slow samples are given chords of
 * their own in both cases. For activated layers. An instance solves one batch.
 */
public final class ChosenChordMethod implements EquilibriumMethod {

    /** The counter of the evaluations that were foreseen for a sample. */
    public static final String PREDICTED = "predictedEvaluations";
    /** The counter of changes from plain iterations to something else. */
    public static final String SWITCHES = "switches";

    private static final int SAMPLES = 16;
    private static final int EVALUATIONS = 4;

    private Chord chord;

    @Override
    public void prepare(Layer layer, Samples inputs, double[] starts, Session session) {
        ActivatedLayer activated = (ActivatedLayer) layer;
        int size = layer.shape().state();
        Pilot pilot = Pilot.of(activated, inputs, starts, SAMPLES, EVALUATIONS, session);
        Forecast forecast = Forecast.of(pilot, size, inputs.count(), session.tolerance());
        if (forecast.chordPays()) {
            ChordMatrix matrix = ChordMatrix.of(activated.weight(), pilot.slopes(), size, Precision.MIXED, session.team());
            session.count(Counter.FACTORISATIONS, 1);
            if (matrix != null) {
                chord = Chord.of(matrix, session.team());
                session.count(SWITCHES, 1);
                session.count(PREDICTED, Math.round(forecast.chordEvaluations()));
                session.warn("solved by the chord method: " + forecast.describe());
                return;
            }
        }
        chord = Chord.plain(activated.weight(), size, session.team());
        session.count(PREDICTED, Math.round(forecast.plainEvaluations()));
        session.warn("solved by plain iterations: " + forecast.describe());
    }

    @Override
    public void solve(ActiveSamples samples) {
        new CorrectedIteration(samples, chord, true).run();
    }
}
