package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.equilibrium.internal.anderson.AndersonMethod;
import org.stillpoint.equilibrium.internal.broyden.BroydenMethod;
import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/** The methods by which adjoints are found. */
public enum BackwardMethod {
    /** Picard iteration for samples on which it is fast, the generalised minimal residual method for the others. */
    AUTO(new MinimalResidualAdjoint(true)),
    /** Picard iteration. */
    PICARD(new PicardIteration(1)),
    /** Anderson acceleration. */
    ANDERSON(new AndersonMethod(5, 1)),
    /** Broyden's method. */
    BROYDEN(new BroydenMethod(50, false)),
    /** The generalised minimal residual method. */
    GMRES(new MinimalResidualAdjoint(false)),
    /** LU factors of a dense matrix for each sample. */
    DIRECT(new DirectAdjoint());

    private final EquilibriumMethod method;

    BackwardMethod(EquilibriumMethod method) {
        this.method = method;
    }

    /** The method. */
    public EquilibriumMethod method() {
        return method;
    }
}
