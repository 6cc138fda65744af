package org.stillpoint.equilibrium.internal.gradient;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link UnrolledSolver}. */
@ObjectClassDefinition(name = "Derivatives of equilibria by unrolled back-propagation")
public @interface UnrolledOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The steps. */
    @AttributeDefinition(name = "Steps", min = "1", max = "1000000", description = "The steps from the start through which is propagated "
            + "back; the states after each of them are kept")
    int maxIterations() default 100;

    /** The damping. */
    @AttributeDefinition(name = "Damping", min = "0.000001", max = "1",
            description = "The part t of the way to f(z) that a step goes: z + t (f(z) - z)")
    double damping() default 1;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
