package org.stillpoint.transport.internal.birkhoff;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link BirkhoffSinkhornSolver}. */
@ObjectClassDefinition(name = "Doubly stochastic matrices by Sinkhorn sweeps")
public @interface BirkhoffSinkhornOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "Largest marginal error of a matrix: the sum of |row sum - 1| and |column sum - 1|")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most sweeps over rows and columns of each matrix")
    long maxIterations() default 10000;
}
