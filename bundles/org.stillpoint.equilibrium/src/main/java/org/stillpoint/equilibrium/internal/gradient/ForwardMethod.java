package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.api.SolverException;
import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.broyden.BroydenMethod;
import org.stillpoint.equilibrium.internal.layer.Layer;
import org.stillpoint.equilibrium.internal.newton.NewtonKrylovMethod;
import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;
import org.stillpoint.equilibrium.internal.run.MethodFactory;
import org.stillpoint.equilibrium.internal.run.Session;
import org.stillpoint.equilibrium.internal.splitting.PeacemanRachfordSolver;

/** The methods by which states are found before they are differentiated, with the default options of their solvers. */
public enum ForwardMethod {
    /** Picard iteration. */
    PICARD((layer, session) -> new PicardIteration(1)),
    /** Anderson acceleration. */
    ANDERSON((layer, session) -> new AndersonMethod(5, 1)),
    /** Broyden's method. */
    BROYDEN((layer, session) -> new BroydenMethod(50, false)),
    /** Newton's method with GMRES. */
    NEWTON_KRYLOV((layer, session) -> new NewtonKrylovMethod(40)),
    /** Peaceman-Rachford splitting. */
    PEACEMAN_RACHFORD((layer, session) -> PeacemanRachfordSolver.method(layer, 0, session));

    /** What the option is for. */
    public static final String DESCRIPTION = "How the states are found: picard, anderson, broyden, newton_krylov, or peaceman_rachford for "
            + "monotone layers; states that another solver has found can be given as the start";

    private final MethodFactory factory;

    ForwardMethod(MethodFactory factory) {
        this.factory = factory;
    }

    /**
     * The method for a layer.
     *
     * @throws SolverException if it does not treat the layer
     */
    public EquilibriumMethod method(Layer layer, Session session) throws SolverException {
        return factory.method(layer, session);
    }
}
