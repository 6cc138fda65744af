package org.stillpoint.transport.internal.quadratic;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link UnbalancedSolver}. */
@ObjectClassDefinition(name = "Unbalanced transport without regulariser by a proximal point method")
public @interface UnbalancedOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-14", max = "1",
            description = "Largest duality gap, in parts of the values, and largest marginal error, in the 1-norm and in parts of the mass")
    double tolerance() default 1e-9;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000",
            description = "Most Newton steps and sweeps over one side")
    long maxIterations() default 20_000;
}
