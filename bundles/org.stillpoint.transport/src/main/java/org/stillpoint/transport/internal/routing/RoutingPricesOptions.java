package org.stillpoint.transport.internal.routing;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link RoutingPricesSolver}. */
@ObjectClassDefinition(name = "Routing by prices")
public @interface RoutingPricesOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1000000", description = "Largest load of an expert over its target, less 1")
    double tolerance() default 0.1;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "100000000", description = "Most changes of the prices")
    long maxIterations() default 1000;

    /** The first step. */
    @AttributeDefinition(name = "Step", min = "1e-9", max = "1000000",
            description = "By how much an expert without load gets dearer at first, in parts of the standard deviation of the scores")
    double step() default 0.5;

    /** How steps fall. */
    @AttributeDefinition(name = "Decay", min = "0", max = "1", description = "The power of the number of the step that steps fall with; 0 "
            + "for constant steps")
    double decay() default 0.5;

    /** Whether the sign alone counts. */
    @AttributeDefinition(name = "Sign only", description = "Whether prices change by the sign of what is missing, not by its size")
    boolean sign() default false;
}
