package org.stillpoint.equilibrium.internal.chord;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.Session;

/** Picard iteration whose increments are computed in single precision. An instance solves one batch. */
public final class MixedPicardMethod implements EquilibriumMethod {

    private Chord plain;

    @Override
    public void prepare(Layer layer, Samples inputs, double[] starts, Session session) throws SolverException {
        ActivatedLayer activated = ActivatedLayers.require(layer, "mixed precision");
        plain = Chord.plain(activated.weight(), layer.shape().state(), session.team());
    }

    @Override
    public void solve(ActiveSamples samples) {
        new CorrectedIteration(samples, plain, false).run();
    }
}
