package org.stillpoint.transport.internal.grid;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link GridSolver}. */
@ObjectClassDefinition(name = "Entropic transport on grids")
public @interface GridOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1e6",
            description = "Largest marginal error of a solution, in the 1-norm over both sides and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most sweeps. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most sweeps at the epsilon of the problem; those at larger ones are not counted")
    long maxIterations() default 100_000;

    /** The relaxation. */
    @AttributeDefinition(name = "Relaxation", min = "1", max = "1.999",
            description = "How far steps go at the epsilon of the problem, where the dual value allows it; 1 for plain steps, which are "
                    + "faster only where a few dozen are enough")
    double relaxation() default 1.8;

    /** The ratio of epsilons. */
    @AttributeDefinition(name = "Ratio of epsilons", min = "0.001", max = "0.999",
            description = "By what epsilon is multiplied at most, on its way from the largest cost")
    double scalingFactor() default 0.3;

    /** The sweeps of a level. */
    @AttributeDefinition(name = "Sweeps of a level", min = "0", max = "1000000",
            description = "Sweeps for each epsilon but the last; 0 for no scaling of epsilon")
    int scalingSweeps() default 5;
}
