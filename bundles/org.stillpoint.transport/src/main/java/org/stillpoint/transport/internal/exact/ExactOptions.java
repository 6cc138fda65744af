package org.stillpoint.transport.internal.exact;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link ExactSolver}. */
@ObjectClassDefinition(name = "Exact transport by the network simplex method")
public @interface ExactOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest duality gap, in parts of the values, and largest marginal error, in the 1-norm and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = "Most pivots")
    long maxIterations() default 1_000_000_000;
}
