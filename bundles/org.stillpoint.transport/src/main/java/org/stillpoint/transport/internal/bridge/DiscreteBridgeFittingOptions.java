package org.stillpoint.transport.internal.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link DiscreteBridgeFittingSolver}. */
@ObjectClassDefinition(name = "Discrete Schroedinger bridge by iterative Markovian fitting")
public @interface DiscreteBridgeFittingOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "L1 distance of the last marginal from the end distribution, and of the transitions from those of the potential")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most pairs of a Markovian and a reciprocal projection")
    long maxIterations() default 10_000;
}
