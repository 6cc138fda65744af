package org.stillpoint.transport.internal.flow;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link GradientFlowSolver}. */
@ObjectClassDefinition(name = "Wasserstein gradient flow by entropic JKO steps")
public @interface GradientFlowOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "L1 distance, over the total mass, by which a step may fail its condition of optimality")
    double tolerance() default 1e-10;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most iterations of all steps together")
    long maxIterations() default 1_000_000;
}
