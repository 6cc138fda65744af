package org.stillpoint.equilibrium.internal.halpern;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link HalpernSolver}. */
@ObjectClassDefinition(name = "Equilibria by Halpern's iteration")
public @interface HalpernOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 1_000_000;

    /** The restarts. */
    @AttributeDefinition(name = "Restart", min = "0", max = "0.99", description = "A sample starts anew from where it is when its residual "
            + "has fallen to this part of that at its last start; 0 for never, where the residual falls with the number of iterations only")
    double restart() default .4;
}
