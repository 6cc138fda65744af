package org.stillpoint.equilibrium.internal.splitting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link PeacemanRachfordSolver}. */
@ObjectClassDefinition(name = "Equilibria of monotone layers by Peaceman-Rachford splitting")
public @interface PeacemanRachfordOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The step. */
    @AttributeDefinition(name = "Step", min = "0", max = "1000000",
            description = "The step a of both resolvents; for monotone layers any positive one converges. 0 chooses sqrt(c / m) from the "
                    + "constants of cocoercivity c and strong monotonicity m of I - W, or 1 where that is near and cheaper")
    double stepSize() default 0;
}
