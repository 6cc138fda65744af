package org.stillpoint.equilibrium.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link PhantomSolver}. */
@ObjectClassDefinition(name = "Derivatives of equilibria by phantom gradients")
public @interface PhantomOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** How the states are found. */
    @AttributeDefinition(name = "Forward method", description = ForwardMethod.DESCRIPTION)
    ForwardMethod forward() default ForwardMethod.ANDERSON;

    /** The steps. */
    @AttributeDefinition(name = "Steps", min = "1", max = "1000000000", description = "The steps k through which is propagated back; with "
            + "1 and no damping the result is that of Jacobian-free back-propagation")
    int steps() default 5;

    /** The damping. */
    @AttributeDefinition(name = "Damping", min = "0.000001", max = "1",
            description = "The part tau of the way to f(z) that a step goes: z + tau (f(z) - z)")
    double damping() default 1;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
