package org.stillpoint.transport.internal.quadratic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link QuadraticSolver}. */
@ObjectClassDefinition(name = "Quadratically regularised transport by a semismooth Newton method")
public @interface QuadraticOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest marginal error, in the 1-norm, of both sides "
            + "together and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most Newton steps and sweeps over one side")
    long maxIterations() default 10_000;
}
