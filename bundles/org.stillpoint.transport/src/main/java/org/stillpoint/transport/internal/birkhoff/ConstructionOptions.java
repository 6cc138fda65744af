package org.stillpoint.transport.internal.birkhoff;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of the solvers that construct matrices. */
@ObjectClassDefinition(name = "Matrices constrained by construction")
public @interface ConstructionOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1",
            description = "By how much a matrix may miss its constraint: its marginal error, or the distance of its spectral norm from 1")
    double tolerance() default 1e-12;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000",
            description = "Most sweeps for the singular values of a matrix; what has a closed form takes one")
    long maxIterations() default 100;
}
