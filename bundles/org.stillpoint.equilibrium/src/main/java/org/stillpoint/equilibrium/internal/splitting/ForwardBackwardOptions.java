package org.stillpoint.equilibrium.internal.splitting;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link ForwardBackwardSolver}. */
@ObjectClassDefinition(name = "Equilibria of monotone layers by forward-backward splitting")
public @interface ForwardBackwardOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The step. */
    @AttributeDefinition(name = "Step", min = "0", max = "1000000",
            description = "The step a; below 2 c, twice the constant of cocoercivity of I - W, convergence is certain, and larger steps "
                    + "may be faster or diverge. 0 chooses c")
    double stepSize() default 0;
}
