package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/** The methods by which adjoints are found. */
public enum BackwardMethod {
    /** Picard iteration. */
    PICARD(new PicardIteration(1)),
    /** The generalised minimal residual method. */
    GMRES(new MinimalResidualAdjoint()),
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
