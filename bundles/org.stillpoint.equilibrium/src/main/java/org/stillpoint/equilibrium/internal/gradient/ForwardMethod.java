package org.stillpoint.equilibrium.internal.gradient;

import org.stillpoint.equilibrium.internal.picard.PicardIteration;
import org.stillpoint.equilibrium.internal.run.EquilibriumMethod;

/** The methods by which states are found before they are differentiated. */
public enum ForwardMethod {
    /** Picard iteration. */
    PICARD(new PicardIteration(1));

    /** What the option is for. */
    static final String DESCRIPTION = "How the states are found: picard";

    private final EquilibriumMethod method;

    ForwardMethod(EquilibriumMethod method) {
        this.method = method;
    }

    EquilibriumMethod method() {
        return method;
    }
}
