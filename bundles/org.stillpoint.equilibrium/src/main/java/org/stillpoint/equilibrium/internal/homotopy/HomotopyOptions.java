package org.stillpoint.equilibrium.internal.homotopy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.stillpoint.equilibrium.internal.run.OptionTexts;

/** Options of {@link HomotopySolver}. */
@ObjectClassDefinition(name = "Equilibria by homotopy")
public @interface HomotopyOptions {

    /** The tolerance. */
    @AttributeDefinition(name = "Tolerance", min = "0", max = "1", description = OptionTexts.TOLERANCE)
    double tolerance() default 1e-8;

    /** The most iterations. */
    @AttributeDefinition(name = "Iteration limit", min = "1", max = "1000000000000",
            description = OptionTexts.LIMIT + ", products with derivatives not counted")
    long maxIterations() default 10_000;

    /** The steps. */
    @AttributeDefinition(name = "Steps", min = "1", max = "100000",
            description = "The first step along the path is one divided by this; further ones become longer or shorter as they need")
    int steps() default 8;

    /** The memory. */
    @AttributeDefinition(name = "Memory", min = "1", max = "1000",
            description = "Most products with the derivative for one slope or correction; no more than a state has components")
    int memory() default 40;

    /** Whether to difference. */
    @AttributeDefinition(name = "Differences", description = OptionTexts.DIFFERENCES)
    boolean differences() default false;
}
