package org.stillpoint.equilibrium.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link JacobianFreeSolver}. */
@ObjectClassDefinition(name = "Derivatives of equilibria by Jacobian-free back-propagation")
public @interface JacobianFreeOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** How the states are found. */
    @AttributeDefinition(name = "Forward method", description = ForwardMethod.DESCRIPTION)
    ForwardMethod forward() default ForwardMethod.ANDERSON;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
