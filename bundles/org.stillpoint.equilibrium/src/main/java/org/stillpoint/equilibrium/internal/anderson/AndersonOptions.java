package org.stillpoint.equilibrium.internal.anderson;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link AndersonSolver}. */
@ObjectClassDefinition(name = "Equilibria by Anderson acceleration")
public @interface AndersonOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000", description = OptionTexts.LIMIT)
    long maxIterations() default 100_000;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "100",
            description = "How many differences of states are remembered; no more than a state has components")
    int memory() default 5;

    /** The mixing. */
    @AttributeDefinition(name = "Mixing", min = "0.000001", max = "1",
            description = "The part beta of the way to the image that a step goes beside the weighted differences")
    double mixing() default 1;
}
