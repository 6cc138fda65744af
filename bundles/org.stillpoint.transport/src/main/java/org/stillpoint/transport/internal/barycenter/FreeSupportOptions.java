package org.stillpoint.transport.internal.barycenter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link FreeSupportSolver}. */
@ObjectClassDefinition(name = "Barycentre on free points")
public @interface FreeSupportOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest marginal error, and largest root of the mean squared distance of points from where they are drawn, "
                    + "relative to the spread of the measures")
    double tolerance() default 1e-6;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most moves of the points")
    long maxIterations() default 10_000;
}
