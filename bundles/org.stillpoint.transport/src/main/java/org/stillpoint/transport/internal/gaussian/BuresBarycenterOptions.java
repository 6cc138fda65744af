package org.stillpoint.transport.internal.gaussian;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link BuresBarycenterSolver}. */
@ObjectClassDefinition(name = "Barycentre of normal distributions")
public @interface BuresBarycenterOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "Largest difference of both sides of the equation for the covariance, relative to the covariance")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most steps of the fixed-point iteration")
    long maxIterations() default 10_000;
}
