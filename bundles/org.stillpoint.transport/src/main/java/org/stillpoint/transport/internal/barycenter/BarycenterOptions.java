package org.stillpoint.transport.internal.barycenter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link BarycenterSolver}. */
@ObjectClassDefinition(name = "Barycentre of histograms")
public @interface BarycenterOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest marginal error: the weighted distances of the plans' marginals from the barycentre and the histograms")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most sweeps over all plans")
    long maxIterations() default 100_000;
}
