package org.stillpoint.transport.internal.routing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link RoutingSinkhornSolver}. */
@ObjectClassDefinition(name = "Routing by Sinkhorn sweeps")
public @interface RoutingSinkhornOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1000000", description = "Largest load of an expert over its target, less 1")
    double tolerance() default 0.1;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000", description = "Most sweeps")
    long maxIterations() default 100;

    /** The weight of the entropy. */
    @AttributeDefinition(name = "Epsilon", min = "1e-6", max = "1000000",
            description = "The weight of the entropy, in parts of the standard deviation of the scores")
    double epsilon() default 0.1;
}
