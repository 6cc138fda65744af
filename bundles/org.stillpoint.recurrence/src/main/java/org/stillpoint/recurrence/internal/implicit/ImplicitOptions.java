package org.stillpoint.recurrence.internal.implicit;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link ImplicitSolver}. */
@ObjectClassDefinition(name = "Implicit state space")
public @interface ImplicitOptions {

    /** Over what the fixed point is iterated. */
    enum Algorithm {
        /** Over whole sequences: one scan for each sweep. */
        SIMULTANEOUS,
        /** In each step, before the next. */
        SEQUENTIAL
    }

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest difference of the sides of both equations, "
            + "relative to the largest |z_t| or |h_t|, or 1 if that is larger")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most sweeps over whole sequences, or most iterations in a step")
    long maxIterations() default 10_000;

    /** The order of iteration. */
    @AttributeDefinition(name = "Algorithm", description = "simultaneous: the equilibria of all steps at once, one scan for each sweep; "
            + "sequential: the equilibrium of each step before the next")
    Algorithm algorithm() default Algorithm.SIMULTANEOUS;
}
