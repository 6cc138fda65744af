package org.stillpoint.transport.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link TransportGradientSolver}. */
@ObjectClassDefinition(name = "Derivatives of entropic transport")
public @interface TransportGradientOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "1e-15", max = "1", description = "Largest marginal error of the plan, and largest "
            + "residual of the adjoint equations in parts of the largest cotangent, both in the 1-norm")
    double tolerance() default 1e-11;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000", description = "Most evaluations of the plan")
    long maxIterations() default 2000;

    /** The most columns that are eliminated. */
    @AttributeDefinition(name = "Elimination limit", min = "0", max = "20000", description = "Most target points with which systems are "
            + "solved by elimination, which is exact for any epsilon; with more, by conjugate gradients")
    int eliminationLimit() default 1000;
}
