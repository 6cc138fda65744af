package org.stillpoint.transport.internal.automatic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link AutomaticSolver}. */
@ObjectClassDefinition(name = "Transport by the method that suits the problem")
public @interface AutomaticOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Tolerance of the method that is chosen")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "0", max = "1000000000",
            description = "Most iterations of the method that is chosen; 0 for as many as it allows by itself")
    long maxIterations() default 0;

    /** The largest matrix. */
    @AttributeDefinition(name = "Largest matrix", min = "1", max = "2147483639", description = "Most entries of a matrix of costs for "
            + "Newton steps; it takes 8 bytes for each. Larger entropic problems are left to Sinkhorn's iteration, which can do without")
    long matrixEntries() default 150_000_000;
}
