package org.stillpoint.equilibrium.internal.bounds;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Options of {@link LipschitzSolver}. */
@ObjectClassDefinition(name = "Lipschitz bounds by bound propagation")
public @interface LipschitzOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1",
            description = "How far the bound may be above a norm that is attained, in parts of the bound")
    double tolerance() default 0.01;

    /** The most splits. */
    @AttributeDefinition(name = "Splits", min = "0", max = "1000000", description = "The most splits of parts of the box into halves")
    long maxIterations() default 5_000;

    /** Linear bound propagation. */
    @AttributeDefinition(name = "Linear bounds",
            description = "Whether linear bounds are propagated backwards; only intervals are, forwards, if not: cheaper and looser")
    boolean linear() default true;
}
