package org.stillpoint.transport.internal.line;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link OneDimensionalSolver}. */
@ObjectClassDefinition(name = "Transport on a line by sorting")
public @interface OneDimensionalOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest duality gap, in parts of the values, and largest marginal error, in the 1-norm and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "10000000000", description = "Most pairs of points to be joined; "
            + "all problems take less than the number of their points")
    long maxIterations() default 10_000_000_000L;
}
