package org.stillpoint.transport.internal.bridge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link DiscreteBridgeSinkhornSolver}. */
@ObjectClassDefinition(name = "Discrete Schroedinger bridge by Sinkhorn iterations and Newton steps")
public @interface DiscreteBridgeSinkhornOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "L1 distance of the last marginal from the end distribution, and of the transitions from those of the potential")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most updates of the end potential, Newton steps included")
    long maxIterations() default 100_000;

    /** Whether to finish by Newton steps. */
    @AttributeDefinition(name = "Newton", description = "Whether Newton steps finish where the error of the marginal falls slowly")
    boolean newton() default true;
}
