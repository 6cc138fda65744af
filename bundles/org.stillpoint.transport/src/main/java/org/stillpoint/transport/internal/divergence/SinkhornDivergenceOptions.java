package org.stillpoint.transport.internal.divergence;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link SinkhornDivergenceSolver}. */
@ObjectClassDefinition(name = "Sinkhorn divergence")
public @interface SinkhornDivergenceOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "Largest marginal error of the three plans: both marginals' distances in the 1-norm")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most sweeps of the problem between the measures")
    long maxIterations() default 100_000;
}
