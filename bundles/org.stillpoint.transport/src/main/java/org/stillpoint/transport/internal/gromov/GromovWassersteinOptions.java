package org.stillpoint.transport.internal.gromov;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link GromovWassersteinSolver}. */
@ObjectClassDefinition(name = "Gromov-Wasserstein transport by conditional gradients")
public @interface GromovWassersteinOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-13", max = "1",
            description = "Largest first-order gap, in parts of the magnitudes in the value, and largest marginal error, in the 1-norm; "
                    + "with entropy the distance of the plan from that of the potentials")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000", description = "Most steps from each start")
    long maxIterations() default 10_000;

    /** The starts. */
    @AttributeDefinition(name = "Starts", min = "1", max = "100000",
            description = "How many plans to start from: the product of the weights, the plan between distributions of distances, random "
                    + "plans; the best stationary point is kept")
    int starts() default 16;
}
