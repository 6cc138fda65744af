package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.Counter;
import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.numerics.PanelMatrix;

/** The chord method, see {@link ChordSolver}. An instance solves one batch. */
public final class ChordMethod implements EquilibriumMethod {

    /** So many samples, evaluated so often, tell what the mean slopes are. */
    private static final int SAMPLES = 32;
    private static final int EVALUATIONS = 2;

    private final Precision precision;
    private ChordMatrix matrix;
    private Chord chord;
    private PanelMatrix panelMatrix;

    /** A method of that precision. */
    public ChordMethod(Precision precision) {
        this.precision = precision;
    }

    @Override
    public void prepare(Layer layer, Samples inputs, double[] starts, Session session) throws SolverException {
        ActivatedLayer activated = ActivatedLayers.require(layer, "the chord method");
        int size = layer.shape().state();
        Pilot pilot = Pilot.of(activated, inputs, starts, SAMPLES, EVALUATIONS, session);
        matrix = ChordMatrix.of(activated.weight(), pilot.slopes(), size, precision, session.team());
        session.count(Counter.FACTORISATIONS, 1);
        if (matrix == null) {
            session.warn("I - W D is singular for the mean slopes D of the activation; plain iterations are done instead");
        } else if (precision == Precision.MIXED) {
            chord = Chord.of(matrix, session.team());
        } else {
            panelMatrix = PanelMatrix.of(matrix.values(), 0, size, size);
        }
    }

    @Override
    public void solve(ActiveSamples samples) {
        if (matrix == null) {
            while (samples.evaluate()) {
                System.arraycopy(samples.images(), 0, samples.states(), 0, samples.size() * samples.lanes());
            }
        } else if (precision == Precision.MIXED) {
            new CorrectedIteration(samples, chord, true).run();
        } else {
            new DoubleChordIteration(samples, matrix, panelMatrix).run();
        }
    }
}
