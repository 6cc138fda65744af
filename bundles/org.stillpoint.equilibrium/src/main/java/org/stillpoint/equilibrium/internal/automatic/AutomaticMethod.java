package org.stillpoint.equilibrium.internal.automatic;

import org.stillpoint.api.SolverException;
import org.stillpoint.api.problem.equilibrium.Samples;
import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.chord.ChosenChordMethod;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.layer.dense.ActivatedLayer;
import org.stillpoint.equilibrium.internal.run.ActiveSamples;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.SampleIteration;
import org.stillpoint.equilibrium.internal.run.Session;

/** The choice among methods that {@link AutomaticSolver} describes. An instance solves one batch. */
public final class AutomaticMethod implements EquilibriumMethod {

    private static final int MEMORY = 10;

    private EquilibriumMethod activated;

    @Override
    public void prepare(Layer layer, Samples inputs, double[] starts, Session session) throws SolverException {
        if (layer instanceof ActivatedLayer) {
            activated = new ChosenChordMethod();
            activated.prepare(layer, inputs, starts, session);
        }
    }

    @Override
    public void solve(ActiveSamples samples) throws SolverException {
        if (activated != null) {
            activated.solve(samples);
            return;
        }
        AndersonMethod anderson = new AndersonMethod(MEMORY, 1);
        SampleIteration.run(samples, () -> new AutomaticIteration(samples.size(), anderson.iteration(samples.size()), samples.session()));
    }
}
