package org.stillpoint.api.problem.equilibrium;

/** How far a state z of a sample is from a fixed point of f, from the defect f(z, x) - z. */
public enum ResidualMeasure {
    /** The largest component of |f(z, x) - z|. */
    ABSOLUTE,
    /** The largest component of |f(z, x) - z|, divided by the largest component of |f(z, x)| (0 where both are 0). */
    RELATIVE
}
