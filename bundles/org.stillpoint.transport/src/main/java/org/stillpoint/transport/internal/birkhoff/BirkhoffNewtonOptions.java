package org.stillpoint.transport.internal.birkhoff;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link BirkhoffNewtonSolver} and {@link BirkhoffEuclideanSolver}. */
@ObjectClassDefinition(name = "Doubly stochastic matrices by Newton's method")
public @interface BirkhoffNewtonOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "Largest marginal error of a matrix: the sum of |row sum - 1| and |column sum - 1|")
    double tolerance() default 1e-12;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000", description = "Most evaluations of each matrix")
    long maxIterations() default 500;
}
