package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.broyden.BroydenMethod;
import org.stillpoint.equilibrium.internal.newton.NewtonKrylovMethod;
import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/** The methods by which states are found before they are differentiated, with the default options of their solvers. */
public enum ForwardMethod {
    /** Picard iteration. */
    PICARD(new PicardIteration(1)),
    /** Anderson acceleration. */
    ANDERSON(new AndersonMethod(5, 1)),
    /** Broyden's method. */
    BROYDEN(new BroydenMethod(50, false)),
    /** Newton's method with GMRES. */
    NEWTON_KRYLOV(new NewtonKrylovMethod(40));

    /** What the option is for. */
    public static final String DESCRIPTION = "How the states are found: picard, anderson, broyden or newton_krylov; states that another "
            + "solver has found can be given as the start";

    private final EquilibriumMethod method;

    ForwardMethod(EquilibriumMethod method) {
        this.method = method;
    }

    /** The method. */
    public EquilibriumMethod method() {
        return method;
    }
}
