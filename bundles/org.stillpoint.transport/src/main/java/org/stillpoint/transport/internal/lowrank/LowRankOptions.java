package org.stillpoint.transport.internal.lowrank;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link LowRankSolver}. */
@ObjectClassDefinition(name = "Low-rank transport")
public @interface LowRankOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest stationarity gap relative to the mean cost, and largest marginal error")
    double tolerance() default 1e-4;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most steps of mirror descent")
    long maxIterations() default 10_000;
}
